import type { Activity, AutoScaling } from '@aws-sdk/client-auto-scaling'
import type { ScalingActivity } from '../core/ec2/evidence.ts'
import type { Read } from '../core/evidence.ts'
import type { Place } from '../core/place.ts'
import { listed } from './listed.ts'
import type { PlaceCalls } from './place-calls.ts'

const mostActivities = 50

type Of = { readonly place: Place; readonly group: string }

/** What a group did of late and why, newest first. */
export async function listScalingActivities(
  { place, group }: Of,
  calls: Pick<PlaceCalls, 'attemptScaling'>,
): Promise<Read<readonly ScalingActivity[]>> {
  const answer = await calls.attemptScaling(
    { place, action: 'autoscaling:DescribeScalingActivities' },
    readActivities(group),
  )
  if ('failure' in answer)
    return { unread: `What the Auto Scaling group ${group} did could not be read: ${answer.failure.message}` }
  return { value: answer.value.map(toActivity).toSorted((one, other) => other.at - one.at) }
}

export function readActivities(group: string) {
  return async (client: AutoScaling, abortSignal: AbortSignal): Promise<readonly Activity[]> => {
    const question = { AutoScalingGroupName: group, MaxRecords: mostActivities }
    const { Activities } = await client.describeScalingActivities(question, { abortSignal })
    return listed(Activities)
  }
}

function toActivity({ StartTime, StatusCode, Description = '', Cause = '', StatusMessage }: Activity) {
  return {
    at: StartTime?.getTime() ?? 0,
    status: StatusCode ?? '',
    description: Description,
    cause: Cause,
    message: StatusMessage === '' ? undefined : StatusMessage,
  }
}
