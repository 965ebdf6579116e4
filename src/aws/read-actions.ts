/** What a role must allow for each function of the instance reader: commands declare the same in their `aws.read`. */
export const readActions = {
  findInstances: ['ec2:DescribeInstances'],
  describeInstance: [
    'ec2:DescribeInstances',
    'ec2:DescribeInstanceStatus',
    'ec2:DescribeVolumes',
    'ec2:DescribeImages',
    'ec2:DescribeInstanceTypes',
    'ec2:DescribeInstanceAttribute',
  ],
  describeSurroundings: [
    'ec2:DescribeInstances',
    'ec2:DescribeVolumes',
    'ec2:DescribeAddresses',
    'ec2:DescribeInstanceTypes',
    'ec2:DescribeInstanceAttribute',
    'autoscaling:DescribeAutoScalingInstances',
    'autoscaling:DescribeAutoScalingGroups',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
  ],
} as const

export type ReadAction = (typeof readActions)['describeInstance' | 'describeSurroundings'][number]

/** The service that an action is of, as AWS calls it. */
export function serviceOf(action: ReadAction): string {
  if (action.startsWith('autoscaling:')) return 'EC2 Auto Scaling'
  return action.startsWith('elasticloadbalancing:') ? 'Elastic Load Balancing' : 'EC2'
}
