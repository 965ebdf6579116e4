import type { Topic } from '../core/asking/topic.ts'
import { saidIn } from './said.ts'
import { type Side, sideAsked, sideOf } from './side.ts'
import { bodyText } from './topic-text.ts'

export type FollowUp =
  | { readonly kind: 'topic'; readonly topic: Topic }
  /** It goes on from the topic before, and asks for something that has to be looked for near it. */
  | { readonly kind: 'near' }
  /** It goes on to something that no topic has: what is told instead. */
  | { readonly kind: 'unknown'; readonly nearest: readonly Topic[] }
  | { readonly kind: 'none' }

type Given = { readonly text: string; readonly before: Topic; readonly all: ReadonlyMap<string, Topic> }

const lead =
  /^(?:(?:ok(?:ay)?|so|but|hm+|well|thanks|thank you|cool|and|und|et|y|what about|how about|what of|same for|is it the same (?:for|in|with)|(?:does|do|is|are) (?:that|this|it|they|there one) (?:also |too )?(?:work|apply|hold|exist|valid|true|there|possible)(?= (?:for|in|on|with)\b))[\s,.!]+)+/
const other =
  /^(?:(?:for|in|on|with|of|fur|bei|pour|para|en)\s+)?(?:an?\s+|the\s+|aws\s+|amazon\s+|una?\s+|les?\s+)*(ec2|instances?|servers?|lambdas?|functions?|lambda functions?|ec2 instances?)(?:\s+(?:functions?|instances?|side|then|instead|too|as well))*$/
const cost = /\b(?:costs?|prices?|pricing|expensive|cheap|pay|charged?|bill(?:ed)?|free|money|kostet|kosten)\b/
/** What it costs stands there. */
const price = /\$ ?\d|\bcosts? (?:nothing|no more)\b|\bfree of charge\b/i
const limits = /\b(?:limits?|quotas?|maximum|max|how (?:many|big|large|long))\b/
const why =
  /^(?:but |and |so )?(?:(?:why would|when would|should|do) (?:i|we|you|one|anyone|anybody|people) (?:ever )?(?:want|need|use|do) (?:that|this|it|one)|what (?:is|would be) (?:it|that|this) (?:good )?for|what for|what is the point)$|^(?:but |and |so )?(?:why|how so|how come|warum|wieso|pourquoi|por que)(?: (?:is|does|do|would|should) (?:that|this|it|i|one)(?: so| be| matter)?)?$/
const more =
  /^(?:(?:can|could|would) you |please |and )*(?:tell me |give me |explain |say |i want |show )?(?:(?:some |a bit |a little )?more(?: about (?:it|that|this))?(?: details?| information| info)?|further|go on|continue|details?|in (?:more )?detail|elaborate|go deeper|what else|anything else|mehr|weiter)(?: please)?$/
const pronoun = /\b(?:it|its|that|this|these|those|they|them|one|ones|there|das|es|ca|eso)\b/

/** What a question means after another one; `hasSubject`: it names what it is about itself. */
export function followUp(given: Given, hasSubject: boolean): FollowUp {
  const text = given.text.replace(/[?!.]+$/, '').trim()
  const rest = text.replace(lead, '').trim()
  const wanted = other.exec(rest)?.[1]
  if (wanted !== undefined && (rest !== text || /^(?:for|in|on|with)\s/.test(rest)))
    return onOtherSide(given, sideAsked(wanted))
  if (hasSubject) return { kind: 'none' }
  if (cost.test(rest)) return costOf(given)
  if (why.test(text)) return { kind: 'topic', topic: given.before }
  if (more.test(text)) return moreOf(given)
  if (limits.test(rest) && rest.split(' ').length <= 4) return limitsOf(given)
  return rest !== text ||
    pronoun.test(rest) ||
    rest.split(' ').length <= 2 ||
    /\b(?:can|do) i (?:have|use|get)$/.test(rest)
    ? { kind: 'near' }
    : { kind: 'none' }
}

const names: Readonly<Record<Side, RegExp>> = { ec2: /\bEC2\b|\binstances?\b/, lambda: /\bLambda\b/, both: /^/ }

const topic = (found: Topic): FollowUp => ({ kind: 'topic', topic: found })

function onOtherSide({ before, all }: Given, wanted: Side): FollowUp {
  const side = sideOf(saidIn(before))
  if (side === wanted || side === 'both') {
    const counterpart = all.get(before.counterpart ?? '')
    return topic(counterpart !== undefined && sideOf(saidIn(counterpart)) === wanted ? counterpart : before)
  }
  const counterpart =
    all.get(before.counterpart ?? '') ?? [...all.values()].find((each) => each.counterpart === before.id)
  if (counterpart !== undefined) return topic(counterpart)
  if (names[wanted].test(bodyText(before))) return topic(before)
  const near = before.related.flatMap((id) => all.get(id) ?? []).filter((each) => sideOf(saidIn(each)) !== side)
  return { kind: 'unknown', nearest: [...near, before] }
}

function costOf({ before, all }: Given): FollowUp {
  const body = bodyText(before)
  if (price.test(body)) return topic(before)
  const named = all.get(before.cost ?? '')
  if (named !== undefined) return topic(named)
  if (isOfCost(before) || cost.test(body.toLowerCase())) return topic(before)
  const near = before.related.flatMap((id) => all.get(id) ?? []).find(isOfCost)
  if (near !== undefined) return topic(near)
  const general = all.get(sideOf(saidIn(before)) === 'lambda' ? 'lambda-cost' : 'cost-of-states')
  return { kind: 'unknown', nearest: [...(general === undefined ? [] : [general]), before] }
}

function limitsOf({ before, all }: Given): FollowUp {
  if (/\d/.test(bodyText(before))) return topic(before)
  const near = before.related.map((id) => all.get(id)).find((each) => each !== undefined && /limit|quota/.test(each.id))
  return topic(near ?? before)
}

/** What was said is known: the next topic to read. */
function moreOf({ before, all }: Given): FollowUp {
  const next = before.related.map((id) => all.get(id)).find((each) => each !== undefined)
  return topic(next ?? before)
}

const isOfCost = ({ id, title }: Topic): boolean => /cost|billing|pric/i.test(`${id} ${title}`)
