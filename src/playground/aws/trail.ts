import { uuidOf } from './id.ts'
import type { Caller } from './identity.ts'
import type { Admitted, Result } from './router.ts'

/** One call as CloudTrail writes it down (CloudTrail User Guide, "CloudTrail record contents"). */
export type TrailEvent = {
  readonly eventTime: string
  readonly eventSource: string
  readonly eventName: string
  readonly awsRegion: string
  /** An address, or the service that called in somebody's place. */
  readonly sourceIPAddress: string
  readonly userIdentity: UserIdentity
  readonly errorCode?: string
  readonly errorMessage?: string
  readonly requestParameters: unknown
  readonly responseElements: unknown
  readonly requestID: string
  readonly eventID: string
  readonly readOnly: boolean
  readonly eventType: 'AwsApiCall'
  readonly managementEvent: boolean
  readonly recipientAccountId: string
  readonly eventCategory: 'Management' | 'Data'
}

export type UserIdentity = {
  readonly type: 'AssumedRole' | 'IAMUser' | 'Root' | 'AWSService'
  readonly principalId?: string
  readonly arn?: string
  readonly accountId?: string
  readonly userName?: string
  /** The service that used the identity. */
  readonly invokedBy?: string
  readonly sessionContext?: {
    readonly sessionIssuer: {
      readonly type: 'Role'
      readonly principalId: string
      readonly arn: string
      readonly accountId: string
      readonly userName: string
    }
    readonly attributes: { readonly creationDate: string; readonly mfaAuthenticated: 'false' }
    readonly sourceIdentity?: string
  }
}

export const seconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`

/** The simulation listens on this machine only, so that is where everyone calls from. */
const loopback = '127.0.0.1'

/** AssumeRole changes nothing in CloudTrail's eyes. */
export const reading = /^(?:Describe|Get|List|Lookup|Decode|Assume|Converse)/

export function trailEvent({ service, action, caller, ...asked }: Admitted, result: Result, at: number): TrailEvent {
  const category = action === 'Invoke' ? 'Data' : 'Management'
  return {
    eventTime: seconds(at),
    eventSource: `${service.name}.amazonaws.com`,
    eventName: eventNameOf(service.name, action),
    awsRegion: asked.region,
    sourceIPAddress: loopback,
    userIdentity: userIdentity(caller),
    ...('error' in result ? failure(service.name, result.error) : {}),
    requestParameters: requestParameters(asked.input),
    responseElements:
      'output' in result ? responseElements({ service: service.name, action }, result.output, asked.requestId) : null,
    requestID: asked.requestId,
    eventID: uuidOf(`event/${asked.requestId}`),
    readOnly: reading.test(action),
    eventType: 'AwsApiCall',
    managementEvent: category === 'Management',
    recipientAccountId: caller.account,
    eventCategory: category,
  }
}

/** Lambda's older calls carry the date of their API (Lambda Developer Guide, "Logging Lambda API calls using CloudTrail"). */
const datedNames: Readonly<Record<string, string>> = {
  GetFunction: 'GetFunction20150331v2',
  GetFunctionConfiguration: 'GetFunctionConfiguration20150331v2',
  UpdateFunctionCode: 'UpdateFunctionCode20150331v2',
  UpdateFunctionConfiguration: 'UpdateFunctionConfiguration20150331v2',
  ListFunctions: 'ListFunctions20150331',
  ListVersionsByFunction: 'ListVersionsByFunction20150331',
  ListAliases: 'ListAliases20150331',
  GetAlias: 'GetAlias20150331',
  UpdateAlias: 'UpdateAlias20150331',
  PublishVersion: 'PublishVersion20150331',
  GetPolicy: 'GetPolicy20150331v2',
  ListEventSourceMappings: 'ListEventSourceMappings20150331',
  GetEventSourceMapping: 'GetEventSourceMapping20150331',
  CreateEventSourceMapping: 'CreateEventSourceMapping20150331',
  UpdateEventSourceMapping: 'UpdateEventSourceMapping20150331',
  DeleteEventSourceMapping: 'DeleteEventSourceMapping20150331',
  ListTags: 'ListTags20170331',
  PutFunctionConcurrency: 'PutFunctionConcurrency20171031',
  DeleteFunctionConcurrency: 'DeleteFunctionConcurrency20171031',
}

export const eventNameOf = (service: string, action: string): string =>
  service === 'lambda' ? (datedNames[action] ?? action) : action

function userIdentity({ account, arn, userId, principalArns, holder, session }: Caller): UserIdentity {
  const common = { principalId: userId, arn, accountId: account }
  if (session === undefined) return { type: 'IAMUser', ...common, userName: holder.name }
  const issuer = { principalId: holder.id, arn: principalArns[0] ?? arn, accountId: account, userName: holder.name }
  const { sourceIdentity, issuedAt } = session
  return {
    type: 'AssumedRole',
    ...common,
    sessionContext: {
      sessionIssuer: { type: 'Role', ...issuer },
      attributes: { creationDate: seconds(issuedAt), mfaAuthenticated: 'false' },
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
  }
}

/** EC2's codes stand there with the side that erred in front of them, others do not. */
function failure(service: string, { code, message, status }: { code: string; message: string; status: number }) {
  const side = service === 'ec2' ? (status < 500 ? 'Client.' : 'Server.') : ''
  return { errorCode: `${side}${code}`, errorMessage: message }
}

/** Names start in lower case; instance ids are items of a set, as EC2 writes them. */
function requestParameters(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return null
  const entries = Object.entries(input)
    .filter(isKept)
    .map(([name, value]) =>
      name === 'InstanceIds' && Array.isArray(value)
        ? ['instancesSet', { items: value.map((instanceId: unknown) => ({ instanceId })) }]
        : [lowered(name), name === 'Environment' ? {} : lowerNames(value)],
    )
  return Object.fromEntries(entries)
}

/** What a function or a model is given and gives, and what its environment holds, is nobody's who reads the trail. */
const isKept = ([name, value]: [string, unknown]): boolean => !unkept.has(name) && !(value instanceof Uint8Array)
const unkept = new Set(['LogResult', 'messages', 'system', 'toolConfig'])

function responseElements({ service, action }: Named, output: object, requestId: string): unknown {
  if (action === 'AssumeRole') {
    const { Credentials: _secret, ...rest } = { Credentials: undefined, ...output }
    return lowerNames(rest)
  }
  if (action === 'Invoke' || reading.test(action)) return null
  if (service === 'lambda') return lowerNames(output)
  const [changes] = Object.values(output).filter(Array.isArray)
  return {
    requestId,
    ...(changes === undefined ? { _return: true } : { instancesSet: { items: lowerNames(changes) } }),
  }
}

type Named = { readonly service: string; readonly action: string }

const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

function lowerNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerNames)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const kept = Object.entries(value).filter(isKept)
  return Object.fromEntries(kept.map(([name, item]) => [lowered(name), name === 'Environment' ? {} : lowerNames(item)]))
}
