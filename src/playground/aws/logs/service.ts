import * as client from '@aws-sdk/client-cloudwatch-logs'
import type { Service } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { jsonRefusals } from '../json-refusals.ts'
import { awsJsonProtocol } from '../wire/json-protocol.ts'
import { operationsOf } from '../wire/schema.ts'
import { describeLogGroups } from './describe-log-groups.ts'
import { describeLogStreams } from './describe-log-streams.ts'
import { filterLogEvents } from './filter-log-events.ts'
import { getLogEvents } from './get-log-events.ts'

const actions = [describeLogGroups, describeLogStreams, filterLogEvents, getLogEvents]

export const logsService: Service = {
  name: 'logs',
  protocol: awsJsonProtocol('1.1'),
  operations: operationsOf(client),
  actions: new Map(actions.map((action) => [action.name, action])),
  refusals: {
    ...jsonRefusals,
    broken: () => new AwsError('ServiceUnavailableException', 'The service cannot complete the request.', 500),
  },
}
