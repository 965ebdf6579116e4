import { randomBytes } from 'node:crypto'
import type { AssumeRoleRequest } from '@aws-sdk/client-sts'
import { expect, test } from 'vitest'
import { parsePolicy } from '../../../src/playground/aws/iam/policy.ts'
import type { AwsWorld } from '../../../src/playground/aws/world.ts'
import { account, credentialsOf, failureOf, noon, readCredentials, startedAws } from './simulation.ts'

const production = account('production')
const right = { RoleArn: production.roles.read, RoleSessionName: 'T0-U0ADA', ExternalId: production.externalId }
const user = 'arn:aws:iam::111122223333:user/windlass'
const denied = (action: string): string =>
  `User: ${user} is not authorized to perform: ${action} on resource: ${production.roles.read}`

test('a session has the role, the name, the identity and the tags that it was opened with', async () => {
  const { sts, ec2, aws } = await startedAws()
  const Tags = [{ Key: 'change', Value: 'CH42' }]
  const answer = await sts().assumeRole({ ...right, SourceIdentity: 'T0-U0ADA', Tags, DurationSeconds: 900 })
  expect(answer).toMatchObject({
    AssumedRoleUser: { Arn: 'arn:aws:sts::111122223333:assumed-role/WindlassRead/T0-U0ADA' },
    SourceIdentity: 'T0-U0ADA',
  })
  expect(answer.AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA\w{17}:T0-U0ADA$/)
  expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
  expect(answer.Credentials?.Expiration).toEqual(new Date(noon + 900_000))
  await ec2(credentialsOf(answer.Credentials)).describeInstances({})
  expect(aws.calls.at(-1)).toMatchObject({
    service: 'ec2',
    action: 'DescribeInstances',
    account: '111122223333',
    region: 'eu-central-1',
    sessionName: 'T0-U0ADA',
    sourceIdentity: 'T0-U0ADA',
    sessionTags: { change: 'CH42' },
    outcome: 'ok',
  })
})

test('the caller is the user, or the session of a role', async () => {
  const { sts } = await startedAws()
  expect(await sts().getCallerIdentity({})).toMatchObject({ Account: '111122223333', Arn: user })
  const session = sts(await readCredentials(sts(), 'staging'))
  expect(await session.getCallerIdentity({})).toMatchObject({
    Account: '444455556666',
    Arn: 'arn:aws:sts::444455556666:assumed-role/WindlassRead/T0-U0',
  })
})

type Change = (world: AwsWorld) => void
const asTrust =
  (statement: object): Change =>
  ({ accounts }) => {
    const role = accounts[0]?.roles.find(({ name }) => name === 'WindlassRead')
    if (role === undefined) throw new Error('no such role')
    role.trust = parsePolicy({ Statement: { Effect: 'Allow', Action: 'sts:*', ...statement } })
  }
const asOwnPolicy =
  (statement: object): Change =>
  ({ accounts }) => {
    const bot = accounts[0]?.users[0]
    if (bot === undefined) throw new Error('no such user')
    bot.policies = [parsePolicy({ Statement: { Effect: 'Allow', Action: 'sts:*', Resource: '*', ...statement } })]
  }
const asIs: Change = () => undefined
const nothingOfItsOwn = asOwnPolicy({ Action: 's3:GetObject' })
const tagged = { Tags: [{ Key: 'change', Value: 'CH42' }] }
const identified = { SourceIdentity: 'T0-U0ADA' }
const staging = { RoleArn: account('staging').roles.read, ExternalId: account('staging').externalId }

test.each<[string, Change, Partial<AssumeRoleRequest>, string]>([
  ['everything in order', asIs, { ...tagged, ...identified }, 'the call succeeded'],
  ['no ExternalId', asIs, { ExternalId: undefined }, denied('sts:AssumeRole')],
  ['another ExternalId', asIs, { ExternalId: 'guessed' }, denied('sts:AssumeRole')],
  [
    'a trust that names somebody else',
    asTrust({ Principal: { AWS: 'arn:aws:iam::111122223333:user/other' } }),
    {},
    denied('sts:AssumeRole'),
  ],
  ['a trust in the account', asTrust({ Principal: { AWS: '111122223333' } }), {}, 'the call succeeded'],
  ['a trust in its root', asTrust({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), {}, 'the call succeeded'],
  ['a trust in a service', asTrust({ Principal: { Service: 'ec2.amazonaws.com' } }), {}, denied('sts:AssumeRole')],
  [
    'a trust without tags',
    asTrust({ Principal: { AWS: user }, Action: 'sts:AssumeRole' }),
    tagged,
    denied('sts:TagSession'),
  ],
  [
    'a trust without identity',
    asTrust({ Principal: { AWS: user }, Action: 'sts:AssumeRole' }),
    identified,
    denied('sts:SetSourceIdentity'),
  ],
  [
    'a trust in certain tags',
    asTrust({ Principal: { AWS: user }, Condition: { StringEquals: { 'aws:RequestTag/change': 'CH43' } } }),
    tagged,
    denied('sts:AssumeRole'),
  ],
  [
    'a trust in certain session names',
    asTrust({ Principal: { AWS: user }, Condition: { StringLike: { 'sts:RoleSessionName': 'T0-U0A*' } } }),
    {},
    'the call succeeded',
  ],
  [
    'a trust in other session names',
    asTrust({ Principal: { AWS: user }, Condition: { StringLike: { 'sts:RoleSessionName': 'T1-*' } } }),
    {},
    denied('sts:AssumeRole'),
  ],
  [
    'a denying trust',
    asTrust({ Principal: { AWS: user }, Effect: 'Deny' }),
    {},
    `${denied('sts:AssumeRole')} with an explicit deny in a resource-based policy`,
  ],
  ['no policy of its own, in its account', nothingOfItsOwn, {}, 'the call succeeded'],
  [
    'no policy of its own, across accounts',
    nothingOfItsOwn,
    staging,
    `User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${staging.RoleArn}`,
  ],
  [
    'a denying policy of its own',
    asOwnPolicy({ Effect: 'Deny' }),
    {},
    `${denied('sts:AssumeRole')} with an explicit deny in an identity-based policy`,
  ],
  [
    'a role that is not there',
    asIs,
    { RoleArn: 'arn:aws:iam::111122223333:role/Nobody' },
    `User: ${user} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/Nobody`,
  ],
])('with %s', async (...[, change, input, message]) => {
  const { sts, aws } = await startedAws()
  change(aws.world)
  const failure = await failureOf(sts().assumeRole({ ...right, ...input }))
  expect(failure.message).toBe(message)
  if (failure.code !== 'none') expect(failure).toMatchObject({ code: 'AccessDenied', status: 403 })
})

test.each<[Partial<AssumeRoleRequest>, string, string]>([
  [
    { RoleSessionName: 'T0:U0' },
    'ValidationError',
    String.raw`1 validation error detected: Value 'T0:U0' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*`,
  ],
  [
    { RoleSessionName: 'T' },
    'ValidationError',
    "1 validation error detected: Value 'T' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
  ],
  [
    { DurationSeconds: 899 },
    'ValidationError',
    "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
  ],
  [
    { DurationSeconds: 3601 },
    'ValidationError',
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  ],
  [
    { RoleSessionName: 'a b', SourceIdentity: 'c d' },
    'ValidationError',
    String.raw`2 validation errors detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*; Value 'c d' at 'sourceIdentity' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*`,
  ],
  [{ Policy: '{"Statement":' }, 'MalformedPolicyDocumentException', 'Syntax errors in policy.'],
  [
    { Policy: ' '.repeat(2049) },
    'ValidationError',
    `1 validation error detected: Value '${' '.repeat(2049)}' at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048`,
  ],
  [
    {
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'A', Value: '2' },
      ],
    },
    'InvalidParameterValue',
    'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  ],
  [
    { SerialNumber: 'arn:aws:iam::111122223333:mfa/ada', TokenCode: '123456' },
    'NotImplemented',
    'The simulated organisation does not know SerialNumber of AssumeRole.',
  ],
])('%j is refused', async (input, code, message) => {
  const { sts } = await startedAws()
  const failure = await failureOf(sts().assumeRole({ ...right, ...input }))
  expect([failure.code, failure.message]).toEqual([code, message])
})

test('policy and tags together can be too large, each alone being small enough', async () => {
  const { sts } = await startedAws()
  const Tags = Array.from({ length: 50 }, (_, index) => ({
    Key: `key-${index}`,
    Value: randomBytes(96).toString('hex'),
  }))
  const answer = await sts().assumeRole({ ...right, Tags: Tags.slice(0, 5) })
  expect(answer.PackedPolicySize).toBeGreaterThan(10)
  expect(answer.PackedPolicySize).toBeLessThan(100)
  expect(await failureOf(sts().assumeRole({ ...right, Tags }))).toMatchObject({
    code: 'PackedPolicyTooLargeException',
    message: /^Packed size of session tags consumes \d{3}% of allotted space\.$/,
    status: 400,
  })
})

test('a session lasts at most an hour when the role is assumed from another role', async () => {
  const { sts, aws } = await startedAws()
  for (const { roles } of aws.world.accounts)
    roles.forEach((role) => Object.assign(role, { maxSessionSeconds: 43_200 }))
  const host = await sts().assumeRole({
    RoleArn: 'arn:aws:iam::111122223333:role/WindlassHost',
    RoleSessionName: 'i-0host',
  })
  const chained = sts(credentialsOf(host.Credentials))
  const asking = (DurationSeconds: number) => failureOf(chained.assumeRole({ ...right, DurationSeconds }))
  expect((await asking(3600)).code).toBe('none')
  expect(await asking(3601)).toMatchObject({
    code: 'ValidationError',
    message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
  })
})

test('transitive tags and the source identity go along to the next role, and the identity cannot be changed', async () => {
  const { sts, ec2, aws } = await startedAws()
  const host = await sts().assumeRole({
    RoleArn: 'arn:aws:iam::111122223333:role/WindlassHost',
    RoleSessionName: 'i-0host',
    SourceIdentity: 'T0-U0ADA',
    Tags: [
      { Key: 'change', Value: 'CH42' },
      { Key: 'local', Value: 'x' },
    ],
    TransitiveTagKeys: ['change'],
  })
  const chained = sts(credentialsOf(host.Credentials))
  const next = await chained.assumeRole(right)
  await ec2(credentialsOf(next.Credentials)).describeInstances({})
  expect(aws.calls.at(-1)).toMatchObject({ sourceIdentity: 'T0-U0ADA', sessionTags: { change: 'CH42' } })
  expect(aws.calls.at(-1)?.sessionTags).not.toHaveProperty('local')
  const failure = await failureOf(chained.assumeRole({ ...right, SourceIdentity: 'T0-U0LIN' }))
  expect(failure).toMatchObject({ code: 'AccessDenied', message: /sts:SetSourceIdentity/ })
})
