/** What a role must allow for each function of the instance reader: commands declare the same in their `aws.read`. */
export const ec2Actions = {
  findInstances: ['ec2:DescribeInstances'],
  describeInstance: [
    'ec2:DescribeInstances',
    'ec2:DescribeInstanceStatus',
    'ec2:DescribeVolumes',
    'ec2:DescribeImages',
    'ec2:DescribeInstanceTypes',
    'ec2:DescribeInstanceAttribute',
  ],
} as const

export type Ec2Action = (typeof ec2Actions.describeInstance)[number]
