import { type Candidate, type Lexicon, namesIn } from './live-names.ts'
import { protocolIn } from './protocol-words.ts'
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
  if (typed.includes('\n') || words.length > mostWords || isPasted.test(typed) || isGeneral(typed)) return undefined
  const names = namesIn(typed, lexicon).flatMap((candidate) => meantBy(typed, candidate) ?? [])
  return names.length === 0 ? undefined : { question: typed, names, product: productIn(words) }
}

/** Where it says nothing of a trouble that is known, or an error as well, a thing is meant only if one is called so. */
function meantBy(question: string, candidate: Candidate): Candidate | undefined {
  const { name, isMarked, hasForm } = candidate
  const mayBeError = namesError(question)
  if (asks(question, name, isMarked) && !mayBeError)
    return isOther(question, name) ? { ...candidate, isMarked: false } : candidate
  return hasForm && !isOfIdea(question) ? { ...candidate, isMarked: false } : undefined
}

/** `Tag 'team'`, `role web-1`: not called so is an instance or a function. */
function isOther(question: string, name: string): boolean {
  const other =
    /\b(?:tag|role|user|polic(?:y|ies)|permissions of|keys?|variable|state|status|event|metric|error|code|file|queue|table|bucket|rule|alarm|region|zone)\s+[`"“‘']?$/i
  return other.test(question.slice(0, question.indexOf(name)))
}

const isPasted = /\b[Aa]n error occurred\b|\bwhen calling the\b|\b(?:\w+(?:Exception|Error)|[A-Z]\w+\.[A-Z]\w+):\s/
// About two things, or what a word means, or how something is done.
const general = [
  /\b(?:differences?|compared?|versus|vs)\b|\bmean(?:s|ing)?\b/i,
  // `Is web-1 running or stopped?` is about one.
  /^(?!(?:is|was|has|did|why)\b).*\bor\b.*\?/i,
  /^how (?:do|can|should|could|would) (?:i|we|you|one)\s+(?:stop|start|terminate|delete|remove|restart|reboot|resize|create|launch|change|add|attach|move|copy|rename|tag|deploy|update|invoke|call|give|increase|set|use)\b/i,
  /^how to\b(?!.*\b(?:fix|solve|repair|debug|find)\b)/i,
]

function isGeneral(question: string): boolean {
  return general.some((each) => each.test(question))
}

// Asked of anything that there could be, whatever it is called.
const ideas = [
  /^(?:how (?:do|can|should|could|would|to|many)|explain|what (?:is|are) (?:an?|the)|do (?:i|we) (?:need|have))\b/i,
  /^(?:can|could|should|may|must|would) (?:i|we|one|an?|my|the|it|lambda|ec2|aws)\b/i,
  /^(?:can|could|would) you\b(?! (?:please )?(?:check|look|see|tell|find|say|help|show)\b)/i,
  /^which\b(?! (?:az|zone|region|account|type|state)\b)/i,
  /^(?:does|do|is|are) (?:an?|the|aws|amazon|lambda|ec2|there|it|my|our)\b/i,
]
const leading = /^(?:(?:and|so|ok|okay|then|but)[\s,]+)*/i

function isOfIdea(question: string): boolean {
  const rest = question.replace(leading, '')
  return ideas.some((each) => each.test(rest))
}

const ofState =
  /\b(?:running|runs|state|status|alive|up|ok|okay|healthy|type|size|big|address|ip|az|zone|region|account|old|launched|läuft|marche)\b/i
// Down may be stopped, or running and of no use.
const ofTrouble =
  /\bdown\b|\boff\b|\bdied?\b|\bdead\b|\bcrash|\bwrong\b|\bhappen|\bup with\b|\bmatter\b|\bproblem|\bissue|\bbroken\b|\bweird|\bstrange|\bgoing on\b|\bkaputt\b|\bfix\b|\bsolve\b|\brepair\b|\bprevent\b|\bnot? (?:do|work)|n['’]?t (?:do|work)|\bnothing happens\b/i
const ofWho =
  /\b(?:who|whos|who's|wer|qui|quien)\b|\bquién\b|\bblame\b|\bhistory\b|\bwhat changed\b|\bchanged?\b.*\blately\b/i
const ofWhy = /\b(?:why|warum|wieso|weshalb|pourquoi|por qu|how come|reason|wtf)|^y\b/i

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

function askedOf(question: string, product: 'ec2' | 'lambda'): 'why' | 'show' | 'history' | 'logs' {
  const ofWhom = isEnded(question) || ofTrouble.test(question) || ofAccess.test(question) ? 'why' : 'history'
  if (ofWho.test(question)) return ofWhom
  if (ofTrouble.test(question) || ofWhy.test(question) || isFailedCheck(question)) return 'why'
  const isState =
    /^(?:is|are|what is|what's|what’s|where|when|show|(?:in )?which|how (?:big|old|large|long|much (?:memory|ram|cpu)))\b|^läuft(?:\s+\S+)?[\s?]*$/i
  if (isState.test(question) && ofState.test(question)) return 'show'
  if (product === 'lambda' && ofLogs.test(question)) return 'logs'
  return isTroubled(question) || !isOfState(question) ? 'why' : 'show'
}

/** `Is web-1 failing its status checks?` */
function isFailedCheck(question: string): boolean {
  return /\bfail|\bred\b|\bimpaired\b|\bunhealthy\b/i.test(question) && instanceTroubleIn(question) === 'check'
}

// Who can, and not who did.
const ofAccess =
  /\bwho(?:\s+(?:can|could|may)|(?:\s+is|'s)\s+(?:able|allowed|permitted)\s+to)\s+(?:reach|connect|access|get|ssh|log ?in|open|talk)\b/i
const ofLogs =
  /^(?:(?:can you )?(?:show|give|get|let)(?: me| us)?(?: see)?\s+)?(?:the\s+)?logs?(?:\s+(?:of|for|from))?[\s?.]*$/i

function isEnded(question: string): boolean {
  return ['stopped', 'terminated'].includes(instanceTroubleIn(question) ?? '')
}

/** It wants to see the thing, or says no more than what it is called and what of it. */
function isOfState(question: string): boolean {
  const isShown = /^(?:please\s+|can you\s+)?(?:show|describe|display|tell me about|details|info)\b/i
  const words = question.split(/[^\p{L}\d]+/u).filter((word) => word !== '' && !filler.test(word))
  return isShown.test(question) || words.every((word) => ofState.test(word))
}

const filler = /^(?:it|the|a|an|of|for|on|in|is|my|our|please|pls|s|what|whats|which|and|now|still|currently|again)$/i

type Where = { readonly accounts: readonly string[]; readonly regions: readonly string[] }

/** The command that looks into it, where it is one of that product. */
export function wordsOfLive(
  { question, name }: { readonly question: string; readonly name: string },
  product: 'ec2' | 'lambda',
  { accounts, regions }: Where,
): string[] {
  const asked = without(question, name)
  // `Web-1 is in a bad state` does not ask whether it is.
  const command = askedOf(/^\s/.test(asked) ? `it ${asked.trim()}` : asked.trim(), product)
  const named = (kind: string, known: readonly string[]) =>
    known.flatMap((each) => (isIn(asked, each) ? [kind, each] : []))
  const narrowed = [...named('--account', accounts), ...named('--region', regions)]
  const words = [product, command, name, ...narrowed]
  if (command !== 'why') return words
  const about = product === 'ec2' ? instanceTroubleIn(asked) : functionTroubleIn(asked)
  const mayBeUnreachable = product === 'ec2' && (about === 'unreachable' || about === undefined)
  const said = mayBeUnreachable ? protocolIn(question) : undefined
  const port = mayBeUnreachable ? (said ?? { port: portIn(question) }).port : undefined
  return [
    ...words,
    ...(about === undefined ? [] : ['--about', about]),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(mayBeUnreachable && isOverIpv6(asked) ? ['--ipv6'] : []),
    ...(said === undefined ? [] : ['--protocol', said.protocol]),
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
