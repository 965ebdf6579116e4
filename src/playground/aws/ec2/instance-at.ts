import type { Instance, InstanceNetworkInterface, InstanceState, InstanceStateName } from '@aws-sdk/client-ec2'
import type { Move, SimulatedInstance } from '../world.ts'

/** EC2 API Reference, InstanceState. */
const codes: Readonly<Record<InstanceStateName, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
}

export const instanceState = (name: InstanceStateName): InstanceState => ({ Code: codes[name], Name: name })

/** The latest move that has happened. */
export function moveAt({ moves }: SimulatedInstance, now: number): Move | undefined {
  return moves.findLast(({ at }) => at <= now)
}

/** From now on this happens to it; what was to happen otherwise does not. */
export function moveOn(simulated: SimulatedInstance, now: number, moves: readonly Move[]): void {
  simulated.moves = [...simulated.moves.filter(({ at }) => at <= now), ...moves]
}

type Seen = { readonly move: Move | undefined; readonly running: Instance; readonly instance: Instance | undefined }

const seen = new WeakMap<SimulatedInstance, Seen>()

/**
 * The instance as EC2 describes it now; nothing before its launch and once it is forgotten. Frozen, and the same object
 * until something about it changes.
 */
export function instanceAt(simulated: SimulatedInstance, now: number): Instance | undefined {
  const { running } = simulated
  const move = moveAt(simulated, now)
  const known = seen.get(simulated)
  if (known !== undefined && known.move === move && known.running === running) return known.instance
  const instance =
    move === undefined || move.state === 'gone' ? undefined : Object.freeze(shown(running, move, move.state))
  seen.set(simulated, { move, running, instance })
  return instance
}

function shown(running: Instance, { transition = '', reason }: Move, state: InstanceStateName): Instance {
  const now: Instance = {
    ...running,
    State: instanceState(state),
    StateTransitionReason: transition,
    ...(reason === undefined ? {} : { StateReason: reason }),
  }
  if (state === 'stopped') return withoutLease(now)
  return state === 'terminated' ? withoutPlace(now) : now
}

/** A public address that is no Elastic IP address goes back to Amazon when the instance stops. */
function withoutLease(instance: Instance): Instance {
  const { PublicIpAddress: _address, NetworkInterfaces = [], ...rest } = instance
  const isElastic = NetworkInterfaces.some(({ Association, OwnerId }) => Association?.IpOwnerId === OwnerId)
  if (isElastic) return instance
  return { ...rest, PublicDnsName: '', NetworkInterfaces: NetworkInterfaces.map(withoutAssociation) }
}

function withoutAssociation({ Association: _lease, ...rest }: InstanceNetworkInterface): InstanceNetworkInterface {
  const addresses = (rest.PrivateIpAddresses ?? []).map(({ Association: _own, ...address }) => address)
  return { ...rest, PrivateIpAddresses: addresses }
}

function withoutPlace(instance: Instance): Instance {
  const { PublicIpAddress: _public, PrivateIpAddress: _private, VpcId: _vpc, SubnetId: _subnet, ...rest } = instance
  const nothing = { BlockDeviceMappings: [], NetworkInterfaces: [], SecurityGroups: [] }
  return { ...rest, ...nothing, PrivateDnsName: '', PublicDnsName: '' }
}
