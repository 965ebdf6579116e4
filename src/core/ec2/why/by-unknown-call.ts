import { type Diagnosis, isReadTo, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, endWords, findEndingCall, keptMs, transitionTime, userCode } from '../why-calls.ts'
import { askOffer, historyOffer, startIfStopped } from '../why-offers.ts'
import { stuckText } from '../why-stuck.ts'

/** That it was a call to EC2 is sure; of whom, nothing that was read tells. */
export function byUnknownCall(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, stateReason } = facts.details
  const words = endWords(facts)
  const at = transitionTime(facts)
  const isCall = stateReason?.code === userCode || (stateReason === undefined && at !== undefined)
  if (words === undefined || !isCall || findEndingCall(facts) !== undefined) return undefined
  return {
    rule: 'by-unknown-call',
    finding: text`${bold(`${visibleName(instance)} ${words} by a call to EC2`)}${atText(at, facts.now)}; ${whyUnknown(facts, at)}`,
    evidence: [
      { ...(at === undefined ? {} : { at }), says: text`AWS gives ${code(userCode)} as the reason`, source: 'ec2' },
    ],
    next: stuckText(facts, at),
    actions: [
      ...startIfStopped(instance),
      historyOffer(instance),
      askOffer('Why an instance stops', 'why-an-instance-stops'),
    ],
  }
}

// Within 15 minutes on average (CloudTrail FAQs).
const behindMs = 15 * 60_000

function whyUnknown({ trail, now }: InstanceFacts, at: number | undefined): string {
  if (known(trail) === undefined) return 'who made it could not be read.'
  if (at !== undefined && now - at > keptMs) return 'who made it CloudTrail does not know any more: it keeps 90 days.'
  if (at !== undefined && now - at < behindMs)
    return 'who made it CloudTrail does not know yet: ask again in some minutes.'
  if (!isReadTo(trail, at ?? now - keptMs)) return 'who made it is not in what of CloudTrail could be read in time.'
  return 'who made it is not in what CloudTrail shows of it.'
}
