import { isReadTo, known, type TrailEvent } from '../evidence.ts'
import { doerSpan } from '../history-rows.ts'
import { type Text, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'

export type ScalingReason = { readonly why: Text; readonly topic: string }

const notice = /EC2 (?:instance )?(?:status |health )?check.*terminated or stopped/i

/** Whether the group only found that it had ended or stopped. */
export function isNotice(cause: string): boolean {
  return notice.test(cause)
}

/** Causes as the EC2 Auto Scaling User Guide words them ("Verify a scaling activity", "Troubleshoot health checks"). */
const reasons: readonly (readonly [RegExp, string, string])[] = [
  [
    /ELB.*health check|load balancer.*health/i,
    'it failed the health check of its load balancer',
    'health-checks-of-auto-scaling',
  ],
  [/EC2.*check|health check/i, 'it failed a health check', 'health-checks-of-auto-scaling'],
  [/instance refresh/i, 'an instance refresh replaced it', 'instance-refresh'],
  [/maximum instance lifetime/i, 'it reached the longest life that the group allows', 'auto-scaling-groups'],
  [
    /user request (?:explicitly set|update)/i,
    'someone lowered the number of instances that the group keeps',
    'scaling-policies',
  ],
  [/scheduled action/i, 'a scheduled action of the group made it smaller', 'scaling-policies'],
  [
    /rebalanc|to balance instances|availability zone/i,
    'the group balanced its zones or its Spot capacity',
    'auto-scaling-groups',
  ],
  [
    /shrinking the capacity|difference between desired and actual/i,
    'the group was made smaller (scale-in)',
    'scaling-policies',
  ],
]

/** At that time the group let it go for this, as it says itself. */
export function reasonOf(cause: string | undefined, facts: InstanceFacts, at: number | undefined): ScalingReason {
  const told = cause ?? ''
  const asked = findAskedOf(facts, at)
  const who: Text = asked === undefined ? ['someone'] : [doerSpan(asked.doer)]
  if (/user health-?check/i.test(told))
    return { why: text`${who} marked it as unhealthy`, topic: 'health-checks-of-auto-scaling' }
  if (/in response to a user request/i.test(told))
    return { why: text`${who} told the group to end it`, topic: 'auto-scaling-groups' }
  const [, policy] = /triggered policy (\S+)/i.exec(told) ?? []
  if (policy !== undefined)
    return { why: text`its scaling policy ${policy} made the group smaller`, topic: 'scaling-policies' }
  if (isNotice(told)) return { why: noticed(facts), topic: 'health-checks-of-auto-scaling' }
  const [, why, topic] = reasons.find(([words]) => words.test(told)) ?? []
  if (why !== undefined && topic !== undefined) return { why: [why], topic }
  // Auto Scaling stops what it keeps for later (User Guide, "Warm pools for Amazon EC2 Auto Scaling").
  const { state } = facts.details.instance
  if (state === 'stopped' || state === 'stopping')
    return { why: ['most likely for its warm pool, the only thing that it stops instances for'], topic: 'warm-pools' }
  return { why: ['why, its activities do not say'], topic: 'auto-scaling-groups' }
}

function noticed(facts: InstanceFacts): Text {
  const stop = findStopBefore(facts)
  if (stop !== undefined) return text`${doerSpan(stop.doer)} had stopped it, and the group replaces what is stopped`
  return isReadTo(facts.trail, facts.details.instance.launchedAt ?? 0)
    ? ['it was found stopped, most likely from inside, since CloudTrail has no stop of it']
    : ['it was found stopped, and the group replaces what is stopped']
}

// A group looks at the health of its instances from time to time.
const soonMs = 10 * 60_000

/** Who made the group end just this instance, shortly before it did. */
export function findAskedOf(
  { trail }: Pick<InstanceFacts, 'trail'>,
  endedAt: number | undefined,
): TrailEvent | undefined {
  if (endedAt === undefined) return undefined
  return known(trail)?.find(
    ({ name, at, error }) =>
      error === undefined &&
      (name === 'TerminateInstanceInAutoScalingGroup' || name === 'SetInstanceHealth') &&
      at <= endedAt + 60_000 &&
      at > endedAt - soonMs,
  )
}

/** Who stopped it before the group found it stopped and ended it. */
export function findStopBefore({ trail, details: { instance } }: InstanceFacts): TrailEvent | undefined {
  if (instance.state === 'stopped' || instance.state === 'stopping') return undefined
  return known(trail)?.find(
    ({ name, at, error }) => name === 'StopInstances' && at >= (instance.launchedAt ?? 0) && error === undefined,
  )
}
