import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { endWords } from '../why-calls.ts'
import { endTimeEvidence, endTimeText } from '../why-end-time.ts'
import { askOffer, historyOffer, startIfStopped } from '../why-offers.ts'

/** EC2 API reference, StateReason: "stopped due to a scheduled retirement". */
export function scheduledStop(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, stateReason } = facts.details
  const words = endWords(facts)
  if (words === undefined || stateReason?.code !== 'Server.ScheduledStop') return undefined
  return {
    rule: 'scheduled-stop',
    finding: text`${bold(`${visibleName(instance)} ${words} by AWS:`)} its host was to be retired${endTimeText(facts)}.`,
    evidence: [
      { says: text`AWS gives ${code(stateReason.code)} as the reason`, source: 'ec2' },
      ...endTimeEvidence(facts),
    ],
    next: text`Start it: it comes up on another host. What was on instance store is lost, what is on EBS is there.`,
    actions: [
      ...startIfStopped(instance),
      askOffer('What is a scheduled event?', 'scheduled-events'),
      historyOffer(instance),
    ],
  }
}
