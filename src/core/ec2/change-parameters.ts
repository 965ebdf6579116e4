import type { Parameter } from '../parameter.ts'
import { placeParameters } from './parameters.ts'

/** What every command that changes instances takes. */
export const changeParameters = {
  instances: { kind: 'instances', about: 'ids, names, globs (web-*) or tag:key=value', placeholder: 'web-*' },
  ...placeParameters,
  reason: {
    kind: 'option',
    about: 'why, for the record and for everyone who sees the card',
    placeholder: '"OPS-412 patching"',
    parse: (word) => ({ ok: true, value: word }),
  },
} as const satisfies Record<string, Parameter>

/** What a plan reads: the instances, and what a change of them would touch beside them. */
export const planningActions = [
  'ec2:DescribeInstances',
  'ec2:DescribeInstanceAttribute',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeVolumes',
  'ec2:DescribeAddresses',
  'autoscaling:DescribeAutoScalingInstances',
  'autoscaling:DescribeAutoScalingGroups',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
] as const

/** What `describeInstance` reads beside that, to say why an instance is not where it should be. */
export const lookingActions = ['ec2:DescribeInstanceStatus', 'ec2:DescribeImages'] as const
