import { type Diagnosis, type Evidence, known } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { atText, type EndingCall, endWords, findEndingCall } from '../why-calls.ts'
import { askOffer, historyOffer, startIfStopped } from '../why-offers.ts'
import { stuckText } from '../why-stuck.ts'

/** By a person, a role or a service in AWS, as CloudTrail has it. */
export function byCall(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const words = endWords(facts)
  const call = findEndingCall(facts)
  if (words === undefined || call?.by !== 'aws') return undefined
  const { doer, from = '' } = call.event ?? {}
  const isService = doer?.kind === 'service'
  // What calls with a role that somebody gave it: EventBridge Scheduler, Systems Manager, CloudFormation.
  const through =
    !isService && from.endsWith('.amazonaws.com') ? `, through ${serviceNames.get(from) ?? `the service ${from}`}` : ''
  const before = stoppedBefore(call, facts)
  return {
    rule: 'by-call',
    finding: text`${bold(`${visibleName(instance)} ${words} in AWS`)} by ${isService ? 'the service ' : ''}${call.who}${through}${atText(call.at, facts.now)}.`,
    evidence: [...call.evidence, ...before],
    next:
      stuckText(facts, call.at) ??
      (isService || through !== ''
        ? text`Look in that service for the schedule, alarm or automation that did it, else it will again.`
        : before.length === 0
          ? undefined
          : text`If it is a schedule that stops it, look for what uses ${call.who}, else it will again.`),
    actions: [
      ...startIfStopped(instance),
      historyOffer(instance),
      ...(words.endsWith('terminated') ? [askOffer('What is kept of it?', 'terminate')] : []),
    ],
  }
}

const serviceNames: ReadonlyMap<string, string> = new Map([
  ['scheduler.amazonaws.com', 'EventBridge Scheduler'],
  ['events.amazonaws.com', 'EventBridge'],
  ['ssm.amazonaws.com', 'Systems Manager'],
  ['cloudformation.amazonaws.com', 'CloudFormation'],
])

// Once before may be by chance.
const fewest = 2
const apartMs = 3_600_000

/** The same stopped it before, as a schedule does. */
function stoppedBefore({ at, event }: EndingCall, { trail }: InstanceFacts): readonly Evidence[] {
  if (event?.name !== 'StopInstances') return []
  const before = (known(trail) ?? []).filter(
    ({ name, error, doer, at: then }) =>
      name === event.name && error === undefined && then < at - apartMs && doerSpan(doer) === doerSpan(event.doer),
  )
  const first = before.at(-1)
  if (first === undefined || before.length < fewest) return []
  const says = text`they stopped it ${before.length} times before, since ${{ time: first.at }}`
  return [{ says, source: 'cloudtrail' }]
}
