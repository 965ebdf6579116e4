import { uuidOf } from '../aws/id.ts'
import type { Mapping, PolicyStatement } from '../aws/lambda/simulated-function.ts'
import type { FunctionRow, Trigger } from './aws-functions-row.ts'
import type { Place } from './aws-parts.ts'
import { agoMs } from './aws-row.ts'

type Polled = Extract<Trigger, { kind: 'sqs' | 'dynamodb' | 'kinesis' }>

const isPolled = (trigger: Trigger): trigger is Polled =>
  trigger.kind === 'sqs' || trigger.kind === 'dynamodb' || trigger.kind === 'kinesis'

/** Queues and streams that Lambda reads for the function. */
export function mappingsOf(
  { name, aliases = [], triggers = [] }: FunctionRow,
  { account, region, now }: Place,
): Mapping[] {
  const arn = `arn:aws:lambda:${region}:${account}:function:${name}`
  const alias = aliases.find((one) => one.name === 'live')
  return triggers.filter(isPolled).map((trigger): Mapping => {
    const isQueue = trigger.kind === 'sqs'
    return {
      id: uuidOf(`mapping/${arn}/${trigger.source}`),
      functionArn: alias === undefined ? arn : `${arn}:${alias.name}`,
      isEnabled: trigger.isOff !== true,
      settledAt: now - agoMs('40d'),
      configuration: {
        EventSourceArn: sourceArn(trigger, { account, region }),
        BatchSize: isQueue ? 10 : 100,
        MaximumBatchingWindowInSeconds: 0,
        LastModified: new Date(now - agoMs('40d')),
        StateTransitionReason: 'USER_INITIATED',
        FunctionResponseTypes: isQueue ? ['ReportBatchItemFailures'] : [],
        ...(isQueue
          ? {}
          : {
              StartingPosition: 'LATEST',
              ParallelizationFactor: 1,
              MaximumRetryAttempts: 3,
              MaximumRecordAgeInSeconds: 3600,
              BisectBatchOnFunctionError: true,
              LastProcessingResult: 'OK',
            }),
      },
    }
  })
}

function sourceArn({ kind, source }: Trigger, { account, region }: Pick<Place, 'account' | 'region'>): string {
  const here = `${region}:${account}`
  switch (kind) {
    case 'sqs':
      return `arn:aws:sqs:${here}:${source}`
    case 'dynamodb':
      return `arn:aws:dynamodb:${here}:table/${source}/stream/2025-02-14T09:31:07.114`
    case 'kinesis':
      return `arn:aws:kinesis:${here}:stream/${source}`
    case 's3':
      return `arn:aws:s3:::${source}`
    case 'events':
      return `arn:aws:events:${here}:rule/${source}`
    case 'sns':
      return `arn:aws:sns:${here}:${source}`
    case 'api':
      return `arn:aws:execute-api:${here}:${source}`
    default:
      return kind satisfies never
  }
}

const principals = { s3: 's3', events: 'events', sns: 'sns', api: 'apigateway' } as const

/** The others call the function themselves, and its policy allows them to. */
export function policyOf({ triggers = [], url, name }: FunctionRow, where: Place, target: string): PolicyStatement[] {
  const calling = triggers.flatMap((trigger): PolicyStatement[] => {
    if (isPolled(trigger)) return []
    return [
      {
        Sid: `${trigger.kind}-${uuidOf(`${name}/${trigger.source}`).slice(0, 8)}`,
        Effect: 'Allow',
        Principal: { Service: `${principals[trigger.kind]}.amazonaws.com` },
        Action: 'lambda:InvokeFunction',
        Resource: target,
        Condition: {
          ...(trigger.kind === 's3' ? { StringEquals: { 'AWS:SourceAccount': where.account } } : {}),
          ArnLike: { 'AWS:SourceArn': sourceArn(trigger, where) },
        },
      },
    ]
  })
  return url === 'NONE' ? [...calling, ...publicUrl(target)] : calling
}

const publicUrl = (target: string): PolicyStatement[] => [
  {
    Sid: 'FunctionURLAllowPublicAccess',
    Effect: 'Allow',
    Principal: '*',
    Action: 'lambda:InvokeFunctionUrl',
    Resource: target,
    Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
  },
]
