import type { DescribeLogGroupsRequest, DescribeLogGroupsResponse } from '@aws-sdk/client-cloudwatch-logs'
import { action } from '../action.ts'
import { groupArn, groupNameOf } from './log-group.ts'
import { logPage } from './log-page.ts'

export const describeLogGroups = action({
  name: 'DescribeLogGroups',
  resources: (_input: DescribeLogGroupsRequest, call) => [{ arn: `${groupArn('', call)}:*`, tags: new Map() }],
  run(input: DescribeLogGroupsRequest, call): DescribeLogGroupsResponse {
    const { logGroupNamePrefix: prefix = '', logGroupNamePattern: part = '' } = input
    const names = call.place.functions
      .filter(({ arn }) => call.lambdas.pastOf(arn, call).runs.length > 0)
      .map(groupNameOf)
      .filter((name) => name.startsWith(prefix) && name.toLowerCase().includes(part.toLowerCase()))
    const { items, ...next } = logPage([...new Set(names)].toSorted(), {
      limit: input.limit,
      token: input.nextToken,
      most: 50,
    })
    const logGroups = items.map((name) => ({
      logGroupName: name,
      arn: `${groupArn(name, call)}:*`,
      logGroupArn: groupArn(name, call),
      creationTime: call.now - 400 * 86_400_000,
      retentionInDays: 30,
      metricFilterCount: 0,
      storedBytes: 0,
      logGroupClass: 'STANDARD' as const,
    }))
    return { logGroups, ...next }
  },
})
