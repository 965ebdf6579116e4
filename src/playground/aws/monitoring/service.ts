import * as client from '@aws-sdk/client-cloudwatch'
import type { Service } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { jsonRefusals } from '../json-refusals.ts'
import { awsJsonProtocol } from '../wire/json-protocol.ts'
import { operationsOf } from '../wire/schema.ts'
import { getMetricData } from './get-metric-data.ts'

/** CloudWatch signs as `monitoring`, and IAM knows it as `cloudwatch`. */
export const monitoringService: Service = {
  name: 'monitoring',
  iamPrefix: 'cloudwatch',
  protocol: awsJsonProtocol('1.0'),
  operations: operationsOf(client),
  actions: new Map([[getMetricData.name, getMetricData]]),
  refusals: {
    ...jsonRefusals,
    broken: () =>
      new AwsError('InternalServiceFault', 'The request processing has failed due to some unknown error.', 500),
  },
}
