import type { DescribeLoadBalancersInput, DescribeLoadBalancersOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { queryPage } from '../query-page.ts'

/** Elastic Load Balancing API Reference, DescribeLoadBalancers. */
const largestSize = 400
const mostNamed = 20

export const describeLoadBalancers = action({
  name: 'DescribeLoadBalancers',
  run(input: DescribeLoadBalancersInput, { place: { balancing } }): DescribeLoadBalancersOutput {
    const { LoadBalancerArns: arns = [], Names: names = [], Marker, PageSize } = input
    if (arns.length > mostNamed || names.length > mostNamed)
      throw new AwsError('ValidationError', `The number of load balancers is limited to ${mostNamed}`)
    const all = balancing.flatMap(({ balancer }) => balancer ?? [])
    const missing =
      arns.find((arn) => !all.some(({ LoadBalancerArn }) => LoadBalancerArn === arn)) ??
      names.find((name) => !all.some(({ LoadBalancerName }) => LoadBalancerName === name))
    if (missing !== undefined) throw new AwsError('LoadBalancerNotFound', `Load balancers '[${missing}]' not found`)
    const found = all.filter(
      ({ LoadBalancerArn, LoadBalancerName }) =>
        (arns.length === 0 || arns.includes(LoadBalancerArn)) &&
        (names.length === 0 || names.includes(LoadBalancerName)),
    )
    const { items, next } = queryPage(found, { size: PageSize ?? largestSize, token: Marker })
    return { LoadBalancers: items, NextMarker: next }
  },
})
