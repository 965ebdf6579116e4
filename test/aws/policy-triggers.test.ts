import { describe, expect, test } from 'vitest'
import { sourceName } from '../../src/aws/arn-names.ts'
import { policyTriggers } from '../../src/aws/policy-triggers.ts'

const here = 'eu-central-1:111122223333'

const statement = (principal: unknown, condition?: unknown, more: Record<string, unknown> = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'lambda:InvokeFunction',
  ...(condition === undefined ? {} : { Condition: condition }),
  ...more,
})
const from = (arn: string | string[]) => ({ ArnLike: { 'AWS:SourceArn': arn } })
const triggers = (statements: unknown) =>
  policyTriggers(JSON.stringify({ Statement: statements }), 'live').map(({ kind, name }) => `${kind}: ${name}`)

test.each([
  ['s3', 'arn:aws:s3:::harbour-photos', 'S3: harbour-photos'],
  ['sns', `arn:aws:sns:${here}:orders-paid`, 'SNS: orders-paid'],
  ['events', `arn:aws:events:${here}:rule/nightly-close`, 'EventBridge: nightly-close'],
  ['events', `arn:aws:events:${here}:rule/shop-bus/order-made`, 'EventBridge: order-made'],
  ['apigateway', `arn:aws:execute-api:${here}:a1b2/*/POST/orders`, 'API Gateway: POST /orders of a1b2'],
  ['apigateway', `arn:aws:execute-api:${here}:a1b2/*/*/orders/{id}`, 'API Gateway: /orders/{id} of a1b2'],
  ['apigateway', `arn:aws:execute-api:${here}:a1b2/*/*/*`, 'API Gateway: a1b2'],
  ['apigateway', `arn:aws:execute-api:${here}:a1b2/*/$default`, 'API Gateway: $default of a1b2'],
  ['logs.eu-central-1', `arn:aws:logs:${here}:log-group:/aws/x:*`, 'CloudWatch Logs: /aws/x'],
  ['lambda.alarms.cloudwatch', `arn:aws:cloudwatch:${here}:alarm:disk-full`, 'CloudWatch alarm: disk-full'],
  ['elasticloadbalancing', `arn:aws:elasticloadbalancing:${here}:targetgroup/web/6d0ecf83`, 'Load balancer: web'],
  ['cognito-idp', `arn:aws:cognito-idp:${here}:userpool/eu-central-1_x`, 'Cognito: eu-central-1_x'],
  ['somethingnew', `arn:aws:somethingnew:${here}:thing/x`, 'somethingnew.amazonaws.com: x'],
])('%s with %s is %s', (service, arn, expected) => {
  expect(triggers([statement({ Service: `${service}.amazonaws.com` }, from(arn))])).toEqual([expected])
})

test.each([
  ['table/orders/stream/2025-02-14T09:31:07.114', 'dynamodb', 'orders'],
  ['stream/clicks', 'kinesis', 'clicks'],
  ['stream/clicks/consumer/x:1', 'kinesis', 'clicks'],
  ['cluster/events/5f2c-1', 'kafka', 'events'],
  ['stock-changes', 'sqs', 'stock-changes'],
])('the event source %s of %s is called %s', (resource, service, expected) => {
  expect(sourceName(`arn:aws:${service}:${here}:${resource}`)).toBe(expected)
})

describe('who else may invoke', () => {
  test.each([
    [{ AWS: 'arn:aws:iam::444455556666:root' }, undefined, ['Account: 444455556666']],
    [{ AWS: 'arn:aws:iam::444455556666:role/deploy' }, undefined, ['Account: role/deploy of 444455556666']],
    [{ AWS: '444455556666' }, undefined, ['Account: 444455556666']],
    ['*', undefined, ['Anyone: any']],
    [{ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1' } }, ['Organisation: o-a1']],
    [{ Service: 's3.amazonaws.com' }, { StringEquals: { 'AWS:SourceAccount': '111122223333' } }, ['S3: 111122223333']],
    [{ Service: 'sns.amazonaws.com' }, undefined, ['SNS: any']],
    [
      { Service: ['sns.amazonaws.com', 's3.amazonaws.com'] },
      from([`arn:aws:sns:${here}:a`, 'arn:aws:s3:::b']),
      ['SNS: a', 'SNS: b', 'S3: a', 'S3: b'],
    ],
    ['*', { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }, []],
  ])('%j under %j: %j', (principal, condition, expected) => {
    expect(triggers(statement(principal, condition))).toEqual(expected)
  })

  test('a denial, a function URL and the right to read are no triggers', () => {
    const other = [
      statement('*', undefined, { Effect: 'Deny' }),
      statement('*', undefined, { Action: 'lambda:InvokeFunctionUrl' }),
      statement({ AWS: '444455556666' }, undefined, { Action: ['lambda:GetFunction'] }),
    ]
    expect(triggers(other)).toEqual([])
  })

  test('twice the same is said once, and each with the alias it is for', () => {
    const twice = statement({ Service: 's3.amazonaws.com' }, from('arn:aws:s3:::b'))
    expect(policyTriggers(JSON.stringify({ Statement: [twice, twice] }), 'live')).toEqual([
      { kind: 'S3', name: 'b', qualifier: 'live', state: undefined, id: undefined, lastResult: undefined },
    ])
  })
})

test.each(['null', '[]', '{}', '{"Statement":[null,"x",{}]}'])('a policy of %s has none', (policy) => {
  expect(policyTriggers(policy, undefined)).toEqual([])
})

test('a policy that is no JSON cannot be read', () => {
  expect(() => policyTriggers('<policy>', undefined)).toThrow('no JSON')
})
