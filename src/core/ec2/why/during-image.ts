import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, endWords, trailEvidence, transitionTime } from '../why-calls.ts'
import { askOffer, historyOffer, startIfStopped } from '../why-offers.ts'

/** EC2 API reference, StateReason: "The instance was terminated or rebooted during AMI creation". */
export function duringImage(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, stateReason } = facts.details
  const words = endWords(facts)
  if (words === undefined || stateReason?.code !== 'Client.InstanceTerminated') return undefined
  const calls = (known(facts.trail) ?? []).filter(
    ({ name, at, error }) =>
      /^(?:CreateImage|TerminateInstances|RebootInstances)$/.test(name) &&
      error === undefined &&
      at >= (instance.launchedAt ?? 0),
  )
  return {
    rule: 'during-image',
    finding: text`${bold(`${visibleName(instance)} ${words} while an image was made of it:`)} AWS says that somebody terminated or rebooted it then${atText(transitionTime(facts), facts.now)}.`,
    evidence: [
      { says: text`AWS gives ${code(stateReason.code)} as the reason`, source: 'ec2' },
      ...calls.slice(0, 3).map(trailEvidence),
    ],
    next: text`See whether the image became available; where it did not, make it again of another instance and leave that alone until it is ready.`,
    actions: [...startIfStopped(instance), historyOffer(instance), askOffer('What is an AMI?', 'amis')],
  }
}
