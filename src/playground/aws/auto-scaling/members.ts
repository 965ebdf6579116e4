import type { Instance, LifecycleState } from '@aws-sdk/client-auto-scaling'
import type { Call } from '../action.ts'
import { moveAt } from '../ec2/instance-at.ts'
import type { Fleet } from '../world.ts'

/** The instances that a group has now, as it sees them. */
export function membersOf({ members, suspended }: Fleet, { place, now, world }: Call): Instance[] {
  return members.flatMap((id): Instance[] => {
    const simulated = place.instances.find((one) => one.id === id)
    const move = simulated === undefined ? undefined : moveAt(simulated, now)
    if (simulated === undefined || move === undefined || move.state === 'gone') return []
    const { InstanceType, Placement } = simulated.running
    const isWell = move.state === 'running' || move.state === 'pending'
    // It looks from time to time, so a while goes by until it has noticed.
    const isNoticed = now - move.at >= world.pace.replacingMs / 2 && !suspended.includes('HealthCheck')
    return [
      {
        InstanceId: id,
        InstanceType,
        AvailabilityZone: Placement?.AvailabilityZone,
        LifecycleState: lifecycleOf(move.state),
        HealthStatus: isWell || !isNoticed ? 'Healthy' : 'Unhealthy',
        ProtectedFromScaleIn: false,
      },
    ]
  })
}

function lifecycleOf(state: string): LifecycleState {
  if (state === 'pending') return 'Pending'
  if (state === 'shutting-down') return 'Terminating'
  return state === 'terminated' ? 'Terminated' : 'InService'
}
