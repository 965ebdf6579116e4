import type { AutoScalingGroup, AutoScalingGroupNamesType, AutoScalingGroupsType } from '@aws-sdk/client-auto-scaling'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { queryPage } from '../query-page.ts'
import { membersOf } from './members.ts'

/** EC2 Auto Scaling API Reference, DescribeAutoScalingGroups. */
const usualSize = 50
const largestSize = 100

export const describeAutoScalingGroups = action({
  name: 'DescribeAutoScalingGroups',
  run(input: AutoScalingGroupNamesType, call): AutoScalingGroupsType {
    const { AutoScalingGroupNames: names = [], MaxRecords: size = usualSize, NextToken: token, Filters = [] } = input
    if (size > largestSize || size < 1)
      throw new AwsError('ValidationError', `The number of records must be from 1 to ${largestSize}`)
    if (Filters.length > 0)
      throw new AwsError('NotImplemented', 'The simulated organisation does not filter Auto Scaling groups.', 501)
    const found = call.place.fleets.filter(
      ({ group }) => names.length === 0 || names.includes(group.AutoScalingGroupName),
    )
    const { items, next } = queryPage(found, { size, token })
    const groups = items.map((fleet): AutoScalingGroup => {
      const processes = fleet.suspended.map((ProcessName) => ({ ProcessName, SuspensionReason: 'User suspended' }))
      return { ...fleet.group, Instances: membersOf(fleet, call), SuspendedProcesses: processes }
    })
    return { AutoScalingGroups: groups, NextToken: next }
  },
})
