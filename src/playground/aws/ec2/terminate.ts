import type { Volume } from '@aws-sdk/client-ec2'
import type { Call } from '../action.ts'
import type { Agenda } from '../agenda.ts'
import { forgottenAfterMs } from '../pace.ts'
import type { AwsPlace, AwsWorld, SimulatedInstance } from '../world.ts'
import type { Target } from './change-action.ts'
import { moveOn } from './instance-at.ts'
import { byPerson } from './reasons.ts'

export type Moment = Pick<Call, 'place' | 'now'> & { readonly world: AwsWorld; readonly agenda: Agenda }

/** Returns when it will be terminated. A stopped instance has nothing to shut down. */
export function terminate({ simulated, state }: Target, { place, world, agenda, now }: Moment): number {
  const why = byPerson(now)
  const at = state === 'stopped' ? now : now + world.pace.shuttingDownMs
  moveOn(simulated, now, [
    ...(at === now ? [] : [{ at: now, state: 'shutting-down' as const, ...why }]),
    { at, state: 'terminated', ...why },
    { at: at + forgottenAfterMs, state: 'gone' },
  ])
  freeAddresses(simulated, place)
  agenda.at(at, () => {
    freeVolumes(simulated, place)
    for (const { targets } of place.balancing) without(targets, simulated.id)
  })
  return at
}

/** An Elastic IP address stays, and goes on costing, without its instance. */
function freeAddresses({ id }: SimulatedInstance, { addresses }: AwsPlace): void {
  const kept = addresses.map((address) => {
    if (address.InstanceId !== id) return address
    const { InstanceId: _i, AssociationId: _a, NetworkInterfaceId: _n, NetworkInterfaceOwnerId: _o, ...rest } = address
    const { PrivateIpAddress: _p, ...free } = rest
    return free
  })
  addresses.splice(0, addresses.length, ...kept)
}

function freeVolumes({ id }: SimulatedInstance, { volumes }: AwsPlace): void {
  const kept = volumes.flatMap((volume): Volume[] => {
    const attachment = volume.Attachments?.find(({ InstanceId }) => InstanceId === id)
    if (attachment === undefined) return [volume]
    return attachment.DeleteOnTermination === true ? [] : [{ ...volume, State: 'available', Attachments: [] }]
  })
  volumes.splice(0, volumes.length, ...kept)
}

export function without<Item>(list: Item[], item: Item): void {
  const index = list.indexOf(item)
  if (index !== -1) list.splice(index, 1)
}
