import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, endWords, findEndingCall } from '../why-calls.ts'
import { askOffer, historyOffer, startIfStopped } from '../why-offers.ts'
import { stuckText } from '../why-stuck.ts'

/** By its own record, or by the name of the session that CloudTrail kept. */
export function byWindlass(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const words = endWords(facts)
  const call = findEndingCall(facts)
  if (words === undefined || call?.by !== 'windlass') return undefined
  return {
    rule: 'by-windlass',
    finding: text`${bold(`${visibleName(instance)} ${words} through Windlass`)} by ${call.who}${atText(call.at, facts.now)}.`,
    evidence: call.evidence,
    next: stuckText(facts, call.at),
    actions: [
      ...startIfStopped(instance),
      historyOffer(instance),
      ...(words.endsWith('terminated') ? [askOffer('What is kept of it?', 'terminate')] : []),
    ],
  }
}
