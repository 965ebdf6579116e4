/** Main terms in German, French and Spanish, without accents as `normalise` leaves them. */
const terms: readonly (readonly [from: RegExp, to: string])[] = (
  [
    ['was ist|was sind|was bedeutet|wass ist', 'what is'],
    ["qu'est-ce qu'?e?|c'est quoi|que es|que son", 'what is'],
    [
      'wie viel kostet|wieviel kostet|was kostet|was kosten|combien coute|combien coutent|cuanto cuesta|cuanto cuestan',
      'how much cost',
    ],
    ['unterschied|difference entre|diferencia', 'difference'],
    ['sicherheitsgruppen?|groupes? de securite|grupos? de seguridad', 'security group'],
    ['lambda-funktion(?:en)?|lambdafunktion(?:en)?', 'lambda function'],
    ['funktion(?:en)?|fonctions?|funcion(?:es)?', 'function'],
    ['instanzen?|instancias?', 'instance'],
    ['instanztyp(?:en)?|types? d.instances?|tipos? de instancias?', 'instance type'],
    [
      'rechner|servidor(?:es)?|serveurs?|maquinas?(?: virtual(?:es)?)?|machines? virtuelles?|virtuelle maschinen?|maschinen?',
      'server',
    ],
    [
      'kosten|kostet|preise?|couts?|coute|prix|tarifs?|costes?|costos?|precios?|cuesta|abgerechnet|abrechnung|facture|factura',
      'cost',
    ],
    ['kaltstarts?|demarrages? a froid|arranques? en frio|inicios? en frio', 'cold start'],
    ['schlusselpaare?|paires? de cles|par(?:es)? de claves', 'key pair'],
    ['festplatten?|datentrager|laufwerke?|disques?|discos?', 'disk'],
    ['volumen|volumenes', 'volume'],
    ['speicher|arbeitsspeicher|memoire|memoria', 'memory'],
    ['grenzen?|grenzwerte?|limites?|kontingente?|quotas?|cuotas?', 'limit'],
    ['zeituberschreitung|zeitlimit|delai|tiempo de espera|tiempo maximo', 'timeout'],
    ['starten|gestartet|demarrer|iniciar|arrancar', 'start'],
    ['stoppen|anhalten|gestoppte?|angehaltene?|arreter|arretee?s?|detener|parar|detenida|parada', 'stop'],
    ['beenden|loschen|resilier|supprimer|terminar|eliminar|borrar', 'terminate'],
    ['neustart(?:en)?|neu starten|redemarrer|reiniciar', 'reboot'],
    ['ruhezustand|hibernation|veille prolongee|hibernar|hibernacion', 'hibernate'],
    ['verfugbarkeitszonen?|zones? de disponibilite|zonas? de disponibilidad', 'availability zone'],
    ['rollen?|roles?', 'role'],
    ['rechte|berechtigung(?:en)?|droits?|autorisations?|permisos?', 'permission'],
    ['adressen?|adresses?|direccion(?:es)?', 'address'],
    ['abbild(?:er)?|imagen(?:es)?', 'image'],
    ['schnappschuss|sicherung|instantaneas?|instantane|copias? de seguridad|sauvegardes?', 'snapshot'],
    ['umgebungsvariablen?|variables? d.environnement|variables? de entorno', 'environment variable'],
    ['protokolle?|journaux|registros', 'logs'],
    ['warteschlangen?|files? d.attente|colas?', 'queue'],
    ['lastverteiler|repartiteur de charge|balanceador de carga', 'load balancer'],
    ['netzwerke?|reseau|red privada', 'network'],
    ['teilnetze?|sous-reseaux?|subredes|subred', 'subnet'],
    ['passwort|mot de passe|contrasena', 'password'],
    ['auslosers?|declencheurs?|disparador(?:es)?', 'trigger'],
    ['versionen|versiones', 'versions'],
    ['fehler|erreurs?|error(?:es)?', 'error'],
    ['vergleich(?:en)?|comparer|comparaison|comparar', 'compare'],
    ['sparen|economiser|ahorrar|reduire', 'saving'],
    ['gunstiger|billiger|moins cher|mas barato', 'cheaper'],
    ['gleichzeitige?|nebenlaufigkeit|simultanees?|concurrence|concurrencia', 'concurrency'],
    ['laufzeit(?:en)?|langages?|programmiersprachen?|lenguajes?', 'runtime'],
    ['schichten?|couches?|capas?', 'layer'],
    ['aufrufe?|invocaciones', 'invocations'],
    ['behalter', 'container'],
    ['contenedor(?:es)?|conteneurs?', 'container'],
    ['jeden tag|jede stunde|chaque jour|cada dia', 'every schedule'],
    ['oder', 'or'],
    ['statt|au lieu de|en vez de', 'instead of'],
  ] as const
).map(([from, to]) => [new RegExp(`(?<![\\p{L}\\p{N}])(?:${from})(?![\\p{L}\\p{N}])`, 'gu'), to])

/** `or` in French and Spanish is too short to be told from other words by itself. */
const isRomance = /(?<!\p{L})(?:une?|est|pour|quel(?:le)?|cest|ou|el|los|una|que|por)(?!\p{L})/u

export function toEnglish(normalised: string): string {
  const text = terms.reduce((given, [from, to]) => given.replace(from, to), normalised)
  return isRomance.test(text) ? text.replace(/ (?:ou|o) /g, ' or ') : text
}
