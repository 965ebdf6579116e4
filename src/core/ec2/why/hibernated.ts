import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, endWords, findEndingCall, transitionTime } from '../why-calls.ts'
import { askOffer, historyOffer, startIfStopped } from '../why-offers.ts'

/** EC2 API reference, StateReason: "Hibernation was initiated on the instance". */
export function hibernated(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, stateReason } = facts.details
  const isStopped = instance.state === 'stopped' || instance.state === 'stopping'
  if (!isStopped || endWords(facts) === undefined || stateReason?.code !== 'Client.UserInitiatedHibernate')
    return undefined
  const call = findEndingCall(facts)
  const by = call === undefined ? [] : text` by ${call.who}`
  return {
    rule: 'hibernated',
    finding: text`${bold(`${visibleName(instance)} was hibernated`)}${by}${atText(transitionTime(facts) ?? call?.at, facts.now)}: its memory is kept on its root volume.`,
    evidence: [
      { says: text`AWS gives ${code(stateReason.code)} as the reason`, source: 'ec2' },
      ...(call?.evidence ?? []),
    ],
    next: text`Start it: it goes on where it was. Volumes and memory on them cost their storage until then.`,
    actions: [...startIfStopped(instance), askOffer('What is hibernation?', 'hibernate'), historyOffer(instance)],
  }
}
