import { stem } from './words.ts'

/** Words of topics' names that people also use of other things: alone they do not show that a question is about AWS. */
const everyday = `
  accelerated access accident accidental account action actions active add address addresses administrator advanced after
  agent allocate allocation always amazon app application archive assume assumed attach attachment attempt attempts audit
  authorization authorized automatic available backup bad balance bandwidth bare based basic before behavior between
  bigger bill billed billing block boot boundary bring button call caller calling calls cap capacity card center chain
  chaining change changed changing charged cheaper check checks choose choosing client cloud code com combination
  commitment complete completing configuration confirmation conflict confused connect connection control controls core
  corrupt cost costs count crash create created credit credits cross custom data database day dead decode definition delay
  delete demand denied deny deputy desired destination destinations destroy detailed detection difference directory
  document down draining dry duplicate durable duration each east encoded end entity entry environment environments error
  errors event events exactly exceeded exception exist exists exit exited expired explicit express expression extend
  external failure failures families family fewer file files filter filtering find fire first fixed fleet formats format
  found frames free fulfilled full function functions general generation grace gradual group groups grow hard have health
  healthy heap history hook hooks horizontal host hosting hosts hour hourly identity image images impaired import inbound
  incorrect increase infinite initiated inline insights instruction insufficient integration interface interfaces internal
  internet interruption invalid item job jobs jumbo keep key keys killed language languages large learning least left
  length letter level levels library libraries license life limit limiting limits line list live load local log logging
  login logs long longer loop loops lost low lower machine main maintenance malformed managed manager mapping match max maximum
  medium memory mount message method metal micro minimal minimum minute minutes mismatch missing mixed mode model modify module
  money monitoring month multi name named names network new node notice notification number object office once open operation
  optimization optimized orchestration organization organizations order other out output own pair pairs panic parallel parameter
  partial partition party passed password passwords path pattern pay period permission permissions permitted physical
  picture placement plain plan plans point poison policies policy pool pools port ports post power pre predictive preserve
  price prices pricing principal principle private privilege process processing processor profile profiles program progress
  protect protected protection public publish published purpose put question queue quick quota quotas rate ray reachable
  ready reason reasons recommend recommendation record recover recovering recovery reduce refresh refused region regions
  related relationship release remove replace replacement report request requests required reserve reserved reset resource
  response responses rest restore retirement retries retry right rights role roles rolling root route rule run runner
  running runs save saving savings scale schedule scheduled scope scoped scratch screen screenshot script search second
  secondary seconds secret secrets security send serial series server servers service services session sessions set setting
  share shared shifting shrink shut shutdown side sign signal signature signed signer signing simple simplified single
  size sizes slow small source space spare speed spot spread stack standard standby start started starting starts state
  states static status step steps sticky stop stopped stopping stops storage store stream streaming structured stuck
  subscription success support supported suspend system systems table tables target task team template templates temporary
  tenant term test text third time timed timeout to token tokens topic total trace tracking traffic trail transfer
  transition tree trigger trust trusted tuning turn two type types unable unavailable unexpected unknown unlimited update
  upgrade usage user users variable variables version versions vertical virtual volume wait warm warning website weighted
  window windows work workflow world would write wrong year zone zones python java javascript node html web site apache
  disk drive box computer phone laptop label art book music`

/** Of every day, and beside what is asked: a function that is slow after lunch. */
const aside = 'lunch dinner breakfast coffee boss'

/** What nobody means EC2 or Lambda by. */
const elsewhere = `
  weather temperature forecast rain recipe cook cake pizza restaurant joke poem haiku lyrics
  song music movie film football soccer basketball bundesliga olympics horoscope birthday hotel
  bitcoin crypto ethereum president chancellor election politics religion salary wage ceo girlfriend boyfriend dating
  doctor medicine hauptstadt headache translate essay homework novel riddle chess
  quicksight redshift athena kendra rekognition textract sagemaker gamelift robomaker braket deepracer workmail appstream
  qldb macie guardduty snowball snowmobile codecommit mediaconvert medialive
  azure azurerm gcp gke aks bigquery cloudrun heroku digitalocean hetzner linode ovh vercel netlify cloudflare alibaba
  wifi chatgpt iphone android printer excel powerpoint outlook facebook instagram tiktok whatsapp youtube netflix spotify wetter rezept witz meteo recette blague receta chiste`

const outsidePatterns: readonly RegExp[] = [
  /\b(?:ignore|forget|disregard|override|bypass)\b.*\b(?:instructions?|rules?|prompts?|everything|guidelines|told)\b/,
  /\b(?:system|hidden|initial|your) (?:prompt|instructions?)\b/,
  /\b(?:pretend|act as|you are now|role ?play|jailbreak|developer mode)\b/,
  /\byour (?:\w+ )?(?:tokens?|secrets?|passwords?|keys?|credentials|signing secret|source code|name|opinion|favou?rite)\b/,
  /\b(?:show|give|print|send|tell|reveal|list|dump|leak)\b.*\b(?:slack|bot|signing|all|every|the) (?:\w+ )?(?:tokens?|passwords?|secrets|secret keys?|access keys|credentials)\b/,
  /\b(?:write|compose|generate|create|make|code|draw) (?:me )?(?:an?|some|the) (?:\w+ ){0,3}(?:script|program|class|regex|regexp|query|game|website|poem|story|song|joke|email|letter|essay|app|picture|loop|algorithm|unit test)\b/,
  /\b(?:print|show|tell|give|reveal|what is)\b.*\b(?:signing secret|bot token|app token)s?\b/,
  /\bgit (?:commit|rebase|merge|push|pull|branch|stash)s?\b/,
  /\b(?:statefulsets?|kubectl|helm charts?|ingress controllers?|terraform (?:providers?|modules?|states?|workspaces?))\b/,
  /\b(?:aws|amazon) (?:ground station|connect|chime|pinpoint|lex|polly|comprehend|personalize|translate)\b/,
  /\b(?:reverse|sort|shuffle|loop over|iterate over) (?:an?|the|my) (?:linked )?(?:list|array|string|dict(?:ionary)?|map)\b/,
  /\b(?:best|good|cheap|cheapest) (?:phone|laptop|car|tv|camera|headphones|coffee|beer|wine)s?\b|\b(?:wine|coffee|grass) stains?\b/,
  /\bearns? (?:the most|more|less)\b/,
  /\b(?:remind me|wake me|call (?:mum|mom|dad))\b/,
  /\b(?:phone number|home address|email address|date of birth|credit card|social security|bank account)\b/,
  /\b(?:tuples?|lists?|arrays?|dictionar(?:y|ies)|strings?|let|const|closures?)\b.*\bin (?:python|java|javascript|typescript|php|ruby|rust|go|c\+\+)\b/,
  /\blambda (?:calculus|expressions?|abstractions?|terms?)\b|\bgreek\b/,
  /\blambdas?\b.*\b(?:sort(?:ed|ing)? by|sort(?:ed|ing)? with|list comprehensions?)\b/,
  /\b(?:amazon |aws )?ses\b.*\b(?:verif\w*|dkim|domains?|sandbox|templates?|bounces?)\b|\b(?:verif\w*|dkim|sandbox|bounces?)\b.*\bses\b/,
  /\blambda [a-z](?:, ?[a-z])*:/,
  /\bcall cent(?:er|re)s?\b|\b(?:in|with|my|a) react\b|\buseeffect\b/,
  /\b(?:stock|share)s? (?:price|market|exchange)s?\b|\b(?:amazon|aws)(?:'s)? (?:stocks?|shares?)\b|\baz-?\d{3}\b/,
  /\b(?:map|filter|reduce|sort|slice|split|splice|print|main) (?:function|method)\b/,
  /\bcapital (?:of|city)\b|\bjoin (?:two |the |both )?tables\b/,
  /\b(?:meeting|conference) rooms?\b|\bregex(?:es|p)?\b/,
  /\bmy (?:e-?mail|laptop|phone|mac|pc)\b.*\b(?:password|battery|screen|keyboard|wi-?fi)\b/,
  /\b(?:does|do|on|at|by|is|from) (?:google|microsoft)\b/,
  /\b(?:google|oracle|ibm|alibaba) cloud\b|\bcompute engine\b|\bcloud (?:functions?|run)\b/,
  /\b(?:who are you|how are you|what'?s up|your name|who made you|are you (?:human|real|a bot|an ai))\b/,
]

/** What Windlass is asked about, and what others have too. */
const halfTrade = `server servers machine vm box function functions volume disk drive snapshot image container queue subnet region
  zone role policy firewall reserved commitment`

const toStems = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/).map(stem))
const everydayStems = toStems(everyday)
const elsewhereStems = toStems(elsewhere)
const asideStems = toStems(aside)

const halfTradeStems = toStems(halfTrade)

export const isHalfTrade = (term: string): boolean => halfTradeStems.has(term)
export const isEveryday = (term: string): boolean => everydayStems.has(term)
export const isElsewhere = (term: string): boolean => elsewhereStems.has(term)
export const isAside = (term: string): boolean => asideStems.has(term)
export const asksForSomethingElse = (normalised: string): boolean =>
  outsidePatterns.some((pattern) => pattern.test(normalised))
