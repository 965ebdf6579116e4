import type { AutoScalingInstancesType, DescribeAutoScalingInstancesType } from '@aws-sdk/client-auto-scaling'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { queryPage } from '../query-page.ts'
import { membersOf } from './members.ts'

/** EC2 Auto Scaling API Reference, DescribeAutoScalingInstances. */
const most = 50

export const describeAutoScalingInstances = action({
  name: 'DescribeAutoScalingInstances',
  run(input: DescribeAutoScalingInstancesType, call): AutoScalingInstancesType {
    const { InstanceIds: ids = [], MaxRecords: size = most, NextToken: token } = input
    if (ids.length > most || size > most || size < 1)
      throw new AwsError('ValidationError', `No more than ${most} instances can be asked for at once`)
    const members = call.place.fleets.flatMap((fleet) =>
      membersOf(fleet, call).map((member) => ({
        ...member,
        AutoScalingGroupName: fleet.group.AutoScalingGroupName,
        // In upper case here, unlike in DescribeAutoScalingGroups.
        HealthStatus: member.HealthStatus?.toUpperCase(),
      })),
    )
    const found = members.filter(({ InstanceId = '' }) => ids.length === 0 || ids.includes(InstanceId))
    const { items, next } = queryPage(found, { size, token })
    return { AutoScalingInstances: items, NextToken: next }
  },
})
