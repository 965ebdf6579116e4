import * as client from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Service } from '../action.ts'
import { queryRefusals } from '../query-refusals.ts'
import { awsQueryProtocol } from '../wire/query-protocol.ts'
import { operationsOf } from '../wire/schema.ts'
import { describeLoadBalancers } from './describe-load-balancers.ts'
import { describeTargetGroups } from './describe-target-groups.ts'
import { describeTargetHealth } from './describe-target-health.ts'

export const loadBalancingService: Service = {
  name: 'elasticloadbalancing',
  protocol: awsQueryProtocol('http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/'),
  operations: operationsOf(client),
  actions: new Map(
    [describeLoadBalancers, describeTargetGroups, describeTargetHealth].map((action) => [action.name, action]),
  ),
  refusals: queryRefusals('2015-12-01'),
}
