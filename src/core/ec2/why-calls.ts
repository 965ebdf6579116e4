import { ago } from '../age.ts'
import { type Evidence, known, type TrailEvent } from '../evidence.ts'
import { doerSpan } from '../history-rows.ts'
import { code, plain, type Text, text } from '../text.ts'
import type { InstanceFacts } from './evidence.ts'
import type { InstanceState } from './instance.ts'

/** A call to EC2 that stopped or terminated it, whoever wrote it down. */
export type EndingCall = {
  readonly at: number
  readonly by: 'windlass' | 'scaling' | 'aws'
  readonly who: Text
  readonly event: TrailEvent | undefined
  readonly evidence: readonly Evidence[]
}

/** CloudTrail User Guide, "Working with CloudTrail event history". */
export const keptMs = 90 * 86_400_000

/** Between EC2's time of a change and what others wrote of it. */
const apartMs = 2 * 60_000

const endings: Readonly<Partial<Record<InstanceState, { readonly call: string; readonly words: string }>>> = {
  stopping: { call: 'StopInstances', words: 'is being stopped' },
  stopped: { call: 'StopInstances', words: 'was stopped' },
  'shutting-down': { call: 'TerminateInstances', words: 'is being terminated' },
  terminated: { call: 'TerminateInstances', words: 'was terminated' },
}

/** `was stopped`, `is being terminated`; nothing of what is not ended. */
export function endWords({ details }: InstanceFacts): string | undefined {
  return endings[details.instance.state]?.words
}

/**
 * Of `User initiated (2026-11-23 14:02:07 GMT)`; without the time where it was not a call
 * (github.com/cloud-custodian/cloud-custodian/issues/6924).
 */
export function transitionTime({ details }: Pick<InstanceFacts, 'details'>): number | undefined {
  const [, day, time] = /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:GMT|UTC)\)/.exec(details.stateTransition ?? '') ?? []
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T${time}Z`)
  return Number.isNaN(at) ? undefined : at
}

/** `, <time>, 34 h ago`. */
export function atText(at: number | undefined, now: number): Text {
  return at === undefined ? [] : [',', ...whenText(at, now)]
}

/** ` <time>, 34 h ago`: after `since`. */
export function whenText(at: number | undefined, now: number): Text {
  if (at === undefined) return []
  return text` ${{ time: at }}, ${ago(now - at)}`
}

/**
 * The call that ended it: the one nearest to EC2's own time; where EC2 says none, the first since its latest start. Later
 * ones found it ending already.
 */
export function findEndingCall(facts: InstanceFacts): EndingCall | undefined {
  const { instance, stateReason } = facts.details
  const ending = endings[instance.state]
  if (ending === undefined || !(stateReason?.code ?? userCode).startsWith('Client.UserInitiated')) return undefined
  const calls = callsOf(facts, ending.call).filter(({ at }) => isOfThisEnd(at, facts))
  const transition = transitionTime(facts)
  const apart = ({ at }: EndingCall): number => (transition === undefined ? 0 : Math.abs(at - transition))
  const [cause] = calls.toSorted((one, other) => apart(one) - apart(other))
  if (cause === undefined) return undefined
  return asOne(cause, calls)
}

/** The first that terminated it, whatever EC2 says; nothing where none is known. */
export function findTermination(facts: Pick<InstanceFacts, 'own' | 'trail'>): EndingCall | undefined {
  const calls = callsOf(facts, 'TerminateInstances')
  return calls[0] && asOne(calls[0], calls)
}

/** The last that was done to it of that name; nothing where none is known. */
export function findLatestOf(facts: Pick<InstanceFacts, 'own' | 'trail'>, name: string): EndingCall | undefined {
  const calls = callsOf(facts, name)
  const last = calls.at(-1)
  const first = calls.find((call) => last !== undefined && last.at - call.at <= apartMs && isTheSame(last, call))
  return last && asOne(first ?? last, calls)
}

/** Both Windlass and CloudTrail wrote it down. */
function asOne(cause: EndingCall, calls: readonly EndingCall[]): EndingCall {
  const same = calls.filter((call) => call !== cause && call.at - cause.at <= apartMs && isTheSame(call, cause))
  return { ...cause, evidence: [cause, ...same].flatMap(({ evidence }) => evidence) }
}

function isTheSame(one: EndingCall, other: EndingCall): boolean {
  return plain(one.who) === plain(other.who) && one.event !== other.event
}

// EC2 API reference, StateReason: it "was shut down using the Amazon EC2 API".
export const userCode = 'Client.UserInitiatedShutdown'

function isOfThisEnd(at: number, facts: InstanceFacts): boolean {
  const { launchedAt } = facts.details.instance
  if (launchedAt !== undefined && at < launchedAt) return false
  const transition = transitionTime(facts)
  return transition === undefined || Math.abs(at - transition) <= apartMs
}

/** Oldest first. */
function callsOf(facts: Pick<InstanceFacts, 'own' | 'trail'>, name: string): readonly EndingCall[] {
  const own = facts.own
    .filter(({ kind, outcome }) => kind === 'step-accepted' && outcome.startsWith(`ec2:${name} on `))
    .map(({ at, user, said }): EndingCall => {
      const evidence = [{ at, says: text`${{ user }} ran ${code(said)}`, source: 'windlass' } as const]
      return { at, by: 'windlass', who: [{ user }], event: undefined, evidence }
    })
  const trail = (known(facts.trail) ?? [])
    .filter((event) => event.name === name && event.error === undefined)
    .map((event): EndingCall => {
      const evidence = [trailEvidence(event)]
      return { at: event.at, by: throughOf(event), who: [doerSpan(event.doer)], event, evidence }
    })
  return [...own, ...trail].toSorted((one, other) => one.at - other.at)
}

/** `StopInstances by ada (role Admin) from 203.0.113.7`. */
export function trailEvidence({ at, name, doer, from, error }: TrailEvent): Evidence {
  const where = from === undefined || from === doer.name ? '' : ` from ${from}`
  const failed: Text = error === undefined ? [] : text` failed with ${code(error.code)}`
  return { at, says: text`${code(name)} by ${doerSpan(doer)}${where}${failed}`, source: 'cloudtrail' }
}

function throughOf(event: TrailEvent): EndingCall['by'] {
  if (event.doer.slackUser !== undefined) return 'windlass'
  return isOfAutoScaling(event) ? 'scaling' : 'aws'
}

// It calls with its service-linked role, in a session named AutoScaling (EC2 Auto Scaling User Guide, "Service-linked
// roles"; a record of it: github.com/aws/aws-parallelcluster/issues/1401).
function isOfAutoScaling({ doer, from }: TrailEvent): boolean {
  return [doer.name, from].includes('autoscaling.amazonaws.com') || doer.name.startsWith('AWSServiceRoleForAutoScaling')
}
