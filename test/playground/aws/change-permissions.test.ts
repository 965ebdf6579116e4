import type { EC2 } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { parsePolicy } from '../../../src/playground/aws/iam/policy.ts'
import type { AwsSimulation } from '../../../src/playground/aws/organisation.ts'
import { account, failureOf, simulatedIn, startedAws } from './simulation.ts'

const region = 'arn:aws:ec2:eu-central-1:444455556666'
const allow = (Action: string | string[], Resource = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
})
const policy = (...Statement: object[]) => ({ Policy: JSON.stringify({ Version: '2012-10-17', Statement }) })
const decrypting = allow('kms:CreateGrant', '*', { Bool: { 'kms:GrantIsForAWSResource': 'true' } })

test('a session for one action on one instance does that and nothing else', async () => {
  const { aws, changer } = await startedAws()
  const [one, other] = ['loadtest-1', 'loadtest-2'].map((name) => simulatedIn(aws, name).id)
  const ec2 = await changer('staging', undefined, policy(allow('ec2:StopInstances', `${region}:instance/${one}`)))
  const codes = [
    await failureOf(ec2.stopInstances({ InstanceIds: [one ?? '', other ?? ''] })),
    await failureOf(ec2.rebootInstances({ InstanceIds: [one ?? ''] })),
    await failureOf(ec2.stopInstances({ InstanceIds: [one ?? ''] })),
  ]
  expect(codes.map(({ code }) => code)).toEqual(['UnauthorizedOperation', 'UnauthorizedOperation', 'none'])
  expect(codes[0]?.message).toContain(
    `ec2:StopInstances on resource: ${region}:instance/${other} because no session policy allows the ec2:StopInstances action`,
  )
})

function setChangePolicy({ world }: AwsSimulation, ...statements: object[]): void {
  for (const { roles } of world.accounts)
    for (const role of roles)
      if (role.name === 'WindlassChange') role.policies = [parsePolicy({ Statement: statements })]
}

test.each<[string, object, string]>([
  ['a tag of the instance', { 'ec2:ResourceTag/team': 'platform' }, 'none'],
  ['the same by its global name', { 'aws:ResourceTag/team': 'platform' }, 'none'],
  ['a tag that it has otherwise', { 'ec2:ResourceTag/team': 'shop' }, 'UnauthorizedOperation'],
  ['a tag of the session', { 'aws:PrincipalTag/change': 'CH42' }, 'none'],
  ['a tag that the session has otherwise', { 'aws:PrincipalTag/change': 'CH43' }, 'UnauthorizedOperation'],
  ['the person', { 'aws:SourceIdentity': 'T0-U0ADA' }, 'none'],
  ['another person', { 'aws:SourceIdentity': 'T0-U0LIN' }, 'UnauthorizedOperation'],
])('a role may be bound to %s', async (_, condition, code) => {
  const { aws, changer } = await startedAws()
  setChangePolicy(aws, allow('ec2:RebootInstances', '*', { StringEquals: condition }))
  const ec2 = await changer('staging', undefined, { Tags: [{ Key: 'change', Value: 'CH42' }] })
  const InstanceIds = [simulatedIn(aws, 'loadtest-1').id]
  expect((await failureOf(ec2.rebootInstances({ InstanceIds }))).code).toBe(code)
})

async function startedWith(given: object): Promise<{ ec2: EC2; shown: () => Promise<unknown> }> {
  const { aws, changer, reader, clock } = await startedAws()
  const ec2 = await changer('staging', undefined, given)
  const InstanceIds = [simulatedIn(aws, 'grafana-staging').id]
  const answer = await ec2.startInstances({ InstanceIds })
  expect(answer.StartingInstances).toMatchObject([{ CurrentState: { Name: 'pending' } }])
  clock.time += 25_000
  const all = await reader('staging')
  return { ec2, shown: async () => (await all.describeInstances({ InstanceIds })).Reservations?.[0]?.Instances?.[0] }
}

test('an instance with encrypted volumes that its starter may not have decrypted is stopped again', async () => {
  const { shown } = await startedWith(policy(allow('ec2:StartInstances')))
  expect(await shown()).toMatchObject({
    State: { Name: 'stopped' },
    StateReason: { Code: 'Client.InternalError', Message: 'Client.InternalError: Client error on launch' },
  })
})

test.each<[string, object, string]>([
  ['the role alone decides', {}, 'running'],
  ['the session may decrypt', policy(allow('ec2:StartInstances'), decrypting), 'running'],
  [
    'the session may decrypt by way of EC2',
    policy(
      allow('ec2:StartInstances'),
      allow('kms:CreateGrant', '*', { StringEquals: { 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com' } }),
    ),
    'running',
  ],
  [
    'the session may decrypt by way of another service',
    policy(
      allow('ec2:StartInstances'),
      allow('kms:CreateGrant', '*', { StringEquals: { 'kms:ViaService': 'rds.eu-central-1.amazonaws.com' } }),
    ),
    'stopped',
  ],
  [
    'the session may decrypt with another key',
    policy(allow('ec2:StartInstances'), allow('kms:CreateGrant', 'arn:aws:kms:eu-central-1:444455556666:key/other')),
    'stopped',
  ],
])('where %s an encrypted instance is %s', async (...[, given, state]) => {
  const { shown } = await startedWith(given)
  expect(await shown()).toMatchObject({ State: { Name: state } })
})

test('plain volumes need no key', async () => {
  const { aws, changer, clock } = await startedAws()
  const ec2 = await changer('staging', undefined, policy(allow(['ec2:StartInstances', 'ec2:Describe*'])))
  const database = simulatedIn(aws, 'orders-db-staging')
  database.moves = [{ at: 0, state: 'stopped' }]
  await ec2.startInstances({ InstanceIds: [database.id] })
  clock.time += 25_000
  const { Reservations } = await ec2.describeInstances({ InstanceIds: [database.id] })
  expect(Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe('running')
})

test('every account but the sandbox has a role to change with', () => {
  expect(['production', 'staging', 'sandbox'].map((name) => account(name).roles.change)).toEqual([
    'arn:aws:iam::111122223333:role/WindlassChange',
    'arn:aws:iam::444455556666:role/WindlassChange',
    undefined,
  ])
})
