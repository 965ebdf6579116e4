/** Main terms in German, French, Spanish, Italian and Portuguese, without accents as `normalise` leaves them. */
const terms: readonly (readonly [from: RegExp, to: string])[] = (
  [
    ['was ist|was sind|was bedeutet|wass ist', 'what is'],
    ["qu'est-ce qu'?e?|c'est quoi|que es|que son|cos'e|che cos'e|cosa e|cosa sono|o que e|o que sao", 'what is'],
    [
      'wie viel kostet|wieviel kostet|was kostet|was kosten|combien coute|combien coutent|cuanto cuesta|cuanto cuestan|quanto costa|quanto costano|quanto custa|quanto custam',
      'how much cost',
    ],
    [
      '(?:come|como) (?:funziona|funcionan?|funzionano)|comment (?:fonctionnent?|marche)|wie funktionier(?:t|en)',
      'how works',
    ],
    ['combien de temps|cuanto tiempo|quanto tempo|wie ?lange', 'how long'],
    ['gratis|gratuit(?:e?s?|[oa]s?)|kostenlos(?:e[nrs]?)?|kostenfrei', 'free'],
    ['par mois|al mes|im monat|pro monat|al mese|por mes', 'monthly'],
    ['requetes?|anfragen?|solicitud(?:es)?|peticion(?:es)?|richiest[ae]|solicitac(?:ao|oes)', 'request'],
    ['combien|cuant[oa]s|quant[oa]s|quant[ie]|wie ?viele', 'how many'],
    ['tourner|tourne|lauft|laufen|correr|eseguire', 'run'],
    ['volumineu(?:x|se)', 'large'],
    ['unterschied|difference entre|diferencia|differenza|diferenca', 'difference'],
    [
      'sicherheitsgruppen?|groupes? de securite|grupos? de seguridad|grupp[oi] di sicurezza|grupos? de seguranca',
      'security group',
    ],
    ['lambda-funktion(?:en)?|lambdafunktion(?:en)?', 'lambda function'],
    ['funktion(?:en)?|fonctions?|funcion(?:es)?|funzion[ei]|func(?:ao|oes)', 'function'],
    ['instanzen?|instancias?|istanz[ae]', 'instance'],
    ['instanztyp(?:en)?|types? d.instances?|tipos? de instancias?|tip[oi] di istanz[ae]', 'instance type'],
    [
      'rechner|servidor(?:es)?|serveurs?|maquinas?(?: virtual(?:es)?)?|machines? virtuelles?|virtuelle maschinen?|maschinen?|macchin[ae](?: virtual[ei])?',
      'server',
    ],
    [
      'kosten|kostet|preise?|couts?|coute|prix|tarifs?|costes?|costos?|precios?|cuesta|abgerechnet|abrechnung|facture|factura|cost[oi]|costa|prezz[oi]|custos?|custa|precos?|cobrad[ao]s?|fattura|fatturat[oai]|fatura',
      'cost',
    ],
    [
      'kaltstarts?|demarrages? a froid|arranques? en frio|inicios? en frio|avvi[oi]? a freddo|partid[ae]s? a freddo|(?:arranques?|inicios?|partidas?) a? ?frio',
      'cold start',
    ],
    ['schlusselpaare?|paires? de cles|par(?:es)? de claves|coppi[ae] di chiavi|par(?:es)? de chaves', 'key pair'],
    ['festplatten?|datentrager|laufwerke?|disques?|discos?|disc[oh]i?', 'disk'],
    ['volumen|volumenes|volumi', 'volume'],
    ['speicher|arbeitsspeicher|memoire|memoria', 'memory'],
    ['grenzen?|grenzwerte?|limites?|kontingente?|quotas?|cuotas?|limit[ei]|cotas?', 'limit'],
    [
      'zeituberschreitung|zeitlimit|delai|tiempo de espera|tiempo maximo|tempo (?:massimo|maximo|limite)|scadenza',
      'timeout',
    ],
    ['starten|gestartet|demarrer|iniciar|arrancar|avviar[ei]?|avvia|lanzar|lanzo|lancar|lanciare|ligar', 'start'],
    [
      'stoppen|anhalten|gestoppte?|angehaltene?|arreter|arretee?s?|detener|parar|detenida|parada|fermar[ei]?|fermat[aoie]|spegner[ei]?|arrestat[ao]|desligar|parad[ao]s?|interromper',
      'stop',
    ],
    [
      'beenden|loschen|resilier|supprimer|terminar|eliminar|borrar|terminare|eliminare|cancellare|apagar|excluir',
      'terminate',
    ],
    ['neustart(?:en)?|neu starten|redemarrer|reiniciar|riavviare', 'reboot'],
    ['ruhezustand|hibernation|veille prolongee|hibernar|hibernacion|ibernazione|ibernare|hibernacao', 'hibernate'],
    [
      'verfugbarkeitszonen?|zones? de disponibilite|zonas? de disponibilidade?|zon[ae] di disponibilita',
      'availability zone',
    ],
    ['rollen?|roles?|ruol[oi]|papel|papeis', 'role'],
    ['rechte|berechtigung(?:en)?|droits?|autorisations?|permisos?|permess[oi]|permiss(?:ao|oes)', 'permission'],
    ['adressen?|adresses?|direccion(?:es)?|indirizz[oi]|enderecos?', 'address'],
    ['abbild(?:er)?|imagen(?:es)?|immagin[ei]|imagens?', 'image'],
    ['schnappschuss|sicherung|instantaneas?|instantane|copias? de seguridad|sauvegardes?|istantane[ae]', 'snapshot'],
    [
      'umgebungsvariablen?|variables? d.environnement|variables? de entorno|variabil[ei] d.ambiente|variave(?:l|is) de ambiente',
      'environment variable',
    ],
    ['protokolle?|journaux|registros|registri', 'logs'],
    ['warteschlangen?|files? d.attente|colas?|cod[ae] di messaggi|filas?', 'queue'],
    ['lastverteiler|repartiteur de charge|balanceador de carga|bilanciatore di carico', 'load balancer'],
    ['netzwerke?|reseau|red privada|rete|rede', 'network'],
    ['teilnetze?|sous-reseaux?|subredes?|subred|sottoret[ei]|sub-redes?', 'subnet'],
    ['passwort|mot de passe|contrasena|senha', 'password'],
    ['auslosers?|declencheurs?|disparador(?:es)?', 'trigger'],
    ['versionen|versiones', 'versions'],
    ['fehler|erreurs?|error(?:es)?|error[ei]|erros?', 'error'],
    ['vergleich(?:en)?|comparer|comparaison|comparar|confrontare|confronto', 'compare'],
    ['sparen|economiser|ahorrar|reduire|risparmi(?:are|o)|economizar', 'saving'],
    ['gunstiger|billiger|moins cher|mas barat[oa]|piu economic[oa]|mais barat[oa]', 'cheaper'],
    [
      'gleichzeitige?|nebenlaufigkeit|simultanees?|concurrence|concurrencia|concorrenza|simultane[oi]|concorrencia',
      'concurrency',
    ],
    ['laufzeit(?:en)?|langages?|programmiersprachen?|lenguajes?|linguagg(?:io|i)|linguage(?:m|ns)', 'runtime'],
    ['schichten?|couches?|capas?|livell[oi]|camadas?', 'layer'],
    ['aufrufe?|invocaciones', 'invocations'],
    ['behalter', 'container'],
    ['contenedor(?:es)?|conteneurs?|contenitor[ei]|contein?er(?:es)?', 'container'],
    ['jeden tag|jede stunde|chaque jour|cada dia|ogni giorno|ogni ora|todos os dias|cada hora', 'every schedule'],
    ['oder', 'or'],
    ['statt|au lieu de|en vez de|invece di|em vez de', 'instead of'],
  ] as const
).map(([from, to]) => [new RegExp(`(?<![\\p{L}\\p{N}])(?:${from})(?![\\p{L}\\p{N}])`, 'gu'), to])

/** `or` in French and Spanish is too short to be told from other words by itself. */
const isRomance =
  /(?<!\p{L})(?:qual(?:e|i)?|cual|scelgo|elijo|scegliere|meglio|mejor|melhor|entre|une?|est|pour|quel(?:le)?|cest|ou|el|los|una|que|por)(?!\p{L})/u

export function toEnglish(normalised: string): string {
  const text = terms.reduce((given, [from, to]) => given.replace(from, to), normalised)
  return isRomance.test(text) ? text.replace(/ (?:ou|o) /g, ' or ') : text
}
