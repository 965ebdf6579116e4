import { type Diagnosis, type Evidence, known } from '../../evidence.ts'
import { bold, type Text, text } from '../../text.ts'
import { groupNameOf } from '../affected.ts'
import type { InstanceFacts, ScalingActivity } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, type EndingCall, endWords, findEndingCall, trailEvidence, transitionTime } from '../why-calls.ts'
import { askOffer, historyOffer } from '../why-offers.ts'
import { findAskedOf, findChangeOf, findStopBefore, isNotice, reasonOf } from '../why-scaling.ts'

/** By the group's own account of it, or by a call of Auto Scaling's in CloudTrail. */
export function byScaling(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const words = endWords(facts)
  const call = findEndingCall(facts)
  const activity = endingActivity(facts, call)
  if (words === undefined || (call?.by !== 'scaling' && activity === undefined)) return undefined
  const group = groupNameOf(instance)
  const at = call?.at ?? activity?.at
  const behind = [findAskedOf(facts, at), findChangeOf(activity?.cause, facts, at), findStopBefore(facts)].flatMap(
    (event) => event ?? [],
  )
  const { why, topic } = reasonOf(activity?.cause, facts, at)
  return {
    rule: 'by-scaling',
    finding: text`${bold(`${visibleName(instance)} ${words} by ${group === undefined ? 'Auto Scaling' : `the Auto Scaling group ${group}`}:`)} ${why}${atText(at, facts.now)}.`,
    evidence: [
      ...(activity === undefined ? [] : [ofActivity(activity)]),
      ...(call?.evidence ?? []),
      ...behind.map(trailEvidence),
    ],
    next: text`The group replaces by itself what it lacks. How many it keeps and when one counts as unhealthy is set in the group.`,
    actions: [askOffer('How Auto Scaling decides', topic), historyOffer(instance)],
  }
}

// EC2's time of the end and the group's of its activity are both to the second.
const slackMs = 5000

/** Nothing where another made the call: that the group then let it go is no cause. */
function endingActivity(facts: InstanceFacts, call: EndingCall | undefined): ScalingActivity | undefined {
  const { instance, stateReason } = facts.details
  const isEnded = instance.state === 'terminated' || instance.state === 'shutting-down'
  if (!isEnded || !(stateReason?.code ?? 'Client.UserInitiated').startsWith('Client.UserInitiated')) return undefined
  const found = known(facts.activities)?.find(
    ({ description, status }) =>
      description.startsWith('Terminating') && description.includes(instance.id) && status !== 'Failed',
  )
  if (found === undefined || call?.by === 'scaling' || !isNotice(found.cause)) return found
  const endedAt = transitionTime(facts)
  return endedAt !== undefined && endedAt >= found.at - slackMs ? found : undefined
}

function ofActivity({ at, cause, description }: ScalingActivity): Evidence {
  const says: Text = [cause === '' ? description : cause]
  return { at, says, source: 'scaling' }
}
