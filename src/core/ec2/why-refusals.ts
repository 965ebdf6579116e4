import type { Instance } from './instance.ts'
import type { Refused } from './why-tries.ts'

type Refusal = {
  readonly why: (instance: Instance, said: string) => string
  readonly helps: string
  readonly topic: string
}

/** Why AWS refused to start it; nothing where neither its words nor its code are known. */
export function refusalOf({ code, said }: Refused): Refusal | undefined {
  return bySaying.find(([words]) => words.test(said))?.[1] ?? byCode.get(code)
}

/** Of codes that stand for many things the words tell which. */
const bySaying: readonly (readonly [RegExp, Refusal])[] = [
  [
    // With InvalidParameterCombination, of an instance whose type was changed.
    /Elastic Network Adapter \(ENA\) is required/i,
    {
      why: ({ type }) => `the type ${type} needs enhanced networking (ENA), which is not enabled for it`,
      helps:
        'Change it back to its old type, or install the ENA driver in it and enable enaSupport while it is stopped; then start it.',
      topic: 'error-unsupported-operation',
    },
  ],
  [
    /not supported in your requested Availability Zone/i,
    {
      why: ({ type, zone }) => `AWS does not offer the type ${type} in ${zone}`,
      helps: 'Change its type to one that its zone has: a stopped instance cannot move to another zone.',
      topic: 'error-unsupported-operation',
    },
  ],
]

const inTheWrongState: Refusal = {
  why: () => 'something that belongs to it, like a volume or a network interface, was in the wrong state',
  helps: 'See that its volumes are attached and its network interface is there.',
  topic: 'error-incorrect-instance-state',
}

const quotaOf = (what: string, topic = 'error-instance-limit-exceeded'): Refusal => ({
  why: ({ place }) => `the account’s quota of ${what} in ${place.region} is used up`,
  helps: 'Stop what is not needed, or ask for a higher quota in Service Quotas.',
  topic,
})

/** EC2 API reference, "Error codes for the Amazon EC2 API". */
const byCode: ReadonlyMap<string, Refusal> = new Map(
  Object.entries<Refusal>({
    InsufficientInstanceCapacity: {
      why: ({ type, zone }) => `AWS had no room for the type ${type} in ${zone}`,
      helps: 'Wait some minutes and try again, or change its type while it is stopped.',
      topic: 'error-insufficient-instance-capacity',
    },
    InsufficientCapacityOnHost: {
      why: ({ type }) => `there was no room for the type ${type} on the Dedicated Host that it belongs on`,
      helps: 'Stop what nobody needs on that host, or have it start on another one (ModifyInstancePlacement).',
      topic: 'dedicated-hosts',
    },
    InsufficientHostCapacity: {
      why: () => 'AWS had no capacity for a Dedicated Host for it',
      helps: 'Wait some minutes and try again, or have it start on a host that is there.',
      topic: 'dedicated-hosts',
    },
    ReservationCapacityExceeded: {
      why: () => 'the Capacity Reservation that it is to start in is full',
      helps:
        'Enlarge that reservation, or let it start in another one or in none (ModifyInstanceCapacityReservationAttributes).',
      topic: 'capacity-reservations',
    },
    VcpuLimitExceeded: quotaOf('vCPUs'),
    InstanceLimitExceeded: quotaOf('instances'),
    MaxSpotInstanceCountExceeded: quotaOf('Spot Instances', 'error-max-spot'),
    UnauthorizedOperation: {
      why: (_, said) => `who tried may not start it${deniedBy(said)}`,
      helps:
        'Have someone start it who may, or have an AWS administrator allow ec2:StartInstances on it; where a policy denies it, one more permission does not help.',
      topic: 'error-unauthorized-operation',
    },
    IncorrectSpotRequestState: {
      why: () => 'its Spot request is not in a state in which it can be started',
      helps:
        'Within some minutes after a stop, wait and try again. Only AWS starts a Spot Instance that AWS stopped; whose request was cancelled does not start again.',
      topic: 'spot',
    },
    IncorrectInstanceState: {
      why: () => 'it was still in another state',
      helps: 'Wait until it is stopped, then start it.',
      topic: 'error-incorrect-instance-state',
    },
    IncorrectState: inTheWrongState,
    InvalidState: inTheWrongState,
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
    OptInRequired: {
      why: () =>
        'the account is not subscribed to the AWS Marketplace product that its image is of, or has not finished its sign-up',
      helps: 'Accept the terms of that product with this account, where AWS gives its address; then start it again.',
      topic: 'error-auth-failure',
    },
    PendingVerification: {
      why: ({ place }) => `AWS is still checking the account for ${place.region}`,
      helps: 'Wait, mostly some minutes, up to four hours; after that ask AWS Support.',
      topic: 'error-auth-failure',
    },
    Blocked: {
      why: () => 'AWS has blocked the account',
      helps: 'Whoever owns the account asks AWS Support why.',
      topic: 'error-auth-failure',
    },
  }),
)

/** IAM User Guide, "Troubleshoot access denied error messages": which kind of policy is to blame. */
function deniedBy(said: string): string {
  const [, denying] = /with an explicit deny in an? ((?:[\w-]+ ){1,3}policy|permissions boundary)/i.exec(said) ?? []
  if (denying !== undefined) return `: ${article(denying)} denies it explicitly`
  const [, lacking] = /because no ((?:[\w-]+ ){1,3}policy|permissions boundary) allows/i.exec(said) ?? []
  return lacking === undefined ? '' : `: no ${lacking} allows it`
}

function article(policy: string): string {
  return `${/^[aeiou]/i.test(policy) ? 'an' : 'a'} ${policy}`
}
