import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeRolePermissions, readRolePermissions } from '../../src/aws/iam-policy.ts'
import type { Target } from '../../src/core/plan.ts'
import { encodeMessage } from '../../src/playground/aws/iam/authorization-message.ts'
import { parsePolicy } from '../../src/playground/aws/iam/policy.ts'
import { assumedRole, ec2Error } from './answers.ts'
import { functionTarget } from './calling.ts'
import { stop, changing as withChangeRole } from './changing.ts'
import { bigger, type Changing, home, startChanging } from './changing-functions.ts'
import { ada, everything, surround } from './surroundings.ts'

let here: Changing
beforeEach(async () => {
  here = await startChanging()
})
afterEach(() => here.close())

const commands = [{ aws: { read: ['ec2:DescribeInstances'], change: ['ec2:StopInstances'] } }]
const generated = changeRolePermissions(commands).Statement
const decoding = generated.filter(({ Sid }) => Sid === 'WindlassDecodesDenials')

function mayOnly(role: string, statements: readonly object[]): void {
  const found = here.simulation.world.accounts[0]?.roles.find(({ name }) => name === role)
  if (found === undefined) throw new Error(`No ${role}`)
  found.policies = [parsePolicy({ Version: '2012-10-17', Statement: statements })]
}

async function checkout(): Promise<Target> {
  const selectors = [{ kind: 'name', name: 'checkout-1' }] as const
  const { instances } = await here.aws.readerFor(ada).findInstances({ ...everything, places: [home], selectors })
  const [found] = instances
  if (found === undefined) throw new Error('No checkout-1')
  const { id, place, state, type } = found
  const known = { owner: undefined, environment: undefined, isProduction: true, tags: {} }
  return { kind: 'instance', id, place, name: 'checkout-1', state, type, ...known }
}

async function stopped(isRehearsal = false) {
  const target = await checkout()
  const before = here.simulation.calls.length
  const changer = here.aws.changerFor({ requester: ada, change: 'CH4NGE', approver: 'U0BOB', isRehearsal })
  const acted = await changer.stopInstance(target, { hibernate: false })
  const arn = `arn:aws:ec2:${home.region}:${home.accountId}:instance/${target.id}`
  return { acted, arn, target, calls: here.simulation.calls.slice(before) }
}

const began = 'the role WindlassChange of production may not do ec2:StopInstances to it (UnauthorizedOperation). '
const usual = "An AWS administrator adds ec2:StopInstances to the role's policies, or lifts what denies it."

describe('a change that EC2 refuses', () => {
  test.each([false, true])('says what is missing (rehearsal: %s)', async (isRehearsal) => {
    mayOnly('WindlassChange', decoding)
    const { acted, arn } = await stopped(isRehearsal)
    expect(acted).toMatchObject({ kind: 'refused', code: 'UnauthorizedOperation', spreads: 'account' })
    expect(acted).toHaveProperty(
      'message',
      expect.stringContaining(
        `${began}What is missing in an identity-based policy: Allow ec2:StopInstances on ${arn}. An AWS administrator adds it.`,
      ),
    )
  })

  test('is decoded in a session of the change role, in the same name', async () => {
    mayOnly('WindlassChange', decoding)
    const { calls } = await stopped()
    expect(calls.map(({ action }) => action)).toEqual([
      'AssumeRole',
      'StopInstances',
      'AssumeRole',
      'DecodeAuthorizationMessage',
    ])
    expect(calls[3]).toMatchObject({
      callerArn: expect.stringMatching(/:assumed-role\/WindlassChange\/T0WORK-U0ADA$/),
      sourceIdentity: 'T0WORK-U0ADA',
      sessionTags: { 'windlass:person': 'T0WORK-U0ADA', 'windlass:change': 'CH4NGE', 'windlass:approver': 'U0BOB' },
    })
  })

  test('names the statement that denies, and on which condition', async () => {
    const Condition = { StringLike: { 'ec2:ResourceTag/Name': 'checkout-*' } }
    const deny = { Sid: 'NoCheckout', Effect: 'Deny', Action: 'ec2:Stop*', Resource: '*', Condition }
    mayOnly('WindlassChange', [...generated, deny])
    const { acted, arn } = await stopped()
    expect(acted).toHaveProperty(
      'message',
      expect.stringContaining(
        `${began}ec2:StopInstances on ${arn} is denied explicitly by the statement "NoCheckout" in an identity-based policy, on the condition StringLike ec2:ResourceTag/Name = checkout-*.`,
      ),
    )
  })

  test('shows the tags that a condition was not met by', async () => {
    const Condition = { StringEquals: { 'ec2:ResourceTag/Name': 'billing' } }
    mayOnly('WindlassChange', [...generated.map((each) => ({ ...each, Condition })), ...decoding])
    expect((await stopped()).acted).toHaveProperty(
      'message',
      expect.stringMatching(/adds it\. Where a statement allows it .* not met by .*ec2:ResourceTag\/Name = checkout-1/),
    )
  })

  test('says what it said before where the role may not decode', async () => {
    mayOnly('WindlassChange', [{ Effect: 'Allow', Action: 'lambda:*', Resource: '*' }])
    const { acted, calls } = await stopped()
    expect(acted).toHaveProperty('message', expect.stringContaining(`${began}${usual}`))
    expect(calls.at(-1)).toMatchObject({ action: 'DecodeAuthorizationMessage', outcome: 'AccessDenied' })
  })

  test.each(['hang', 'html', 'internal-error', 'other-format'] as const)(
    'says what it said before where decoding ends in %s',
    async (kind) => {
      mayOnly('WindlassChange', decoding)
      here.simulation.faults.add({ fault: { kind }, where: { action: 'DecodeAuthorizationMessage' } })
      const begun = performance.now()
      expect((await stopped()).acted).toHaveProperty('message', expect.stringContaining(`${began}${usual}`))
      expect(performance.now() - begun).toBeLessThan(5000)
    },
    10_000,
  )

  test('is not decoded where its message holds nothing encoded', async () => {
    const fault = { kind: 'error', code: 'UnauthorizedOperation', message: 'You may not.', status: 403 } as const
    here.simulation.faults.add({ fault, where: { action: 'StopInstances' } })
    expect((await stopped()).calls.map(({ action }) => action)).toEqual(['AssumeRole', 'StopInstances'])
  })
})

test('the session that decodes may do nothing else', async () => {
  const alone = await surround(
    (call) => (call.action === 'AssumeRole' ? assumedRole(call) : ec2Error('UnauthorizedOperation', 403)),
    { accounts: [withChangeRole] },
  )
  await stop(alone.aws.changerFor({ requester: ada, change: 'CH4NGE', isRehearsal: false }))
  const assumed = alone.stub.calls.filter(({ action }) => action === 'AssumeRole')
  const decoded = alone.stub.calls.find(({ action }) => action === 'DecodeAuthorizationMessage')
  await alone.close()
  expect(assumed.map(({ params }) => params.get('RoleArn'))).toEqual([
    withChangeRole.roles.change,
    withChangeRole.roles.change,
  ])
  expect(JSON.parse(assumed[1]?.params.get('Policy') ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:DecodeAuthorizationMessage', Resource: '*' }],
  })
  expect(decoded?.params.get('EncodedMessage')).toBe('c2VjcmV0')
})

test('a change of a function is decoded where its message holds something encoded', async () => {
  mayOnly('WindlassChange', [...decoding, { Effect: 'Allow', Action: 'lambda:*', Resource: '*' }])
  const context = { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-central-1:111122223333:key/k-1' }
  const message = `Encoded authorization failure message: ${encodeMessage(JSON.stringify({ explicitDeny: false, context }))}`
  here.simulation.faults.add({
    fault: { kind: 'error', code: 'AccessDeniedException', message, status: 403 },
    where: { action: 'UpdateFunctionConfiguration' },
  })
  const changer = here.aws.callerFor({ requester: ada, change: 'CH4NGE', isRehearsal: false })
  expect(await changer.changeFunction(functionTarget('order-intake', home), bigger)).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining(`missing in the role's policies: Allow kms:Decrypt on ${context.resource}.`),
  })
})

describe('a place that cannot be read', () => {
  const places = [home]
  const find = () => here.aws.readerFor(ada).findInstances({ ...everything, places })

  test('says what is missing', async () => {
    mayOnly('WindlassRead', readRolePermissions([]).Statement)
    expect((await find()).failures).toMatchObject([
      {
        code: 'UnauthorizedOperation',
        message: `The role WindlassRead of production may not do ec2:DescribeInstances in ${home.region} (UnauthorizedOperation). What is missing in an identity-based policy: Allow ec2:DescribeInstances on *. An AWS administrator adds it.`,
      },
    ])
    expect(here.simulation.calls.map(({ action }) => action)).toEqual([
      'AssumeRole',
      'DescribeInstances',
      'DecodeAuthorizationMessage',
    ])
  })

  test('says what it said before where the role may not decode', async () => {
    mayOnly('WindlassRead', [{ Effect: 'Allow', Action: 'lambda:*', Resource: '*' }])
    expect((await find()).failures).toMatchObject([
      {
        message: expect.stringMatching(/adds ec2:DescribeInstances to the role's policies, or lifts what denies it\.$/),
      },
    ])
  })
})
