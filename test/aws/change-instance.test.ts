import { afterEach, describe, expect, test } from 'vitest'
import { ec2Error, stsError } from './answers.ts'
import {
  answering,
  changeRole,
  changing,
  done,
  hibernate,
  reboot,
  start,
  stop,
  target,
  terminate,
  usual,
} from './changing.ts'
import type { Reply } from './stub.ts'
import { ada, type Surroundings, surround } from './surroundings.ts'

let here: Surroundings
afterEach(() => here.close())

const use = { requester: ada, change: 'CH4NGE', isRehearsal: false }
const changer = (more: Partial<typeof use & { approver: string }> = {}) => here.aws.changerFor({ ...use, ...more })
const ec2Calls = () => here.stub.calls.filter(({ service }) => service === 'ec2')
const stsCalls = () => here.stub.calls.filter(({ service }) => service === 'sts')

const every = [
  { action: 'StartInstances', change: start, more: {} },
  { action: 'StopInstances', change: stop, more: {} },
  { action: 'StopInstances', change: hibernate, more: { Hibernate: 'true' } },
  { action: 'RebootInstances', change: reboot, more: {} },
  { action: 'TerminateInstances', change: terminate, more: {} },
]

describe.each(every)('$action $more', ({ action, change, more }) => {
  test('is one call on one instance, in a session for exactly that', async () => {
    here = await surround(usual, { accounts: [changing] })
    expect(await change(changer({ approver: 'U0BOB' }))).toEqual({ kind: 'accepted', requestId: 'r-1' })
    const [call] = ec2Calls()
    expect(ec2Calls()).toHaveLength(1)
    expect(Object.fromEntries(call?.params ?? [])).toEqual({
      Action: action,
      Version: '2016-11-15',
      'InstanceId.1': 'i-0abc',
      ...more,
    })
    const { Policy = '', ...session } = Object.fromEntries(stsCalls()[0]?.params ?? [])
    expect(session).toEqual({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: changeRole,
      RoleSessionName: 'T0WORK-U0ADA',
      SourceIdentity: 'T0WORK-U0ADA',
      ExternalId: 'ext-1',
      DurationSeconds: '900',
      'Tags.member.1.Key': 'windlass:person',
      'Tags.member.1.Value': 'T0WORK-U0ADA',
      'Tags.member.2.Key': 'windlass:change',
      'Tags.member.2.Value': 'CH4NGE',
      'Tags.member.3.Key': 'windlass:approver',
      'Tags.member.3.Value': 'U0BOB',
    })
    expect(Policy.length).toBeLessThanOrEqual(2048)
    const [own, ...beside] = JSON.parse(Policy).Statement
    expect(own).toEqual({
      Effect: 'Allow',
      Action: `ec2:${action}`,
      Resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0abc',
    })
    expect(beside.map((each: { Action: string }) => each.Action)).toEqual(change === start ? ['kms:CreateGrant'] : [])
  })

  test('that is rehearsed is the same call, which AWS only says it would do', async () => {
    here = await answering(ec2Error('DryRunOperation', 412))
    expect(await change(changer({ isRehearsal: true }))).toEqual({ kind: 'accepted', requestId: 'r-2' })
    expect(Object.fromEntries(ec2Calls()[0]?.params ?? [])).toMatchObject({ DryRun: 'true', Action: action, ...more })
  })

  test('that is rehearsed and done nevertheless is not called a rehearsal', async () => {
    here = await surround(usual, { accounts: [changing] })
    expect(await change(changer({ isRehearsal: true }))).toMatchObject({ kind: 'unknown', code: 'NotRehearsed' })
  })

  test('that AWS refuses has changed nothing, and says why', async () => {
    here = await answering(ec2Error('IncorrectInstanceState'))
    expect(await change(changer())).toEqual({
      kind: 'refused',
      code: 'IncorrectInstanceState',
      message: expect.stringContaining('web-1 (i-0abc) in production, eu-central-1 was not '),
      requestId: 'r-2',
      spreads: 'nowhere',
    })
    expect(ec2Calls()).toHaveLength(1)
  })

  test('that was throttled never ran, and is tried again', async () => {
    here = await answering((attempt) =>
      attempt < 2 ? ec2Error('RequestLimitExceeded', 503) : (done[action] ?? 'reset'),
    )
    expect(await change(changer())).toMatchObject({ kind: 'accepted' })
    expect(ec2Calls()).toHaveLength(2)
  })
})

test('starting lets EC2 use the keys of encrypted volumes, and only EC2 for itself', async () => {
  here = await surround(usual, { accounts: [changing] })
  await start(changer())
  expect(JSON.parse(stsCalls()[0]?.params.get('Policy') ?? '').Statement[1]).toEqual({
    Effect: 'Allow',
    Action: 'kms:CreateGrant',
    Resource: '*',
    Condition: {
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
      StringLike: { 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com' },
    },
  })
})

test("the instance's ARN is of the partition that the role is of", async () => {
  const china = {
    ...changing,
    roles: { ...changing.roles, change: 'arn:aws-cn:iam::111122223333:role/WindlassChange' },
  }
  here = await surround(usual, { accounts: [china] })
  await stop(changer())
  expect(JSON.parse(stsCalls()[0]?.params.get('Policy') ?? '').Statement[0].Resource).toMatch(/^arn:aws-cn:ec2:/)
})

test('every step begins a session of its own', async () => {
  here = await surround(usual, { accounts: [changing] })
  const one = changer()
  await stop(one)
  await stop(one)
  expect(stsCalls()).toHaveLength(2)
})

describe('before AWS is asked', () => {
  test('an account without a change role is read-only', async () => {
    here = await surround(usual)
    expect(await stop(changer())).toEqual({
      kind: 'refused',
      code: 'NoChangeRole',
      message:
        'production is read-only: no change role is configured for it. Whoever runs Windlass names one as roles.change in windlass.yaml.',
      requestId: undefined,
      spreads: 'nowhere',
    })
    expect(here.stub.calls).toEqual([])
  })

  test.each(['', 'i-', 'i-*', 'i-0abc/../*', 'web-1'])('"%s" is no instance', async (id) => {
    here = await surround(usual, { accounts: [changing] })
    const acted = await changer().terminateInstance({ ...target, id })
    expect(acted).toMatchObject({ kind: 'refused', code: 'NoTarget' })
    expect(here.stub.calls).toEqual([])
  })

  test('an account that is configured no more', async () => {
    here = await surround(usual, { accounts: [{ ...changing, id: '999999999999' }] })
    expect(await stop(changer())).toMatchObject({ kind: 'refused', code: 'NoAccount' })
    expect(here.stub.calls).toEqual([])
  })
})

describe('a role that cannot be assumed', () => {
  test('ends every step, and EC2 is asked under no other name', async () => {
    here = await surround((call) => (call.action === 'AssumeRole' ? stsError('AccessDenied') : usual(call)), {
      accounts: [changing],
    })
    expect(await stop(changer())).toMatchObject({
      kind: 'refused',
      code: 'NoRole',
      message: expect.stringMatching(
        /^web-1 \(i-0abc\) in production, eu-central-1 was not stopped\. Windlass could not assume the role WindlassChange of production\./,
      ),
      spreads: 'account',
    })
    expect(ec2Calls()).toEqual([])
  })

  test('in one Region is assumed in another', async () => {
    here = await surround(
      (call) =>
        call.action === 'AssumeRole' && call.region === 'eu-central-1' ? stsError('InternalFailure', 500) : usual(call),
      { accounts: [changing] },
    )
    expect(await stop(changer())).toMatchObject({ kind: 'accepted' })
    expect(stsCalls().at(-1)?.region).toBe('us-east-1')
  })
})

describe('no answer', () => {
  const page = '<html><body>Bad gateway</body></html>'
  const open: { name: string; reply: Reply; code: string }[] = [
    { name: 'a connection that is cut', reply: 'reset', code: 'Unreachable' },
    { name: 'an answer that breaks off', reply: { cut: '<StopInstancesResponse>' }, code: 'Unreachable' },
    { name: "a proxy's page", reply: { status: 502, body: page }, code: 'Undecodable' },
    { name: "an error of AWS's own", reply: ec2Error('InternalError', 500), code: 'InternalError' },
  ]

  test.each(open)('$name: it may have been stopped', async ({ reply, code }) => {
    here = await answering(reply)
    expect(await stop(changer())).toEqual({
      kind: 'unknown',
      code,
      message: expect.stringMatching(
        /^It is not known whether web-1 \(i-0abc\) in production, eu-central-1 was stopped: .+ Look at it with \/ec2 show i-0abc before it is tried again\.$/,
      ),
    })
  })

  test.each(open)('$name: it is sent once and not again', async ({ reply }) => {
    here = await answering(reply)
    expect(await stop(changer())).toMatchObject({ kind: 'unknown' })
    expect(ec2Calls()).toHaveLength(1)
  })

  test.each(open)('$name: in a rehearsal nothing can have happened', async ({ reply, code }) => {
    here = await answering(reply)
    expect(await stop(changer({ isRehearsal: true }))).toMatchObject({
      kind: 'refused',
      code,
      message: expect.stringContaining('could not be rehearsed'),
    })
  })

  test.each([
    { name: 'stop', change: stop },
    { name: 'reboot', change: reboot },
  ])('that is a page which was sent as a success: $name', async ({ change }) => {
    here = await answering({ body: page, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(await change(changer())).toMatchObject({ kind: 'unknown', code: 'Undecodable' })
  })

  test('until the time is up', async () => {
    here = await answering('hang', { stepWithinMs: 400 })
    expect(await stop(changer())).toMatchObject({ kind: 'unknown', code: 'Timeout' })
  })

  test('in a rehearsal: it may be sent again, and is', async () => {
    here = await answering((attempt) => (attempt === 1 ? 'reset' : ec2Error('DryRunOperation', 412)))
    expect(await stop(changer({ isRehearsal: true }))).toMatchObject({ kind: 'accepted' })
  })
})

describe('a no of a kind that counts for every step', () => {
  test.each([
    {
      name: 'denied',
      reply: ec2Error('UnauthorizedOperation', 403),
      code: 'UnauthorizedOperation',
      spreads: 'account',
    },
    {
      name: 'throttled to the end',
      reply: ec2Error('RequestLimitExceeded', 503),
      code: 'RequestLimitExceeded',
      spreads: 'place',
    },
  ])('$name', async ({ reply, code, spreads }) => {
    here = await answering(reply)
    const acted = await reboot(changer())
    expect(acted).toMatchObject({ kind: 'refused', code, spreads, requestId: 'r-2' })
    // AWS's own words hold an encoded message.
    expect(JSON.stringify(acted)).not.toContain('c2VjcmV0')
  })

  test('the time was up while it waited after being throttled: it never ran', async () => {
    here = await answering(ec2Error('RequestLimitExceeded', 503), { stepWithinMs: 500 })
    expect(await stop(changer())).toMatchObject({ kind: 'refused', code: 'RequestLimitExceeded' })
  })

  test('EC2 is not reached at all', async () => {
    here = await answering('reset')
    process.env['AWS_ENDPOINT_URL_EC2'] = 'http://127.0.0.1:1'
    try {
      expect(await reboot(changer())).toMatchObject({ kind: 'refused', code: 'Unreachable', spreads: 'place' })
    } finally {
      delete process.env['AWS_ENDPOINT_URL_EC2']
    }
  })
})

test('no capacity is a no, although AWS sends it as an error of its own', async () => {
  here = await answering(ec2Error('InsufficientInstanceCapacity', 500))
  expect(await start(changer())).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('AWS has no capacity for another t3.large in its Availability Zone now'),
    spreads: 'nowhere',
  })
})
