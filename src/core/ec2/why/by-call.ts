import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, endWords, findEndingCall } from '../why-calls.ts'
import { askOffer, historyOffer, startIfStopped } from '../why-offers.ts'

/** By a person, a role or a service in AWS, as CloudTrail has it. */
export function byCall(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const words = endWords(facts)
  const call = findEndingCall(facts)
  if (words === undefined || call?.by !== 'aws') return undefined
  const { doer, from = '' } = call.event ?? {}
  const isService = doer?.kind === 'service'
  // What calls with a role that somebody gave it: EventBridge Scheduler, Systems Manager, CloudFormation.
  const through = !isService && from.endsWith('.amazonaws.com') ? `, through the service ${from}` : ''
  return {
    rule: 'by-call',
    finding: text`${bold(`${visibleName(instance)} ${words} in AWS`)} by ${isService ? 'the service ' : ''}${call.who}${through}${atText(call.at, facts.now)}.`,
    evidence: call.evidence,
    next:
      isService || through !== ''
        ? text`Look in that service for the schedule, alarm or automation that did it, else it will again.`
        : undefined,
    actions: [
      ...startIfStopped(instance),
      historyOffer(instance),
      ...(words.endsWith('terminated') ? [askOffer('What is kept of it?', 'terminate')] : []),
    ],
  }
}
