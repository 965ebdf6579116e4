import type { ActivitiesType, DescribeScalingActivitiesType } from '@aws-sdk/client-auto-scaling'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { queryPage } from '../query-page.ts'
import { activitiesOf } from './activities.ts'

/** EC2 Auto Scaling API Reference, DescribeScalingActivities. */
const most = 100

export const describeScalingActivities = action({
  name: 'DescribeScalingActivities',
  run(input: DescribeScalingActivitiesType, { place, now }): ActivitiesType {
    const { AutoScalingGroupName: name, ActivityIds: ids = [], MaxRecords: size = most, NextToken: token } = input
    if (size > most || size < 1)
      throw new AwsError('ValidationError', `The number of records must be from 1 to ${most}`)
    if ((input.Filters ?? []).length > 0)
      throw new AwsError('NotImplemented', 'The simulated organisation does not filter scaling activities.', 501)
    const fleets = place.fleets.filter(({ group }) => name === undefined || group.AutoScalingGroupName === name)
    if (name !== undefined && fleets.length === 0)
      throw new AwsError('ValidationError', `AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`)
    const found = fleets.flatMap((fleet) => activitiesOf(fleet, now))
    const { items, next } = queryPage(
      found.filter(({ ActivityId = '' }) => ids.length === 0 || ids.includes(ActivityId)),
      { size, token },
    )
    return { Activities: items, NextToken: next }
  },
})
