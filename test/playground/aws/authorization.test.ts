import { expect, test } from 'vitest'
import { parsePolicy } from '../../../src/playground/aws/iam/policy.ts'
import type { AwsWorld } from '../../../src/playground/aws/world.ts'
import { account, credentialsOf, failureOf, readCredentials, startedAws } from './simulation.ts'

const production = account('production')
const right = { RoleArn: production.roles.read, RoleSessionName: 'T0-U0ADA', ExternalId: production.externalId }
const session = 'arn:aws:sts::111122223333:assumed-role/WindlassRead/T0-U0ADA'

function setReadPolicy({ accounts }: AwsWorld, ...statements: object[]): void {
  for (const { roles } of accounts) {
    const policies = [parsePolicy({ Statement: statements })]
    roles.filter(({ name }) => name === 'WindlassRead').forEach((role) => Object.assign(role, { policies }))
  }
}

const encodedIn = (message: string): string =>
  / Encoded authorization failure message: ([\w-]+)$/.exec(message)?.[1] ?? ''

test('what no policy allows is refused with a message that STS decodes', async () => {
  const { sts, ec2, aws } = await startedAws()
  setReadPolicy(aws.world, { Effect: 'Allow', Action: ['ec2:DescribeVolumes', 'sts:Decode*'], Resource: '*' })
  const credentials = credentialsOf((await sts().assumeRole(right)).Credentials)
  const failure = await failureOf(ec2(credentials).describeInstances({}))
  expect(failure).toMatchObject({ code: 'UnauthorizedOperation', status: 403 })
  expect(failure.message).toMatch(
    `You are not authorized to perform this operation. User: ${session} is not authorized to perform: ec2:DescribeInstances because no identity-based policy allows the ec2:DescribeInstances action. Encoded authorization failure message: `,
  )
  const { DecodedMessage = '' } = await sts(credentials).decodeAuthorizationMessage({
    EncodedMessage: encodedIn(failure.message),
  })
  expect(JSON.parse(DecodedMessage)).toMatchObject({
    allowed: false,
    explicitDeny: false,
    matchedStatements: { items: [] },
    context: { principal: { arn: session }, action: 'ec2:DescribeInstances', resource: '*' },
  })
  expect((await failureOf(ec2(credentials).describeVolumes({}))).code).toBe('none')
})

test('an explicit deny is named, on the very resource, with the statement that denied', async () => {
  const { sts, ec2, reader, aws } = await startedAws()
  const all = await (await reader('production')).describeInstances({
    Filters: [{ Name: 'tag:Name', Values: ['orders-db', 'grafana'] }],
  })
  const [database = '', grafana = ''] = all.Reservations?.map(({ Instances }) => Instances?.[0]?.InstanceId ?? '') ?? []
  setReadPolicy(
    aws.world,
    { Effect: 'Allow', Action: '*', Resource: '*' },
    {
      Sid: 'NotOrders',
      Effect: 'Deny',
      Action: 'ec2:*',
      Resource: '*',
      Condition: { StringEquals: { 'ec2:ResourceTag/team': 'orders' } },
    },
  )
  const credentials = credentialsOf((await sts().assumeRole(right)).Credentials)
  const asking = (InstanceId: string) =>
    failureOf(ec2(credentials).describeInstanceAttribute({ InstanceId, Attribute: 'userData' }))
  expect((await asking(grafana)).code).toBe('none')
  const failure = await asking(database)
  expect(failure.message).toContain(
    `on resource: arn:aws:ec2:eu-central-1:111122223333:instance/${database} with an explicit deny in an identity-based policy`,
  )
  const { DecodedMessage = '' } = await sts(credentials).decodeAuthorizationMessage({
    EncodedMessage: encodedIn(failure.message),
  })
  expect(JSON.parse(DecodedMessage)).toMatchObject({
    explicitDeny: true,
    matchedStatements: { items: [{ statementId: 'NotOrders', effect: 'DENY' }] },
  })
})

test('a session policy narrows what the role may do', async () => {
  const { sts, ec2 } = await startedAws()
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'ec2:DescribeInstances',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      },
    ],
  })
  const credentials = credentialsOf((await sts().assumeRole({ ...right, Policy })).Credentials)
  expect((await failureOf(ec2(credentials, 'eu-west-1').describeInstances({}))).code).toBe('none')
  const elsewhere = await failureOf(ec2(credentials, 'us-east-1').describeInstances({}))
  expect(elsewhere.message).toContain('because no session policy allows the ec2:DescribeInstances action')
  expect((await failureOf(ec2(credentials, 'eu-west-1').describeVolumes({}))).code).toBe('UnauthorizedOperation')
})

test('a dry run that is not allowed says so', async () => {
  const { reader, aws } = await startedAws()
  setReadPolicy(aws.world, { Effect: 'Allow', Action: 's3:*', Resource: '*' })
  const failure = await failureOf((await reader('production')).describeInstances({ DryRun: true }))
  expect(failure.code).toBe('UnauthorizedOperation')
})

test('what the role may not is refused before it is said that it is not simulated', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const InstanceIds = ['i-0123456789abcdef0']
  expect((await failureOf(ec2.terminateInstances({ InstanceIds }))).code).toBe('UnauthorizedOperation')
  expect((await failureOf(ec2.describeVpcs({}))).code).toBe('NotImplemented')
})

test('a message that nobody encoded is not decoded, and decoding needs a permission', async () => {
  const { sts, aws } = await startedAws()
  const failure = await failureOf(sts().decodeAuthorizationMessage({ EncodedMessage: 'nonsense' }))
  expect(failure).toMatchObject({ code: 'InvalidAuthorizationMessageException', message: 'Message is not valid.' })
  setReadPolicy(aws.world, { Effect: 'Allow', Action: 'ec2:*', Resource: '*' })
  const without = sts(await readCredentials(sts(), 'production'))
  expect(await failureOf(without.decodeAuthorizationMessage({ EncodedMessage: 'nonsense' }))).toMatchObject({
    code: 'AccessDenied',
    message: /is not authorized to perform: sts:DecodeAuthorizationMessage because no identity-based policy allows/,
  })
})

test('an action that the running command did not declare is refused and marked in the log', async () => {
  const { reader, aws } = await startedAws()
  aws.allowOnly(['ec2:DescribeInstances'])
  const ec2 = await reader('production')
  expect((await failureOf(ec2.describeInstances({}))).code).toBe('none')
  expect(await failureOf(ec2.describeVolumes({}))).toMatchObject({
    code: 'UnauthorizedOperation',
    message: /did not declare/,
  })
  expect(aws.calls.filter(({ isUndeclared }) => isUndeclared).map(({ action }) => action)).toEqual(['DescribeVolumes'])
  aws.allowOnly(undefined)
  expect((await failureOf(ec2.describeVolumes({}))).code).toBe('none')
})
