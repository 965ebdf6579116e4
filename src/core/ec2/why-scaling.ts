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
  [/EC2.*status check/i, 'it failed its EC2 status checks', 'health-checks-of-auto-scaling'],
  [/EC2.*check|health check/i, 'it failed a health check', 'health-checks-of-auto-scaling'],
  [/max(?:imum)?[- ]instance[- ]lifetime/i, 'it reached the longest life that the group allows', 'auto-scaling-groups'],
  [/scheduled action/i, 'a scheduled action of the group made it smaller', 'scaling-policies'],
  [
    /rebalance recommendation|capacity rebalanc/i,
    'AWS warned that its Spot capacity was at risk (a rebalance recommendation), and the group replaced it',
    'spot-interruption',
  ],
  [/rebalanc|to balance instances|availability zone/i, 'the group balanced its zones', 'auto-scaling-groups'],
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
  const changed = findChangeOf(told, facts, at)
  if (/user health-?check/i.test(told))
    return { why: text`${who} marked it as unhealthy`, topic: 'health-checks-of-auto-scaling' }
  if (/in response to a user request/i.test(told))
    return { why: text`${who} told the group to end it`, topic: 'auto-scaling-groups' }
  if (lowered.test(told)) {
    const by = changed === undefined ? 'someone' : doerSpan(changed.doer)
    return { why: text`${by} lowered the number of instances that the group keeps`, topic: 'scaling-policies' }
  }
  if (refreshed.test(told)) {
    const began = changed === undefined ? [] : text` that ${doerSpan(changed.doer)} began`
    return { why: text`an instance refresh${began} replaced it`, topic: 'instance-refresh' }
  }
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

const lowered = /user request (?:explicitly set|update)/i
const ofCapacity = /"(?:desiredCapacity|m(?:ax|in)Size)"/
const refreshed = /instance refresh/i

// Between the call and when the group says that it was asked.
const apartMs = 60_000

/** Who changed the group so that it let it go: the capacity at the time that the cause names, a refresh before. */
export function findChangeOf(
  cause: string | undefined,
  { around }: Pick<InstanceFacts, 'around'>,
  endedAt: number | undefined,
): TrailEvent | undefined {
  if (cause === undefined || endedAt === undefined) return undefined
  const calls = (known(around) ?? []).filter(({ error, at }) => error === undefined && at <= endedAt + apartMs)
  if (refreshed.test(cause)) return calls.find(({ name }) => /^(?:Start|Rollback)InstanceRefresh$/.test(name))
  if (!lowered.test(cause)) return undefined
  const [, told = ''] = /At (\S+Z) a user request/i.exec(cause) ?? []
  const said = Date.parse(told)
  return calls.find(
    ({ name, asked = '', at }) =>
      (name === 'SetDesiredCapacity' || (name === 'UpdateAutoScalingGroup' && ofCapacity.test(asked))) &&
      (Number.isNaN(said) ? at > endedAt - soonMs : Math.abs(at - said) <= apartMs),
  )
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
