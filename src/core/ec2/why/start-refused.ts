import { type Diagnosis, type Evidence, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { type Instance, visibleName } from '../instance.ts'
import { atText, findEndingCall, trailEvidence, transitionTime } from '../why-calls.ts'
import { askOffer, historyOffer, startOffer } from '../why-offers.ts'

type Refusal = { readonly why: (instance: Instance) => string; readonly helps: string; readonly topic: string }

/** EC2 API reference, "Error codes for the Amazon EC2 API". */
const refusals: ReadonlyMap<string, Refusal> = new Map(
  Object.entries<Refusal>({
    InsufficientInstanceCapacity: {
      why: ({ type, zone }) => `AWS had no room for the type ${type} in ${zone}`,
      helps: 'Wait some minutes and try again, or change its type while it is stopped.',
      topic: 'error-insufficient-instance-capacity',
    },
    VcpuLimitExceeded: {
      why: ({ place }) => `the account’s quota of vCPUs in ${place.region} is used up`,
      helps: 'Stop what is not needed, or ask for a higher quota in Service Quotas.',
      topic: 'error-instance-limit-exceeded',
    },
    InstanceLimitExceeded: {
      why: ({ place }) => `the account’s quota of instances in ${place.region} is used up`,
      helps: 'Stop what is not needed, or ask for a higher quota in Service Quotas.',
      topic: 'error-instance-limit-exceeded',
    },
    MaxSpotInstanceCountExceeded: {
      why: ({ place }) => `the account’s quota of Spot Instances in ${place.region} is used up`,
      helps: 'End what is not needed, or ask for a higher quota in Service Quotas.',
      topic: 'error-max-spot',
    },
    UnauthorizedOperation: {
      why: () => 'who tried may not start it',
      helps: 'Have someone start it who may, or have the policy of that role allow ec2:StartInstances on it.',
      topic: 'error-unauthorized-operation',
    },
    IncorrectSpotRequestState: {
      why: () => 'its Spot request is not in a state in which it can be started',
      helps: 'Only AWS starts a Spot Instance that AWS stopped; whose request was cancelled does not start again.',
      topic: 'spot',
    },
    IncorrectInstanceState: {
      why: () => 'it was still in another state',
      helps: 'Wait until it is stopped, then start it.',
      topic: 'error-incorrect-instance-state',
    },
    IncorrectState: {
      why: () => 'something that belongs to it, like a volume or a network interface, was in the wrong state',
      helps: 'See that its volumes are attached and its network interface is there.',
      topic: 'error-incorrect-instance-state',
    },
    InvalidState: {
      why: () => 'something that belongs to it, like a volume or a network interface, was in the wrong state',
      helps: 'See that its volumes are attached and its network interface is there.',
      topic: 'error-incorrect-instance-state',
    },
    Unsupported: {
      why: ({ type, zone }) => `its configuration is not supported, such as the type ${type} in ${zone}`,
      helps: 'Change its type to one that its zone and its image support.',
      topic: 'error-unsupported-operation',
    },
    UnsupportedOperation: {
      why: () => 'what was asked is not supported for it as it is',
      helps: 'Look at its type, its root volume and whether it is a Spot Instance.',
      topic: 'error-unsupported-operation',
    },
  }),
)

/** The last try, where it failed and it is stopped still. */
export function startRefused(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const failed = lastTry(facts)
  if (instance.state !== 'stopped' || failed?.error === undefined) return undefined
  // A try while it ran is no try to start it as it is now.
  if (failed.at < (transitionTime(facts) ?? findEndingCall(facts)?.at ?? instance.launchedAt ?? 0)) return undefined
  const refusal = refusals.get(failed.error)
  const why: Text = refusal === undefined ? text`AWS refused with ${code(failed.error)}` : [refusal.why(instance)]
  return {
    rule: 'start-refused',
    finding: text`${bold(`${visibleName(instance)} could not be started:`)} ${why}${atText(failed.at, facts.now)}.`,
    evidence: [failed.evidence],
    next: refusal === undefined ? undefined : [refusal.helps],
    actions: [
      startOffer(instance),
      historyOffer(instance),
      ...(refusal === undefined ? [] : [askOffer('What that error is', refusal.topic)]),
    ],
  }
}

type Try = { readonly at: number; readonly error: string | undefined; readonly evidence: Evidence }

/** The newest of CloudTrail's and Windlass's. */
export function lastTry({ trail, own }: InstanceFacts): Try | undefined {
  const calls = (known(trail) ?? [])
    .filter(({ name }) => name === 'StartInstances')
    .map((event): Try => ({ at: event.at, error: event.error?.code, evidence: trailEvidence(event) }))
  const steps = own.flatMap(({ at, kind, said, user, rule, outcome }): Try[] => {
    const isStart = /^\s*(?:<@[^>]*>\s*)?\/?ec2\s+start\b/i.test(said)
    if (!isStart || (kind !== 'step-refused' && kind !== 'step-accepted')) return []
    const isRefused = kind === 'step-refused'
    const says = text`${{ user }} ran ${code(said)}${isRefused ? `: ${outcome}` : ''}`
    return [{ at, error: isRefused ? rule : undefined, evidence: { at, says, source: 'windlass' } }]
  })
  return [...calls, ...steps].toSorted((one, other) => other.at - one.at)[0]
}
