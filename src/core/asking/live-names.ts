import { kinds, placedIn, small } from './placed-names.ts'

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
// `TRIM_HORIZON`
const constant = /^[A-Z\d]+(?:_[A-Z\d]+)+$/
const hyphened = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+$/i
const glob = /^[a-z][\w.-]*\*$/i
// `eu-west-1`, or a zone of it; `qa-web-2` is a machine.
const region =
  /^(?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(?:-(?:gov|iso[a-f]?|de))?-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d[a-z]?$/i
// Encodings, architectures and the like: numbered, and nobody's name.
const technical =
  /^(?:(?:amazon-linux|al|amd|arm|graviton|x86|nodejs|node\.js|python|java|ruby|dotnet|php|go|rust|utf|sha|md|ipv|http|tls|ssl|ext|layer|level|tier|phase|step|version|exit|error|day|week|top|covid)[-_.]?\d+|[a-z]+-(?:ils?|elles?|on|nous|vous))$/i
// Numbered versions, and what the machine is called that runs them.
const versioned = /^(?:node|rhel|ubuntu|debian|centos|windows|windows-server|postgres|mysql|redis)[-_.]?\d+$/i
// What comes before the name of a thing, while "on-demand" and "event-driven" stand elsewhere.
const pointing =
  /^(?:is|was|does|did|do|has|isn't|doesn't|didn't|can't|cant|won't|can|reach|to|into|with|of|on|in|at|function|instance|server|machine|host|lambda|stopped|started|terminated|killed|rebooted|invoked|changed|deployed|deleted|ist|est|for)$/i
// Words that are often made of two, and operations of the command line.
const joined =
  /^(?:on|cross|multi|auto|pre|non|self|pay|read|write|event|long|short|single|in|out|dry|up|to|by|per|high|low|re|well|so)[-_]|-(?:backed|based|only|level|wide|aware|managed|driven|instances?|volumes?|images?|attribute)$/

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
  // JSON quotes whatever it says.
  if (/\{\s*"/.test(typed)) return []
  const [, quoted] = /[`"“‘']([\w.-]{2,})[`"”’'](?!\w)/.exec(typed) ?? []
  return quoted === undefined || isName(quoted) ? [] : [quoted]
}

function isMarked(word: string, before: string, { isName }: Lexicon): boolean {
  if (instanceId.test(word) || glob.test(word)) return true
  if (region.test(word) || technical.test(word) || isName(word)) return false
  if (numbered.test(word)) return !versioned.test(word)
  return hyphened.test(word) && pointing.test(before) && !joined.test(word)
}

/** No word that anybody else uses; or with a hyphen, though an idea may be called so too. */
function isUnknown(word: string, { isName, isWord }: Lexicon): boolean {
  if (!/^[a-z][\w-]{2,}$/i.test(word) || [kinds, small, region, technical, constant].some((other) => other.test(word)))
    return false
  return hyphened.test(word) || !(isName(word) || isWord(word.toLowerCase()))
}

function hasForm(name: string): boolean {
  return /[\d_-]/.test(name) || /[a-z][A-Z]/.test(name)
}

/** `web 5`, of somebody who speaks. */
function spacedIn(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    const [next = '', after = ''] = words.slice(at + 1)
    const isPair = /^[a-z][a-z-]+$/i.test(word) && /^\d{1,3}$/.test(next) && !pointing.test(word) && !kinds.test(word)
    const isCounted = counting.test(word) || unit.test(after) || /^[2-5]\d\d$/.test(next)
    return isPair && !isCounted && !technical.test(`${word}-${next}`) ? [`${word}-${next}`] : []
  })
}

// What stands before a number, and what after it, that counts: `takes 6 seconds`.
const counting =
  /^(?:port|than|about|over|under|up|from|after|before|per|least|most|every|and|or|but|the|that|have|are|has|need|needs|take|takes|took|get|gets|got|give|gives|say|says|said|allow|allows|return|returns|only|first|last|next|would|ran|um)$/i
const unit =
  /^(?:[kmgt]i?b|m?s|%|percent|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?|weeks?|months?|years?|times?|million|dollars|requests|calls|instances|servers|machines|vcpus?|iops|gbps|mbps)$/i

/** Also without what makes an address of it: `https://web-2/login`, `ec2-user@web-1`, `web-1:22`. */
function withoutMarks(word: string): string {
  return word
    .replace(/^[`"'“‘(*<]+/, '')
    .replace(/^(?:[a-z]+:\/\/|[\w.-]+@)/i, '')
    .replace(/\/.*$/, '')
    .replace(/(?::\d+)?(?:['’]s)?[`"'”’)?!.,;:…>]*$/, '')
}
