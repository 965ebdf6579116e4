import type { SpotInstanceRequest, SpotInstanceStatus } from '@aws-sdk/client-ec2'
import { moveAt } from '../aws/ec2/instance-at.ts'
import type { AwsPlace, Move, SimulatedInstance } from '../aws/world.ts'

/** The request that each Spot Instance was launched for. */
export function addSpotRequests({ instances, spotRequests }: AwsPlace, now: number): void {
  const launched = instances.filter(({ running }) => running.InstanceLifecycle === 'spot')
  spotRequests.push(...launched.map((simulated) => requestOf(simulated, now)))
}

function requestOf(simulated: SimulatedInstance, now: number): SpotInstanceRequest {
  const { running, id } = simulated
  const move = moveAt(simulated, now)
  const isTaken = move?.reason?.Code === 'Server.SpotInstanceTermination'
  return {
    SpotInstanceRequestId: running.SpotInstanceRequestId,
    InstanceId: id,
    Type: 'one-time',
    State: isTaken ? 'closed' : 'active',
    Status: isTaken ? takenAt(move) : fulfilledAt(running.LaunchTime),
    CreateTime: running.LaunchTime,
    LaunchedAvailabilityZone: running.Placement?.AvailabilityZone,
    ProductDescription: 'Linux/UNIX',
    InstanceInterruptionBehavior: 'terminate',
    Tags: [],
  }
}

const fulfilledAt = (UpdateTime: Date | undefined): SpotInstanceStatus => ({
  Code: 'fulfilled',
  Message: 'Your spot request is fulfilled.',
  UpdateTime,
})

const takenAt = ({ at }: Move): SpotInstanceStatus => ({
  Code: 'instance-terminated-no-capacity',
  Message: 'Your Spot Instance was terminated because there is no Spot capacity available that matches your request.',
  UpdateTime: new Date(at),
})
