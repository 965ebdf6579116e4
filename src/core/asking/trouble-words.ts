import type { InstanceTrouble } from '../ec2/evidence.ts'
import type { FunctionTrouble } from '../lambda/why/facts.ts'

/** Whole words, and what words begin with: patterns, in which accents are letters, as they are not for `\b`. */
function said(whole: readonly string[], begun: readonly string[] = []): RegExp {
  const [words, stems] = [whole, begun].map((patterns) => patterns.join('|'))
  const either = begun.length === 0 ? '' : `|(?:${stems})`
  return new RegExp(String.raw`(?<![\p{L}\d])(?:(?:${words})(?![\p{L}\d])${either})`, 'iu')
}

const raw = String.raw
const denied = raw`(?:not|never|nobody|no ?one|cannot|unable to|(?:ca|wo|do|does|did|is|are|was|were|has|have|had|would|could)n['’]?t|dosen['’]?t|refus(?:es?|ed|ing) to|fail(?:s|ed|ing)? to)`
const aWord = raw`(?:\S+\s+)?`
const fewWords = raw`(?:\S+\s+){0,3}`
const timesOut = raw`tim(?:es?|ed|ing)[ -]?outs?`

const people = '(?:customers?|users?|clients?|visitors|people|every(?:one|body)|us|me|outside|public)'

const dear = said([
  raw`cost(?:s|ing|ly)?|expensive|pric(?:e|es|ey|y|ing)|bill(?:s|ed|ing)?|(?<!in )charg(?:e|es|ed|ing)|pay(?:s|ing)?`,
  raw`cheap(?:er)?|(?:so|too|very|more|how|is) dear|dearer`,
  raw`spend(?:s|ing)?|spent|budgets?|invoiced?|money|cash|fortune|bucks`,
  raw`how much (?:is|are)\s*[?!.]*$|how much (?:is|are) .*(?:month|day|hour|year)`,
  'teuer|kostet|kosten|rechnung|geld',
  'cher|chère|coûte(?:nt)?|coute|facture|argent',
  'car[ao]|cuesta|coste|gasta|dinero|factura',
])
const slowly = said(
  [
    'sluggish|lag(?:s|gy|ging)?|latenc(?:y|ies)|forever|ages|response times?|p[59]\\d',
    '(?:takes?|took|taking|needs?) (?:\\S+ ){0,2}(?:long|longer|seconds?|sec|minutes?|min|\\d+ ?m?s)',
    'ewig|rame',
  ],
  ['slow|crawl|langsam|lent|ralenti'],
)

// What comes first counts where words of several are there: `why does web-1 cost so much while it is stopped`.
const ofInstances: readonly (readonly [InstanceTrouble, RegExp])[] = [
  ['cost', dear],
  [
    'check',
    said([
      // `Can you check web-1?` speaks of no check.
      raw`(?<!(?:^|(?<!\p{L})(?:please|pls|to|you|someone|somebody|anyone|and|me|us)\s+))check(?!\s+(?:if|why|what|whether|on|out)\s)`,
      raw`checks|(?:health|status)-?checks?|health|statuscheck\S*|status .*(?:red|failed|failing)|[0-3] ?/ ?[23]`,
      raw`impaired|unhealthy|${denied} healthy`,
      'statusprüfung(?:en)?|comprobaci(?:ón|ones)',
    ]),
  ],
  [
    'start',
    said([
      raw`${denied}\s+${aWord}(?:be\s+)?(?:start|boot|launch)(?:ed|ing)?`,
      '(?:stays?|stayed|remains?) (?:stopped|off)|stuck in (?:stopped|off)|insufficient capacity',
      // Who asks that wants to know why nothing started it since.
      raw`still\s+(?:(?:switched|turned|powered)\s+)?(?:stopped|off|shut down)`,
      raw`${denied}\s+${aWord}(?:come|came|coming)\s+(?:(?:back\s+)?(?:up|online|alive)|back)|${denied}\s+wake`,
      raw`${denied}\s+${aWord}(?:power|turn|switch)(?:ed|ing)?\s+(?:it\s+)?(?:up|on)`,
      raw`${denied}\s+get\s+${aWord}(?:up|started|running|to\s+(?:start|boot|run))`,
      raw`(?:start|boot|launch)(?:s|ed|ing|up)?\s+${aWord}(?:fail(?:s|ed|ing|ure)?|hangs?|loops?)`,
      raw`fail(?:s|ed|ing)?\s+(?:at|on|during|while|when)\s+(?:start|boot|launch)(?:ing|up)?`,
      raw`(?:right|straight|shortly|immediately|directly) after (?:the )?(?:start|boot|launch)(?:ing)?`,
      raw`tr(?:y|ied|ying) to (?:start|boot|launch)|startinstances|stuck\s.*(?:pending|starting)`,
      'starts? and (?:then )?(?:goes|stops|dies|falls|shuts)|(?:goes|went|falls) (?:right )?back to stopped',
      raw`(?:startet|bootet|fährt|kommt|springt|geht)\s+${fewWords}nicht(?:\s+mehr)?(?:\s+(?:hoch|an))?(?=[\s?!.]*$)`,
      'nicht starten|(?:veut pas )?d[ée]marrer?(?: pas| plus)?|no (?:se |quiere )*(?:arranca|inicia|enciende|levanta)r?',
    ]),
  ],
  [
    // It reaches nobody itself; `from the internet` nobody reaches it.
    'outbound',
    said([
      raw`(?:reach|access|connect(?:ed)? to|get (?:out )?(?:on )?to|talk to|ping|see|call(?:ing)?)\s+(?:the\s+|an?\s+)?(?:internet|outside world|external|github\S*|google\S*|s3|dynamodb)`,
      raw`(?:no|without|los(?:t|es?|ing))\s+${aWord}(?:outbound|egress|internet)|outbound|egress|internet (?:access|connection|connectivity)`,
      raw`${denied}\s+${aWord}(?:download|fetch|pull|(?:get|go|reach) out(?:side)?|install\s+${aWord}(?:updates|packages))|yum|dnf|apt(?:-get)?|pip|npm|docker\s+pull`,
      raw`${denied}\s+${aWord}(?:send|deliver)\s+${aWord}(?:e-?)?mails?`,
      raw`${denied}\s+${aWord}(?:resolve|look up)\s+(?:any\s+|external\s+|internal\s+)?(?:dns|(?:host|domain)? ?names?|hosts?|domains?|anything|\S+\.\S+)(?!\s+(?:of|for|from))`,
      raw`name resolution|dns\s+(?:lookups?|queries|resolution|${aWord}(?:fails|broken|${denied}))`,
      // Its own name is cut out of `curl from web-1 to google.com`, and of `curl google.com from web-1`.
      raw`from\s+(?:inside\s+|within\s+)?to`,
      raw`(?:curl|wget|ping|dig|nslookup|traceroute)\s+\S*[a-z\d]\.[a-z\d]\S*\s+from(?=\s*$|\s+(?:hangs|fails|times|does|gives|gets|is))`,
    ]),
  ],
  [
    'unreachable',
    said(
      [
        raw`${denied}\s+${aWord}(?:reach|connect|respond|answer|access|load|open|ping|ssh)(?:able|ed|ing|ible)?`,
        raw`${denied}\s+${aWord}(?:gets?\s+(?:in|on)?to|log\s?in|talk\s+to)|no way in(?:to)?|lock(?:s|ed)\s+out|firewalls?|blank page`,
        raw`(?:offline|down|dark|unavailable)\s+(?:for|to)\s+${aWord}${people}`,
        'gets? through|getting through|icmp|udp',
        `${timesOut}|too long to respond|no (?:response|answer|connection|reply|route)|inaccessible|refused`,
      ],
      ['unreach'],
    ),
  ],
  ['slow', slowly],
  // That it answers slowly is the one above.
  [
    'unreachable',
    said(
      [
        'reach(?:able|ed|ing)?|connect(?:s|ions?|ed|ing)?|answer(?:s|ing)?|accessible|log ?in|ports?|443|8080|8443',
        'ssh|sftp|scp|rdp|ping|https?|tcp|tls|curl|wget|telnet|nc|psql|mysql|browser|web ?(?:site|page)',
        raw`verbindung|verbinden|antwortet|(?:komme?|kommen)\s+${fewWords}nicht\s+(?:auf|an|zu|rein|drauf)`,
        'accéder|accès|connexion|conexión|no carga',
      ],
      ['respond|refus|erreich|joign|injoign|répond|conect|acced|accesible|inaccesible'],
    ),
  ],
  [
    'terminated',
    said(
      [
        'delet(?:ed?|es|ing)|gone(?! (?:down|off|offline|bad|mad|crazy|wrong))|removed?(?! from)|lost|missing|nuked?|wiped',
        'interrupted|preempted|reclaimed|recycled|replaced|scaled in',
        `(?:no longer|${denied}) (?:exists?|there|listed)|can(?:no|['’]?)t (?:find|see)`,
        raw`where\s.*(?:go|gone|went)|bec(?:a|o)me of`,
        raw`gelöscht|weg|verschwunden|(?:hin|geblieben)(?=[?!.\s]*$)|disparue?|d[oó]nde (?:est[aá]|fue)`,
      ],
      [
        'terminat|disappear|vanish|destroy|terminiert',
        'supprim|détrui|terminad|desapare|borrad|borró|eliminad|eliminó',
      ],
    ),
  ],
  [
    'slow',
    said(
      [
        'hangs?|hanging|hung|cpu|credits?|loads?(?![ -]?balanc)|eat(?:s|ing)|hog(?:s|ging)?|maxed|100 ?%|froze|frozen|chok(?:es|ing)|(?:runs|running) hot|i/?o|iops',
        'memory|ram|oom|swap(?:s|ping)?|hängt|ausgelastet|bloquée?|se cuelga|colgad[ao]',
      ],
      ['performan|overload|freez|unresponsiv|stutter|ruckel|surcharg|saturad'],
    ),
  ],
  // Who asks that of a machine which was down for good says that it is stopped.
  ['reboot', said(['(?:re|auto)-?boot(?:s|ed|ing)?|restart(?:s|ed|ing)?|neu ?gestartet|redémarré|reinici(?:ó|ado)'])],
  [
    'stopped',
    said(
      [
        `stop(?:s|ped|ping)?(?! (?:work|respond|answer|process))|shut(?:s|ting)?|${denied} running`,
        raw`halt(?:s|ed|ing)?|kill(?:s|ed|ing)?|hibernated?|park(?:ed|s)?|paus(?:ed?|es)|suspend(?:ed|s)?`,
        raw`(?:put(?:s|ting)?\s+${fewWords}|went\s+)to\s+(?:sleep|bed)|asleep|went\s+off(?!\s+the)`,
        raw`power(?:s|ed|ing)?\s+${aWord}(?:off|down)|(?:turn|switch)(?:s|es|ed|ing)?\s+${aWord}off`,
        raw`stoppt|(?:aus|ab)geschaltet|heruntergefahren|angehalten|ist\s+aus`,
        'paró|parad[ao]s?|apagó|detuvo',
      ],
      ['gestoppt|arrêt|éteint|apagad|detenid'],
    ),
  ],
  // Out of it is who it thinks unhealthy.
  ['check', said([raw`load[ -]?balancers?|target[ -]?groups?|[ean]lbs?`])],
]

const calls = '(?:calls?|requests?|events?|invocations?|messages?|traffic)'
const called = '(?:call|invok|run|ran|trigger|fir(?:e|ing)|execut)'

const ofFunctions: readonly (readonly [FunctionTrouble, RegExp])[] = [
  ['cost', dear],
  [
    'throttled',
    said(
      [
        raw`429s?|rate exceeded|rate.?limit(?:ed|ing|s)?`,
        raw`(?:drop|reject|refus|shed)(?:s|ped|ed|ping|es|ing)?\s+${aWord}${calls}`,
        raw`${calls}\s+${fewWords}(?:dropped|rejected|refused)`,
        raw`(?:hit|hits|hitting|over|at|exceeds?|exceeded|reaches|reached)\s+(?:(?:a|the|its|our|some|rate|account)\s+){0,2}(?:limits?|quota)`,
        raw`${denied}\s+keep\s+up|capped`,
        'gedrosselt|zu viele anfragen|trop de requêtes|demasiadas (?:peticiones|solicitudes|llamadas)',
      ],
      ['throttl|too ?many ?requests|concurren|reject|bridé|limitad'],
    ),
  ],
  [
    'idle',
    said(
      [
        'idle|(?:no|zero|0|keine) (?:calls|invocations|events|messages|requests|traffic|records|aufrufe|nachrichten)',
        raw`(?:does|doing|processes|do|did)\s+nothing|ignor(?:es?|ed|ing)|miss(?:es|ed|ing)?\s+${fewWords}(?:schedule|events?|calls?|messages?)`,
        '(?:gets?|got|getting|receives?|received|receiving|sees?) (?:nothing|none)|(?:last|since) (?:invoked|called|triggered)',
        raw`pil(?:es?|ed|ing)\s+up|back(?:s|ed|ing)\s+up|backlog|queue (?:is |keeps )?(?:grows|growing|fills|filling)`,
      ],
      [
        raw`never\s+${aWord}${called}|${denied}\s+${aWord}(?:${called}|receiv|process|consum|poll|pick|react|arriv)`,
        raw`(?:nobody|no ?one|nothing)\s+${aWord}(?:call|invok|us(?:es|ing)|trigger|hits)`,
        `(?:even|ever|still) (?:being |getting )?${called}`,
        'stop(?:s|ped)? (?:process|consum|receiv|being|gett|poll|trigger|running|firing)',
        raw`(?:nie|nicht)\s+(?:mehr\s+)?(?:aufgeruf|ausgeführt|ausgelöst|getriggert)|niemand ruft`,
        `(?:jamais|pas|plus) (?:appelé|exécuté|invoqué|déclenché)|exécute (?:pas|plus|jamais)|personne n['’]appelle`,
        '(?:nunca|no) se (?:ejecut|llam|invoc|dispar)|nadie (?:llama|invoca)|no recibe',
      ],
    ),
  ],
  ['slow', slowly],
  ['slow', said(['cold|coldstarts?|duration|hangs?|hanging|hängt'], ['performan|freez'])],
  [
    'failing',
    said(
      [
        raw`br(?:oken?|eaks?|eaking)|${timesOut}|wrong|memory|oom|\S+(?:error|exception)`,
        // `Returns 502s`, and not `takes 500 ms`.
        raw`5(?:\d\d|xx)(?:s|er)?(?!\s*(?:ms|mb|gb|s|m|k|seconds|calls|requests)(?![\p{L}\d]))`,
        raw`troubles?|d(?:ies|ied|ying|ead)|bl(?:ows?|owing|own|ew)\s+up|throw(?:s|ing|n)?|threw|red`,
        raw`(?:access|permissions?|rights?)\s+(?:denied|problems?|trouble|issues?)|${denied}\s+(?:be\s+)?(?:allowed|permitted|import|found|connect)`,
        raw`(?:stop(?:s|ped)?|no longer|${denied})\s+work(?:s|ed|ing)?|killed|exits|dlq|dead[ -]letter|bad gateway|los(?:es|ing|t)\s+${aWord}${calls}`,
        'unstable|unreliable|bug(?:s|gy)?|acting up',
        'wirft|plante|(?:en )?panne|se cae|rot[ao]',
      ],
      [
        'fail|error|crash|exception|traceback|flak|misbehav|panic',
        'fehl|kaputt|abstürz|stürzt|échou|erreur|falla|fallo',
      ],
    ),
  ],
]

/** What of these a question asks about an instance. */
export function instanceTroubleIn(question: string): InstanceTrouble | undefined {
  return ofInstances.find(([, words]) => words.test(question))?.[0]
}

/** The same of a function. */
export function functionTroubleIn(question: string): FunctionTrouble | undefined {
  return ofFunctions.find(([, words]) => words.test(question))?.[0]
}

const usualPorts: readonly (readonly [RegExp, number])[] = [
  [/\bssh\b/i, 22],
  [/\bhttps\b|\btls\b|\bssl\b/i, 443],
  [/\bhttp\b|\bweb ?(?:site|page)\b/i, 80],
  [/\brdp\b|\bremote desktop\b/i, 3389],
  [/\bpostgres|\bpsql\b/i, 5432],
  [/\bmysql\b|\bmaria/i, 3306],
  [/\bredis\b/i, 6379],
]

const ofIpv6 =
  /\bip ?v6\b|\bip6\b|\bping6\b|\baaaa\b|\b(?:over|via|by|using) v6\b|\bv6 (?:address|only)\b|\b(?:ssh|curl|ping) -6\b/i
const ofIpv4 = /\bip ?v4\b|\bv4\b/i
const withoutIpv6 =
  /\b(?:off|without|disabl(?:ed|ing)|remov(?:ed|ing))\s+(?:(?:the|our|its)\s+)?ip ?v6\b|\bip ?v6\s+(?:(?:is|was|got|has been)\s+)?(?:(?:turned|switched)\s+)?(?:off|disabled|removed)\b/i
const parts = /[,;.]\s|\b(?:and|but|though|although|while|whereas)\b/i
const well = /\b(?:works|working|fine|ok|okay)\b/i
const not = /\b(?:not|no|never|nothing|cannot|dont|doesnt|isnt|cant)\b|n['’]t\b/i

/** Whether it should be reached over IPv6, and not over IPv4; that one of them works is beside the question. */
export function isOverIpv6(question: string): boolean {
  const asked = question
    .split(parts)
    .filter((part) => !well.test(part) || not.test(part))
    .join(', ')
  return ofIpv6.test(asked) && !ofIpv4.test(asked) && !withoutIpv6.test(asked)
}

/** The port that it should be reached on: `port 8080`, `:443`, or of what is spoken there. */
export function portIn(question: string): number | undefined {
  const [, typed] =
    /(?:\bport\s*|:|\b(?:tcp|udp)[\s/]+|\bon\s+|\bvia\s+|\b(?:telnet|nc)\s.*\s)(\d{2,5})\b(?![\d.-])/i.exec(question) ??
    []
  if (typed !== undefined) return Number(typed) >= 1 && Number(typed) <= 65_535 ? Number(typed) : undefined
  return usualPorts.find(([words]) => words.test(question))?.[1]
}
