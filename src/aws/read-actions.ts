import { describingActions } from '../core/ec2/parameters.ts'
import { describingFunctionActions } from '../core/lambda/parameters.ts'

/** What a role must allow for each function of the readers: commands declare the same in their `aws.read`. */
export const readActions = {
  findInstances: ['ec2:DescribeInstances'],
  describeInstance: describingActions,
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
  findFunctions: ['lambda:ListFunctions'],
  // Lambda gives a function without its tags to who may not list them (Lambda API reference, GetFunction).
  readFunction: ['lambda:GetFunction', 'lambda:ListTags'],
  describeFunction: describingFunctionActions,
  readEnvironment: ['lambda:GetFunctionConfiguration'],
  compareVersions: ['cloudwatch:GetMetricData'],
  countCalls: ['cloudwatch:GetMetricData'],
  findLogs: ['logs:FilterLogEvents'],
  measure: ['cloudwatch:GetMetricData'],
  findInstancePrices: ['pricing:GetProducts'],
  measureInstance: ['cloudwatch:GetMetricData'],
  readNetwork: ['ec2:DescribeSecurityGroups', 'ec2:DescribeNetworkAcls', 'ec2:DescribeRouteTables'],
  readSubnetRoutes: ['ec2:DescribeRouteTables'],
  readAccountConcurrency: ['lambda:GetAccountSettings', 'cloudwatch:GetMetricData'],
  measureLog: ['cloudwatch:GetMetricData'],
  readRegistrations: [
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeLoadBalancers',
  ],
  findSpotRequest: ['ec2:DescribeSpotInstanceRequests'],
  listTrail: ['cloudtrail:LookupEvents'],
  readConsole: ['ec2:GetConsoleOutput'],
  listScalingActivities: ['autoscaling:DescribeScalingActivities'],
  decodeDenial: ['sts:DecodeAuthorizationMessage'],
} as const

export type ReadAction = (typeof readActions)[keyof typeof readActions][number]

const services: ReadonlyMap<string, string> = new Map([
  ['ec2', 'EC2'],
  ['autoscaling', 'EC2 Auto Scaling'],
  ['elasticloadbalancing', 'Elastic Load Balancing'],
  ['lambda', 'Lambda'],
  ['cloudtrail', 'CloudTrail'],
  ['cloudwatch', 'CloudWatch'],
  ['logs', 'CloudWatch Logs'],
  ['sts', 'STS'],
  ['pricing', 'the AWS Price List'],
])

/** The service that an action is of, as AWS calls it. */
export function serviceOf(action: ReadAction): string {
  const [prefix = ''] = action.split(':')
  return services.get(prefix) ?? prefix
}
