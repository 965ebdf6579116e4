import * as client from '@aws-sdk/client-lambda'
import type { Service } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { jsonRefusals } from '../json-refusals.ts'
import { restJsonProtocol } from '../wire/rest-json-protocol.ts'
import { operationsOf, statusesOf } from '../wire/schema.ts'
import { changeActions } from './change-actions.ts'
import { concurrencyActions } from './concurrency-actions.ts'
import { invoke } from './invoke.ts'
import { lookActions } from './look-actions.ts'
import { mappingActions } from './mapping-actions.ts'

const actions = [invoke, ...lookActions, ...mappingActions, ...concurrencyActions, ...changeActions]

export const lambdaService: Service = {
  name: 'lambda',
  protocol: restJsonProtocol,
  operations: operationsOf(client),
  statuses: statusesOf(client),
  actions: new Map(actions.map((action) => [action.name, action])),
  refusals: {
    ...jsonRefusals,
    throttled: () =>
      new AwsError('TooManyRequestsException', 'Rate exceeded', {
        status: 429,
        members: { Type: 'User', Reason: 'CallerRateLimitExceeded' },
      }),
    broken: () =>
      new AwsError('ServiceException', 'The service encountered an internal error.', {
        status: 500,
        members: { Type: 'Service' },
      }),
  },
}
