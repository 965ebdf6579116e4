import * as client from '@aws-sdk/client-sts'
import type { Service } from '../action.ts'
import { queryRefusals } from '../query-refusals.ts'
import { awsQueryProtocol } from '../wire/query-protocol.ts'
import { operationsOf } from '../wire/schema.ts'
import { assumeRole } from './assume-role.ts'
import { decodeAuthorizationMessage } from './decode-authorization-message.ts'
import { getCallerIdentity } from './get-caller-identity.ts'

export const stsService: Service = {
  name: 'sts',
  protocol: awsQueryProtocol('https://sts.amazonaws.com/doc/2011-06-15/'),
  operations: operationsOf(client),
  actions: new Map([assumeRole, decodeAuthorizationMessage, getCallerIdentity].map((action) => [action.name, action])),
  refusals: queryRefusals('2011-06-15'),
}
