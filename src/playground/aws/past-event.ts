import { principalId, uuidOf } from './id.ts'
import { eventNameOf, reading, seconds, type TrailEvent, type UserIdentity } from './trail.ts'
import { roleArn, userArn } from './world.ts'

/** A call that somebody made before the simulation began, or that AWS makes by itself, as short as it can be said. */
export type PastEvent = {
  /** Milliseconds since 1970. */
  readonly at: number
  /** `ec2` */
  readonly service: string
  /** The action: `StopInstances`. */
  readonly name: string
  readonly doer: PastDoer
  /** An address or a service. */
  readonly from: string
  readonly parameters: unknown
  readonly answer?: unknown
  /** As CloudTrail writes it: EC2's with the side that erred in front. */
  readonly error?: { readonly code: string; readonly message: string }
}

export type PastDoer =
  | { readonly kind: 'root' }
  | { readonly kind: 'user'; readonly name: string }
  /** `by` is the service that uses the role, where one does. */
  | {
      readonly kind: 'role'
      readonly name: string
      readonly session: string
      readonly sourceIdentity?: string
      readonly by?: string
    }
  | { readonly kind: 'service'; readonly name: string }

type Where = { readonly account: string; readonly region: string }

export function pastTrailEvent(past: PastEvent, { account, region }: Where): TrailEvent {
  const { at, service, name, doer, from, parameters, answer = null, error } = past
  const mark = `past/${account}/${region}/${at}/${name}/${JSON.stringify(parameters)}`
  return {
    eventTime: seconds(at),
    eventSource: `${service}.amazonaws.com`,
    eventName: eventNameOf(service, name),
    awsRegion: region,
    sourceIPAddress: from,
    userIdentity: identityOf(doer, account, at),
    ...(error === undefined ? {} : { errorCode: error.code, errorMessage: error.message }),
    requestParameters: parameters,
    responseElements: answer,
    requestID: uuidOf(`request/${mark}`),
    eventID: uuidOf(mark),
    readOnly: reading.test(name),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  }
}

function identityOf(doer: PastDoer, account: string, at: number): UserIdentity {
  if (doer.kind === 'service') return { type: 'AWSService', invokedBy: doer.name }
  if (doer.kind === 'root')
    return { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account }
  const { name } = doer
  if (doer.kind === 'user') {
    const id = principalId('AIDA', `${account}/${name}`)
    return { type: 'IAMUser', principalId: id, arn: userArn(account, name), accountId: account, userName: name }
  }
  const { session, sourceIdentity, by } = doer
  const id = principalId('AROA', `${account}/${name}`)
  const issuer = { principalId: id, arn: roleArn(account, name), accountId: account, userName: name }
  return {
    type: 'AssumedRole',
    principalId: `${id}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${name}/${session}`,
    accountId: account,
    ...(by === undefined ? {} : { invokedBy: by }),
    sessionContext: {
      sessionIssuer: { type: 'Role', ...issuer },
      attributes: { creationDate: seconds(at), mfaAuthenticated: 'false' },
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
  }
}
