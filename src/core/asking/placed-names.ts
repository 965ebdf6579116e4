import type { Lexicon } from './live-names.ts'

/** What something is, and not what it is called. */
export const kinds = /^(?:instance|server|machine|host|vm|box|function|lambda|ec2|funktion|fonction|función)s?$/i

const ofKind = String.raw`(?:(?:the|my|our|your|instance|server|machine|host|function|lambda)\s+)*`
const plain = String.raw`([a-z]\w+)(?![\w-])`
const itsKind = String.raw`(?:(?:instance|server|machine|host|function|lambda)\s+)?`
const adverbs = 'keeps?|still|always|constantly|suddenly|just|now|again|being|never|also|only|sometimes|often'
const often = String.raw`(?:(?:${adverbs})\s+)*`
const ails =
  '(?:fail(?:s|ed|ing)?|crash(?:es|ed|ing)?|throw(?:s|ing)?|threw|d(?:ies?|ied|ying)|dead|down|offline|off|gone|vanished|broken|tim(?:es?|ed|ing) out|throttled|stopped|unreachable|flaky|misbehav(?:es|ing)|erroring|acting up|blows up|stopped working|re(?:booted|started))(?![\\w-])'
const goesOn = String.raw`(?:(?:is|was|has|gets?|does|did|isn['’]t|doesn['’]t|keeps?|costs?|so|too)\s|${ails})`

/** Where a word stands that can only be what something is called. */
const places = [
  String.raw`^(?:why|warum|wieso|pourquoi)\s+(?:is|was|does|did|has|isn't|doesn't|can't|won't|ist|est)\s+${ofKind}${plain}\s+\S`,
  String.raw`^(?:pourquoi)\s+${plain}\s+est\b`,
  String.raw`^how (?:much|expensive)\s+(?:does|do|did|is|was)\s+${ofKind}${plain}(?:\s+cost)?[\s?]*$`,
  String.raw`^what\s+(?:does|did)\s+${ofKind}${plain}\s+cost\b`,
  String.raw`^is\s+${ofKind}${plain}\s+(?:up|down|running|stopped|ok|okay|healthy|alive)\b`,
  String.raw`^what makes\s+${ofKind}${plain}\s+(?:so|that)\b`,
  String.raw`^${ofKind}${plain}\s+(?:eats|burns|costs|is eating|is burning|is costing)\s+(?:up\s+)?(?:our|my|the|all|half|so|too|us|money)\b`,
  String.raw`^${ofKind}${plain}\s+(?:is|was|got|gets|became|has become|is getting)\s+(?:(?:so|too|very|really|way|way too|super)\s+)?(?:slow|expensive|laggy|pricey)(?:\s+\S+){0,4}[\s?!.]*$`,
].map((pattern) => new RegExp(pattern, 'i'))

/** What is said there is said of things alone, also of one that is called as an idea is: `billing is failing`. */
const placesOfThings = [
  String.raw`^who\s+(?:stopped|started|terminated|killed|deleted|rebooted|changed|deployed)\s+${ofKind}${plain}\b`,
  String.raw`^who\s+(?:shut|turned|switched|powered|brought|took)\s+${ofKind}${plain}\s+(?:off|down|on)\b`,
  String.raw`^(?:ssh|rdp|ping|curl|connections?|log ?ins?|connecting)\s+(?:in)?to\s+${ofKind}${plain}\s+${often}(?:hangs|freezes|${ails})`,
  String.raw`^what(?:'s|’s| is)?\s+(?:wrong|up|the matter|happened)\s+(?:with|to)\s+${ofKind}${plain}\b`,
  String.raw`^(?:the\s+)?${plain}\s+${itsKind}(?:(?:is|was|has been)\s+)?${often}${ails}`,
  String.raw`^why\s+(?:is|was|does|did|has)\s+${ofKind}${plain}\s+${itsKind}${often}${ails}`,
  String.raw`^why\s+(?:is|was|has)\s+${ofKind}${plain}\s+${itsKind}(?:never|not)\s+(?:being\s+|been\s+)?(?:called|invoked|triggered|run)\b`,
  String.raw`^${plain}\s+(?:gets|receives|sees)\s+(?:no|zero)\s+(?:events|calls|requests|messages|traffic|invocations)\b`,
  String.raw`^(?:the\s+)?${plain}\s+${itsKind}(?:returns|answers|responds|is returning)\s+(?:with\s+)?(?:only\s+)?(?:[45]\d\d|errors)`,
  String.raw`^(?:the\s+)?${plain}\s+${itsKind}(?:has|was|is|did)(?:n['’]t|\s+not|\s+never)\s+(?:been\s+|being\s+)?(?:run|ran|call|invok|trigger|fir(?:e|ing))`,
  String.raw`^(?:the\s+)?${plain}\s+${itsKind}(?:won['’]?t|doesn['’]?t|does not|will not)\s+(?:start|boot|respond|answer|come up)`,
  String.raw`\b(?:can['’]?t|cannot|can not|unable to)\s+(?:(?:i|we)\s+)?(?:reach|ssh (?:in)?to|connect to|log ?in ?to)\s+${ofKind}${plain}(?=[\s?!.]*$)`,
  String.raw`\b(?:nobody|no ?one|nothing)\s+(?:ever\s+)?(?:call|invoke|trigger)(?:s|e?d)?\s+${ofKind}${plain}`,
  String.raw`\b(?:calls?|requests?|invocations?|events?|messages?)\s+(?:to|of|for)\s+${ofKind}${plain}`,
  String.raw`\b(?:(?:the|my|our)\s+lambda(?:\s+function)?|function)\s+${plain}\s+${often}${goesOn}`,
  String.raw`\b(?:the|my|our)\s+${plain}\s+(?:lambda|function)\s+${often}${goesOn}`,
].map((pattern) => new RegExp(pattern, 'i'))

const does = String.raw`(?:is|was|has|had|gets?|got|does|did|do|keeps?|stopped|started|blows|blew|goes|went|acts|cannot|can['’]?t|won['’]?t|(?:is|was|does|did)n['’]?t)`
const word = String.raw`([a-z]\w{3,})(?![\w-])`

/** Where what something is called stands as often as any other word. */
const loosePlaces = [
  String.raw`^(?:the\s+|my\s+|our\s+)?${word}\s+${often}${does}\s`,
  String.raw`\b(?:with|in|of|from)\s+(?:the\s+|my\s+|our\s+)?${word}(?=[\s?!.]*$|\s+(?:since|after|today|again|now|lately|over|piles|keeps|is|does)\b)`,
].map((pattern) => new RegExp(pattern, 'i'))

/** Nobody's name. */
export const small = new RegExp(
  `^(?:an|as|at|be|by|do|he|if|in|is|it|me|no|of|on|or|so|to|up|us|we|er|es|il|la|le|the|my|our|your|this|that|its|there|all|any|some|one|not|they|you|someone|nobody|der|die|das|aws|amazon|first|last|next|security|group|task|execution|does|send|deploy|launch|connect|cpu|every\\w*|something|nothing|what|which|who|why|how|when|and|${adverbs})$`,
  'i',
)

/** `Why is billing slow?` */
export function placedIn(typed: string, { isName }: Lexicon): string[] {
  const ordinary = inPlaces(places, typed).filter((name) => !isName(name))
  return [...inPlaces(placesOfThings, typed), ...ordinary]
}

/** `Checkout is acting up`: it may be a word as well, so only an account can tell. */
export function looselyPlacedIn(typed: string, { isName }: Lexicon): string[] {
  return inPlaces(loosePlaces, typed).filter((name) => !isName(name))
}

function inPlaces(patterns: readonly RegExp[], typed: string): string[] {
  return patterns
    .flatMap((place) => place.exec(typed)?.[1] ?? [])
    .filter((name) => !small.test(name) && !kinds.test(name))
}
