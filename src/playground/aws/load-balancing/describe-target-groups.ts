import type { DescribeTargetGroupsInput, DescribeTargetGroupsOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { queryPage } from '../query-page.ts'

/** Elastic Load Balancing API Reference, DescribeTargetGroups. */
const largestSize = 400

export const targetGroupNotFound = (): AwsError =>
  new AwsError('TargetGroupNotFound', 'One or more target groups not found')

export const describeTargetGroups = action({
  name: 'DescribeTargetGroups',
  run(input: DescribeTargetGroupsInput, { place: { balancing } }): DescribeTargetGroupsOutput {
    const { TargetGroupArns: arns = [], Names: names = [], LoadBalancerArn: balancer, Marker, PageSize } = input
    const groups = balancing.map(({ group }) => group)
    const isMissing =
      arns.some((arn) => !groups.some(({ TargetGroupArn }) => TargetGroupArn === arn)) ||
      names.some((name) => !groups.some(({ TargetGroupName }) => TargetGroupName === name))
    if (isMissing) throw targetGroupNotFound()
    const found = groups.filter(
      ({ TargetGroupArn, TargetGroupName, LoadBalancerArns = [] }) =>
        (arns.length === 0 || arns.includes(TargetGroupArn)) &&
        (names.length === 0 || names.includes(TargetGroupName)) &&
        (balancer === undefined || LoadBalancerArns.includes(balancer)),
    )
    const { items, next } = queryPage(found, { size: PageSize ?? largestSize, token: Marker })
    return { TargetGroups: items, NextMarker: next }
  },
})
