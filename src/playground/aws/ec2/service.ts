import * as client from '@aws-sdk/client-ec2'
import type { Denial, Refusals, Service } from '../action.ts'
import { because } from '../authorize.ts'
import { AwsError } from '../aws-error.ts'
import { authorizationMessage, encodeMessage } from '../iam/authorization-message.ts'
import { ec2QueryProtocol } from '../wire/query-protocol.ts'
import { operationsOf } from '../wire/schema.ts'
import { describeAddresses } from './describe-addresses.ts'
import { describeImages } from './describe-images.ts'
import { describeInstanceAttribute } from './describe-instance-attribute.ts'
import { describeInstanceStatus } from './describe-instance-status.ts'
import { describeInstanceTypes } from './describe-instance-types.ts'
import { describeInstances } from './describe-instances.ts'
import { describeNetworkAcls } from './describe-network-acls.ts'
import { describeRouteTables } from './describe-route-tables.ts'
import { describeSecurityGroups } from './describe-security-groups.ts'
import { describeSpotInstanceRequests } from './describe-spot-instance-requests.ts'
import { describeVolumes } from './describe-volumes.ts'
import { getConsoleOutput } from './get-console-output.ts'
import { rebootInstances } from './reboot-instances.ts'
import { startInstances } from './start-instances.ts'
import { stopInstances } from './stop-instances.ts'
import { terminateInstances } from './terminate-instances.ts'

/** EC2 tells nobody what is wrong with a key. */
const authFailure = (): AwsError =>
  new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401)

/** EC2 API Reference, "Error codes". */
const refusals: Refusals = {
  unsigned: () => new AwsError('MissingParameter', 'The request must contain the parameter AWSAccessKeyId'),
  unknownKey: authFailure,
  badSignature: authFailure,
  badToken: authFailure,
  badRegion: authFailure,
  expired: () => new AwsError('RequestExpired', 'Request has expired.'),
  unknownAction: (name) => new AwsError('InvalidAction', `The action ${name} is not valid for this web service.`),
  denied: unauthorized,
  throttled: () => new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503),
}

function unauthorized(denial: Denial): AwsError {
  const { access, request, caller } = denial
  const on = request.resource === '*' ? '' : ` on resource: ${request.resource}`
  const message = authorizationMessage(access, request, { id: caller.userId, arn: caller.arn })
  return new AwsError(
    'UnauthorizedOperation',
    `You are not authorized to perform this operation. User: ${caller.arn} is not authorized to perform: ${request.action}${on} ${because(denial)}. Encoded authorization failure message: ${encodeMessage(message)}`,
    403,
  )
}

const actions = [
  describeAddresses,
  describeImages,
  describeInstanceAttribute,
  describeInstanceStatus,
  describeInstanceTypes,
  describeInstances,
  describeNetworkAcls,
  describeRouteTables,
  describeSecurityGroups,
  describeSpotInstanceRequests,
  describeVolumes,
  getConsoleOutput,
  rebootInstances,
  startInstances,
  stopInstances,
  terminateInstances,
]

export const ec2Service: Service = {
  name: 'ec2',
  protocol: ec2QueryProtocol('http://ec2.amazonaws.com/doc/2016-11-15/'),
  operations: operationsOf(client),
  actions: new Map(actions.map((action) => [action.name, action])),
  refusals,
}
