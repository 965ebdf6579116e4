import type { Acted } from '../core/acted.ts'
import { type Account, placeName } from '../core/place.ts'
import type { Target } from '../core/plan.ts'
import { quote } from '../core/words.ts'
import { troublesOf } from './change-troubles.ts'
import type { ChangingAction } from './session-policy.ts'
import type { Trouble, TroubleKind } from './trouble.ts'

/** A call that changes an instance, as a sentence about its end has to name it. */
export type ChangeCall = {
  readonly action: ChangingAction
  readonly verb: 'started' | 'stopped' | 'hibernated' | 'rebooted' | 'terminated'
  readonly target: Target
  readonly account: Account
  /** The ARN of its change role. */
  readonly role: string
  readonly isRehearsal: boolean
  /** What AWS's encoded message says where it said no. */
  readonly denial?: string | undefined
}

type Refusal = Pick<Acted & { kind: 'refused' }, 'message' | 'spreads'>

/** The whole sentence for a call that did nothing, from the reason's own whole sentences. */
export function didNothing(reason: string, call: ChangeCall): string {
  return `${leadOf(call)}. ${reason}`
}

/** AWS said no, or was never reached. */
export function refusalOf({ kind, code, detail }: Trouble, call: ChangeCall): Refusal {
  const ofCode = byCode.get(code)
  if (ofCode !== undefined)
    return { message: `${leadOf(call)}: ${ofCode(call, code)}`, spreads: code === 'Blocked' ? 'account' : 'nowhere' }
  const asked = { ...call, service: 'EC2', region: call.target.place.region }
  return { message: `${leadOf(call)}: ${troublesOf(detail, asked)[kind]}`, spreads: spreadOf(kind) }
}

/** Of the account is what its role may not, and what Windlass has no credentials for; the rest is of the Region. */
function spreadOf(kind: TroubleKind): Refusal['spreads'] {
  if (kind === 'refused') return 'nowhere'
  return kind === 'denied' || kind === 'no-credentials' ? 'account' : 'place'
}

/** True where AWS's code alone says that nothing was done, whatever the HTTP status. */
export function isPlainNo(code: string): boolean {
  return byCode.has(code)
}

/** The call may have been carried out; a rehearsal never is. */
export function unknownSentence(why: string, call: ChangeCall): string {
  const { target, verb, isRehearsal } = call
  return isRehearsal
    ? `${called(target)} could not be rehearsed: ${why}. Nothing was changed. Ask again in a minute.`
    : `It is not known whether ${called(target)} was ${verb}: ${why}. Look at it with /ec2 show ${target.id} before it is tried again.`
}

export function whyUnknown({ kind, detail }: Trouble, service = 'EC2'): string {
  if (kind === 'timeout' || detail === 'ETIMEDOUT') return `${service} did not answer in time`
  if (kind === 'undecodable') return `what came back is not AWS's (${detail}), most often it is a proxy's page`
  if (kind === 'internal') return `${service} had an error of its own (${detail})`
  return `the connection broke off (${detail})`
}

function leadOf({ target, verb, isRehearsal }: ChangeCall): string {
  return `${called(target)} ${isRehearsal ? 'cannot be' : 'was not'} ${verb}`
}

function called({ id, name, place }: Target): string {
  return `${name === id ? id : `${name} (${id})`} in ${placeName(place)}`
}

type Clause = (call: ChangeCall, code: string) => string

const noCapacity: Clause = ({ target }, code) =>
  `AWS has no capacity for another ${target.type} in its Availability Zone now (${code}). Try again later, or change its type: a stopped instance cannot move to another zone.`

const quota: Clause = ({ account, target: { place, type } }, code) =>
  `${account.name} runs as much as its quota in ${place.region} allows for types like ${type} (${code}). Stop something there that nobody needs, or let an AWS administrator ask for more in Service Quotas.`

const gone: Clause = ({ target }, code) =>
  `it is not there any more (${code}). Look with /ec2 list ${quote(target.name)} for what is there now.`

const capacityCodes = [
  'InsufficientInstanceCapacity',
  'InsufficientHostCapacity',
  'InsufficientCapacity',
  'InsufficientCapacityOnHost',
  'InsufficientReservedInstanceCapacity',
]
const quotaCodes = ['InstanceLimitExceeded', 'VcpuLimitExceeded', 'MaxSpotInstanceCountExceeded']

/** EC2 API Reference, "Error codes"; what each means for an instance that is started, stopped, rebooted or terminated. */
const byCode: ReadonlyMap<string, Clause> = new Map<string, Clause>([
  ...capacityCodes.map((code) => [code, noCapacity] as const),
  ...quotaCodes.map((code) => [code, quota] as const),
  ['InvalidInstanceID.NotFound', gone],
  [
    'IncorrectInstanceState',
    ({ target }, code) =>
      `its state does not allow that (${code}); it was ${target.state} when the change was planned. Look at it with /ec2 show ${target.id} and ask again once it has come to rest.`,
  ],
  [
    'IncorrectSpotRequestState',
    (_call, code) =>
      `its Spot request does not allow that now (${code}). A Spot instance can be stopped and started only while it has a persistent request that is active or disabled.`,
  ],
  ['OperationNotPermitted', ({ verb }, code) => protection(verb, code)],
  [
    'UnsupportedHibernationConfiguration',
    (_call, code) =>
      `it is not set up for hibernation (${code}), which is chosen when an instance is launched. Stop it without --hibernate; what is in its memory is lost then.`,
  ],
  ['UnsupportedOperation', ({ verb }, code) => unsupported(verb, code)],
  [
    'Blocked',
    ({ account }, code) => `AWS has blocked ${account.name} (${code}). Whoever owns the account asks AWS Support why.`,
  ],
])

// A protection against being stopped counts for termination too (EC2 User Guide, "Enable stop protection").
function protection(verb: ChangeCall['verb'], code: string): string {
  const lifting = 'Whoever owns it lifts that at AWS first, if this is meant.'
  if (verb === 'stopped' || verb === 'hibernated') return `it is protected against being stopped (${code}). ${lifting}`
  if (verb === 'terminated') return `it is protected against being terminated or stopped (${code}). ${lifting}`
  return `AWS does not permit that for it (${code}). If a service of AWS runs it for you, that service has to do it.`
}

function unsupported(verb: ChangeCall['verb'], code: string): string {
  if (verb === 'hibernated')
    return `it cannot hibernate, or not yet (${code}): soon after its start it is not ready to. Try again in some minutes, or stop it without --hibernate.`
  if (verb === 'stopped')
    return `an instance of its kind cannot be stopped (${code}), only terminated: its root device is an instance store, or its Spot request is for one time only.`
  return `an instance of its kind cannot be ${verb} (${code}).`
}
