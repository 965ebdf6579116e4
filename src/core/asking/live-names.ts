import { instanceTroubleIn } from './trouble-words.ts'

/** What may be the name of an instance or a function. */
export type Candidate = {
  readonly name: string
  /** Written as names of things are: where nothing is called so, that is worth saying. */
  readonly isMarked: boolean
  /** A digit, a hyphen, capitals within it, or quotes: ordinary words look otherwise. */
  readonly hasForm: boolean
}

/** Which words mean something already. */
export type Lexicon = {
  /** An idea is called just that, as `user-data` is. */
  isName(words: string): boolean
  /** An ordinary word, or one that the topics use. */
  isWord(word: string): boolean
}

const most = 6
const instanceId = /^i-[0-9a-f]{8,17}$/i
const numbered = /^[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*[-_]\d+$/i
const hyphened = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+$/i
const glob = /^[a-z][\w.-]*\*$/i
// Regions, encodings, architectures and the like: numbered, and nobody's name.
const technical =
  /^(?:[a-z]{2}(?:-[a-z]+)+-\d[a-z]?|(?:amazon-linux|al|amd|arm|graviton|x86|nodejs|node\.js|python|java|ruby|dotnet|php|go|rust|utf|sha|md|ipv|http|tls|ssl|ext|layer|level|tier|phase|step|version|exit|error|day|week|top|covid)[-_.]?\d+)$/i
// Numbered versions, and what the machine is called that runs them.
const versioned = /^(?:node|rhel|ubuntu|debian|centos|windows|windows-server|postgres|mysql|redis)[-_.]?\d+$/i
// What comes before the name of a thing, while "on-demand" and "event-driven" stand elsewhere.
const pointing =
  /^(?:is|was|does|did|do|has|isn't|doesn't|didn't|can't|cant|won't|can|reach|to|into|with|of|on|in|at|function|instance|server|machine|host|lambda|stopped|started|terminated|killed|rebooted|invoked|changed|deployed|deleted|ist|est|for)$/i
// Words that are often made of two, and operations of the command line.
const joined =
  /^(?:on|cross|multi|auto|pre|non|self|pay|read|write|event|long|short|single|in|out|dry|up|to|by|per|high|low|re|well|so)[-_]|-(?:backed|based|only|level|wide|aware|managed|driven|instances?|volumes?|images?|attribute)$/
const kinds = /^(?:instance|server|machine|host|vm|box|function|lambda|ec2|funktion|fonction|función)s?$/i

/** The likeliest first. */
export function namesIn(question: string, lexicon: Lexicon): readonly Candidate[] {
  const typed = question.trim()
  const words = typed.split(/\s+/).map(withoutMarks)
  const marked = [
    ...quotedIn(typed, lexicon),
    ...words.filter((word, at) => isMarked(word, words[at - 1] ?? '', lexicon)),
  ]
  const plain = [...spacedIn(words), ...placedIn(typed, lexicon), ...words.filter((word) => isUnknown(word, lexicon))]
  const all = [
    ...marked.map((name) => ({ name, isMarked: true, hasForm: true })),
    ...plain.map((name) => ({ name, isMarked: false, hasForm: hasForm(name) && !lexicon.isName(name) })),
  ]
  const isFirst = ({ name }: Candidate, at: number) =>
    all.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) === at
  return all.filter(isFirst).slice(0, most)
}

function quotedIn(typed: string, { isName }: Lexicon): string[] {
  const [, quoted] = /[`"“‘']([\w.-]{2,})[`"”’'](?!\w)/.exec(typed) ?? []
  return quoted === undefined || isName(quoted) ? [] : [quoted]
}

function isMarked(word: string, before: string, { isName }: Lexicon): boolean {
  if (instanceId.test(word) || glob.test(word)) return true
  if (technical.test(word) || isName(word)) return false
  if (numbered.test(word)) return !versioned.test(word)
  return hyphened.test(word) && pointing.test(before) && !joined.test(word)
}

/** No word that anybody else uses; or with a hyphen, though an idea may be called so too. */
function isUnknown(word: string, { isName, isWord }: Lexicon): boolean {
  if (!/^[a-z][\w-]{2,}$/i.test(word) || kinds.test(word) || technical.test(word)) return false
  return hyphened.test(word) || !(isName(word) || isWord(word.toLowerCase()))
}

function hasForm(name: string): boolean {
  return /[\d_-]/.test(name) || /[a-z][A-Z]/.test(name)
}

/** `web 5`, of somebody who speaks. */
function spacedIn(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    const next = words[at + 1] ?? ''
    const isPair = /^[a-z][a-z-]+$/i.test(word) && /^\d{1,3}$/.test(next) && !pointing.test(word) && !kinds.test(word)
    return isPair && !technical.test(`${word}-${next}`) && !/^(?:port|than|about|over|under)$/i.test(word)
      ? [`${word}-${next}`]
      : []
  })
}

const ofKind = String.raw`(?:(?:the|my|our|your|instance|server|machine|host|function|lambda)\s+)*`
const plain = String.raw`([a-z]\w{2,})(?![\w-])`
// Where a word stands that can only be what something is called.
const places = [
  String.raw`^(?:why|warum|wieso|pourquoi)\s+(?:is|was|does|did|has|isn't|doesn't|can't|won't|ist|est)\s+${ofKind}${plain}\s+\S`,
  String.raw`^(?:pourquoi)\s+${plain}\s+est\b`,
  String.raw`^how (?:much|expensive)\s+(?:does|do|did|is|was)\s+${ofKind}${plain}(?:\s+cost)?[\s?]*$`,
  String.raw`^who\s+(?:stopped|started|terminated|killed|deleted|rebooted|changed|deployed)\s+${ofKind}${plain}\b`,
  String.raw`^what(?:'s|’s| is)?\s+(?:wrong|up|the matter|happened)\s+(?:with|to)\s+${ofKind}${plain}\b`,
  String.raw`^is\s+${ofKind}${plain}\s+(?:up|down|running|stopped|ok|okay|healthy|alive)\b`,
].map((pattern) => new RegExp(pattern, 'i'))
const small =
  /^(?:the|my|our|your|this|that|its|there|all|any|some|one|not|they|you|someone|nobody|der|die|das|aws|amazon)$/i

/** `Why is billing slow?` */
function placedIn(typed: string, { isName }: Lexicon): string[] {
  return places
    .flatMap((place) => place.exec(typed)?.[1] ?? [])
    .filter((name) => !small.test(name) && !kinds.test(name) && !isName(name) && instanceTroubleIn(name) === undefined)
}

/** Also without what makes an address of it: `https://web-2/login`, `ec2-user@web-1`, `web-1:22`. */
function withoutMarks(word: string): string {
  return word
    .replace(/^[`"'“‘(*<]+/, '')
    .replace(/^(?:[a-z]+:\/\/|[\w.-]+@)/i, '')
    .replace(/\/.*$/, '')
    .replace(/(?::\d+)?(?:['’]s)?[`"'”’)?!.,;:…>]*$/, '')
}
