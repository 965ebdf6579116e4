import * as client from '@aws-sdk/client-pricing'
import type { Service } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { jsonRefusals } from '../json-refusals.ts'
import { awsJsonProtocol } from '../wire/json-protocol.ts'
import { operationsOf } from '../wire/schema.ts'
import { getProducts } from './get-products.ts'

/** The host is `api.pricing`, and it signs as `pricing`. */
export const pricingService: Service = {
  name: 'pricing',
  protocol: awsJsonProtocol('1.1'),
  operations: operationsOf(client),
  actions: new Map([[getProducts.name, getProducts]]),
  refusals: {
    ...jsonRefusals,
    broken: () =>
      new AwsError(
        'InternalErrorException',
        'An error on the server occurred during the processing of your request.',
        500,
      ),
  },
}
