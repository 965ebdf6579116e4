import { type Candidate, type Lexicon, namesIn } from './live-names.ts'
import { functionTroubleIn, instanceTroubleIn, isOverIpv6, portIn } from './trouble-words.ts'

/** What a question asks of one instance or function that is there at this moment. */
export type LiveQuestion = {
  readonly question: string
  /** Of what it may be asked, the likeliest first. */
  readonly names: readonly Candidate[]
  /** Where the words say which of the two it is. */
  readonly product: 'ec2' | 'lambda' | undefined
}

// Longer or over several lines, it is an error that was pasted.
const mostWords = 30
// So few words with a name among them can only be about that.
const fewWords = 3

/** Nothing where it names no thing, or asks nothing of it that can be looked up. */
export function readLiveQuestion(question: string, lexicon: Lexicon): LiveQuestion | undefined {
  const typed = question.trim()
  const words = typed.split(/\s+/)
  if (typed.includes('\n') || words.length > mostWords || namesError(typed) || isGeneral.test(typed)) return undefined
  const names = namesIn(typed, lexicon).filter(({ name, isMarked }) => asks(typed, name, isMarked))
  return names.length === 0 ? undefined : { question: typed, names, product: productIn(words) }
}

// About two things, or what a word means.
const isGeneral = /\b(?:differences?|compared?|versus|vs)\b|\bor\b.*\?|\bmean(?:s|ing)?\b/i
const ofState =
  /\b(?:running|runs|state|status|alive|up|ok|okay|healthy|type|size|big|address|ip|old|launched|läuft|marche)\b/i
// Down may be stopped, or running and of no use.
const ofTrouble =
  /\bdown\b|\boff\b|\bdied?\b|\bdead\b|\bcrash|\bwrong\b|\bhappen|\bup with\b|\bmatter\b|\bproblem|\bissue|\bbroken\b|\bweird|\bstrange|\bgoing on\b|\bkaputt\b|\bfix\b|\bsolve\b|\brepair\b|\bprevent\b|\bnot? (?:do|work)|n['’]?t (?:do|work)|\bnothing happens\b/i
const ofWho = /\b(?:who|whos|who's|wer|qui|quien)\b|\bblame\b|\bhistory\b|\bwhat changed\b|\bchanged?\b.*\blately\b/i
const ofWhy = /^(?:why|y|warum|wieso|pourquoi|por qu[eé]|how come)\b/i

function asks(question: string, name: string, isMarked: boolean): boolean {
  const rest = without(question, name)
  // `What is shutting-down?` wants to know what the word means.
  if (/^what(?:['’]?s| is| are)\b/i.test(question) && !/\d/.test(name) && !ofTrouble.test(rest) && !ofState.test(rest))
    return false
  const isShort = rest.split(/\s+/).filter((word) => word !== '').length < fewWords
  return (
    isTroubled(rest) ||
    [ofState, ofTrouble, ofWho, ofWhy].some((each) => each.test(rest)) ||
    ((isMarked || /\d/.test(name)) && isShort)
  )
}

function isTroubled(rest: string): boolean {
  return instanceTroubleIn(rest) !== undefined || functionTroubleIn(rest) !== undefined
}

function productIn(words: readonly string[]): LiveQuestion['product'] {
  const plain = words.map((word) => word.replace(/[^\p{L}\d-]+$/u, ''))
  if (plain.some((word) => /^(?:lambdas?|functions?|funktion|fonction|función)$/i.test(word))) return 'lambda'
  const isInstance = /^(?:ec2|instances?|servers?|machines?|hosts?|vms?|instanz|serveur|servidor|i-[0-9a-f]{8,17})$/i
  return plain.some((word) => isInstance.test(word)) ? 'ec2' : undefined
}

/** What it is called asks nothing: `order-billing`, `web-slow-2`. */
function without(question: string, name: string): string {
  return question.replaceAll(name, ' ').replaceAll(name.replace('-', ' '), ' ')
}

function askedOf(question: string): 'why' | 'show' | 'history' {
  if (ofWho.test(question))
    return /\b(?:stop|shut|terminat|kill|delet|off\b|gestoppt|arrêt)/i.test(question) ? 'why' : 'history'
  if (ofTrouble.test(question) || ofWhy.test(question)) return 'why'
  const isState = /^(?:is|are|what is|what's|what’s|where|when|show|how (?:big|old|large|long)|läuft)\b/i.test(question)
  if (isState && ofState.test(question)) return 'show'
  return isTroubled(question) ? 'why' : 'show'
}

type Where = { readonly accounts: readonly string[]; readonly regions: readonly string[] }

/** The command that looks into it, where it is one of that product. */
export function wordsOfLive(
  { question, name }: { readonly question: string; readonly name: string },
  product: 'ec2' | 'lambda',
  { accounts, regions }: Where,
): string[] {
  const asked = without(question, name)
  const command = askedOf(asked.trim())
  const named = (kind: string, known: readonly string[]) =>
    known.flatMap((each) => (isIn(asked, each) ? [kind, each] : []))
  const narrowed = [...named('--account', accounts), ...named('--region', regions)]
  const words = [product, command, name, ...narrowed]
  if (command !== 'why') return words
  const about = product === 'ec2' ? instanceTroubleIn(asked) : functionTroubleIn(asked)
  const mayBeUnreachable = product === 'ec2' && (about === 'unreachable' || about === undefined)
  const port = mayBeUnreachable ? portIn(question) : undefined
  return [
    ...words,
    ...(about === undefined ? [] : ['--about', about]),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(mayBeUnreachable && isOverIpv6(asked) ? ['--ipv6'] : []),
  ]
}

/** `In staging`, but not `why is staging so slow`. */
function isIn(question: string, place: string): boolean {
  const escaped = place.replace(/[^\w-]/g, String.raw`\$&`)
  return new RegExp(String.raw`\b(?:in|on|from|of|at)\s+(?:the\s+|account\s+)?${escaped}(?![\w-])`, 'i').test(question)
}

/** An error code as AWS spells them, or an exception. */
export function namesError(text: string): boolean {
  return /\b[A-Z][a-z]+(?:[A-Z]+[a-z]+){2,}|\b[A-Z]\w*[a-z]\w*\.[A-Z]\w+|\b\w+(?:Exception|Error)\b|\bErrno\b/.test(
    text,
  )
}
