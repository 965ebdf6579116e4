import * as client from '@aws-sdk/client-auto-scaling'
import type { Service } from '../action.ts'
import { queryRefusals } from '../query-refusals.ts'
import { awsQueryProtocol } from '../wire/query-protocol.ts'
import { operationsOf } from '../wire/schema.ts'
import { describeAutoScalingGroups } from './describe-auto-scaling-groups.ts'
import { describeAutoScalingInstances } from './describe-auto-scaling-instances.ts'
import { describeScalingActivities } from './describe-scaling-activities.ts'

const actions = [describeAutoScalingGroups, describeAutoScalingInstances, describeScalingActivities]

export const autoScalingService: Service = {
  name: 'autoscaling',
  protocol: awsQueryProtocol('http://autoscaling.amazonaws.com/doc/2011-01-01/'),
  operations: operationsOf(client),
  actions: new Map(actions.map((action) => [action.name, action])),
  refusals: queryRefusals('2011-01-01'),
}
