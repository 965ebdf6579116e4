import type { Activity } from '@aws-sdk/client-auto-scaling'
import { uuidOf } from '../id.ts'
import { seconds } from '../trail.ts'
import type { Fleet, FleetActivity } from '../world.ts'

type Span = { readonly at: number; readonly until: number }

/** In the words of the EC2 Auto Scaling User Guide, "Verify a scaling activity". */
export const ending = (id: string, { at, until }: Span): FleetActivity => ({
  at,
  until,
  description: `Terminating EC2 instance: ${id}`,
  cause: `At ${seconds(at)} an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.`,
})

/** EC2 Auto Scaling User Guide, "Troubleshoot unhealthy instances". */
export const statusCheckFailed = (at: number): string =>
  `At ${seconds(at)} an instance was taken out of service in response to an EC2 instance status check failure.`

export const launching = (id: string, { at, until }: Span): FleetActivity => ({
  at,
  until,
  description: `Launching a new EC2 instance: ${id}`,
  cause: `At ${seconds(at)} an instance was launched in response to an unhealthy instance needing to be replaced.`,
})

/** Newest first, for six weeks (EC2 Auto Scaling API Reference, DescribeScalingActivities). */
export function activitiesOf({ group, activities }: Fleet, now: number): Activity[] {
  return activities
    .filter(({ at }) => at <= now && at > now - 42 * 86_400_000)
    .toSorted((one, other) => one.at - other.at)
    .toReversed()
    .map((activity) => toActivity(activity, group, now))
}

function toActivity(
  { at, until, description, cause, failure }: FleetActivity,
  { AutoScalingGroupName, AutoScalingGroupARN }: Fleet['group'],
  now: number,
): Activity {
  const isOver = until <= now
  return {
    ActivityId: uuidOf(`activity/${AutoScalingGroupName}/${at}/${description}`),
    AutoScalingGroupName,
    AutoScalingGroupARN,
    Description: description,
    Cause: cause,
    StartTime: new Date(at),
    StatusCode: isOver ? (failure === undefined ? 'Successful' : 'Failed') : 'InProgress',
    Progress: isOver ? 100 : 50,
    ...(isOver ? { EndTime: new Date(until) } : {}),
    ...(isOver && failure !== undefined ? { StatusMessage: failure } : {}),
  }
}
