import * as client from '@aws-sdk/client-bedrock-runtime'
import type { Service } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { jsonRefusals } from '../json-refusals.ts'
import { restJsonProtocol } from '../wire/rest-json-protocol.ts'
import { operationsOf, statusesOf } from '../wire/schema.ts'
import { converseStream } from './converse-stream.ts'

/** The half of Bedrock that answers; signed for as `bedrock`, like the half that administers it. */
export const bedrockService: Service = {
  name: 'bedrock',
  protocol: restJsonProtocol,
  operations: operationsOf(client),
  statuses: statusesOf(client),
  actions: new Map([[converseStream.name, converseStream]]),
  refusals: {
    ...jsonRefusals,
    throttled: () => new AwsError('ThrottlingException', 'Too many requests, please wait before trying again.', 429),
    broken: () =>
      new AwsError('InternalServerException', 'The system encountered an unexpected error during processing.', 500),
  },
}
