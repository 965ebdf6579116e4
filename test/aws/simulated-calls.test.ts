import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Aws, createAws } from '../../src/aws/aws.ts'
import type { Acted } from '../../src/core/acted.ts'
import type { Call } from '../../src/core/lambda/call.ts'
import { functionTarget as targetOf } from '../../src/core/lambda/target.ts'
import { placesOf } from '../../src/core/place.ts'
import { type AwsSimulation, startAws } from '../../src/playground/aws/organisation.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { aCall, functionTarget, resultIn } from './calling.ts'
import { ada, sealer, silentLog, useEndpoint } from './surroundings.ts'

const noon = Date.UTC(2026, 10, 23, 12)
const places = placesOf(awsAccounts)

let now: number
let simulation: AwsSimulation
let aws: Aws
beforeEach(async () => {
  now = noon
  // Whatever a function waits for is over at once, and time has passed.
  const sleep = async (ms: number) => void (now += ms)
  simulation = await startAws({ world: awsWorld(noon), clock: { now: () => now, sleep } })
  useEndpoint(simulation.url)
  process.env['AWS_ACCESS_KEY_ID'] = botCredentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = botCredentials.secretAccessKey
  aws = createAws({ accounts: awsAccounts, now: () => now, log: silentLog, sealer })
})
afterEach(() => {
  aws.close()
  return simulation.close()
})

const placeIn = (account: string) => {
  const found = places.find((place) => place.account === account)
  if (found === undefined) throw new Error(`No ${account}`)
  return found
}
type Asked = Partial<Call> & { readonly account?: string; readonly isRehearsal?: boolean }
const calling = (name: string, { account = 'production', isRehearsal = false, ...call }: Asked = {}): Promise<Acted> =>
  aws
    .callerFor({ requester: ada, change: 'CH4NGE', approver: 'U0BOB', isRehearsal })
    .callFunction(functionTarget(name, placeIn(account)), aCall(call))
const invocations = () => simulation.calls.filter(({ action }) => action === 'Invoke')

describe('a call that is waited for', () => {
  test('comes back with what the function answered, its log and its report', async () => {
    const event = { text: 'Grüße “heute” 🚢', list: [1, null] }
    const acted = await calling('echo', { account: 'staging', payload: JSON.stringify(event) })
    const result = resultIn(acted)
    expect(acted).toMatchObject({ kind: 'accepted', requestId: result.requestId })
    expect(result).toMatchObject({
      status: 200,
      version: '$LATEST',
      isAsync: false,
      payload: { kind: 'json', text: JSON.stringify(event) },
      failure: undefined,
      log: expect.stringMatching(/^START RequestId: [\s\S]*\nREPORT RequestId: /),
      report: { memoryMb: 128, durationMs: expect.any(Number), initMs: expect.any(Number) },
    })
    expect(simulation.runs('echo')).toBe(1)
  })

  test('says how long it took from sending on', async () => {
    const result = resultIn(await calling('invoice-pdf', { payload: '{"order":"O-7"}' }))
    expect(result.tookMs).toBeGreaterThanOrEqual(6800)
    expect(result.at).toBe(now)
  })

  test('of nothing has `null` for its answer, which is JSON', async () => {
    const { payload } = resultIn(await calling('echo', { account: 'staging', payload: 'null' }))
    expect(payload).toEqual({ kind: 'json', text: 'null' })
  })

  test('that throws is a call that was taken, with what went wrong in the function', async () => {
    const result = resultIn(await calling('loyalty-points', { payload: '{"order":"O-9","cents":100}' }))
    expect(result).toMatchObject({ status: 200, failure: 'Unhandled', payload: { kind: 'json' } })
    expect(JSON.stringify(result.payload)).toContain("reading 'tier'")
    expect(result.log).toContain('Invoke Error')
  })

  test('that runs out of its time is too', async () => {
    const result = resultIn(await calling('carrier-rates'))
    expect(result).toMatchObject({ failure: 'Unhandled', report: { durationMs: 3000 } })
    expect(JSON.stringify(result.payload)).toContain('Task timed out after 3.00 seconds')
  })

  test('of an alias runs the version that it points at', async () => {
    expect(resultIn(await calling('order-intake', { qualifier: 'live' })).version).toBe('42')
    expect(resultIn(await calling('order-intake', { qualifier: '41' })).version).toBe('41')
    expect(resultIn(await calling('sales-export', { payload: '{"rows":1}', qualifier: '$LATEST' })).version).toBe(
      '$LATEST',
    )
  })
})

test.each([
  { qualifier: undefined, version: '$LATEST' },
  { qualifier: 'live', version: '42' },
  { qualifier: '41', version: '41' },
  { qualifier: '$LATEST', version: '$LATEST' },
])('what was read by $qualifier can be called by it', async ({ qualifier, version }) => {
  const reader = aws.functionsFor(ada)
  const { functions } = await reader.findFunctions({
    places: [placeIn('production')],
    names: ['order-intake'],
    runtimes: [],
  })
  const [found] = functions
  if (found === undefined) throw new Error('No order-intake')
  const read = await reader.readFunction(found, qualifier)
  const organisation = { accounts: awsAccounts, tagKeys: { owner: 'owner', environment: 'env' }, production: [] }
  const target = targetOf(read.function, read.tags, organisation)
  const call = (isRehearsal: boolean) =>
    aws.callerFor({ requester: ada, change: 'CH4NGE', isRehearsal }).callFunction(target, aCall({ qualifier }))
  expect(await call(true)).toMatchObject({ kind: 'accepted' })
  expect(resultIn(await call(false)).version).toBe(version)
})

test('a call that is queued has no result but that it was taken, and runs once', async () => {
  const result = resultIn(await calling('price-quote', { isAsync: true }))
  expect(result).toMatchObject({
    status: 202,
    isAsync: true,
    payload: { kind: 'none' },
    failure: undefined,
    log: undefined,
    report: undefined,
    version: undefined,
  })
  await expect.poll(() => simulation.runs('price-quote'), { timeout: 5000 }).toBe(1)
})

describe('a rehearsal', () => {
  test.each([false, true])('runs nothing (queued: %s)', async (isAsync) => {
    const acted = await calling('refund-order', { isRehearsal: true, isAsync })
    expect(acted).toEqual({ kind: 'accepted', requestId: expect.any(String) })
    expect(invocations()).toMatchObject([{ parameters: { InvocationType: 'DryRun' } }])
    expect(simulation.runs('refund-order')).toBe(0)
  })

  test('finds an alias that is not there', async () => {
    expect(await calling('refund-order', { isRehearsal: true, qualifier: 'live' })).toMatchObject({
      kind: 'refused',
      code: 'ResourceNotFoundException',
      message: expect.stringContaining('refund-order:live in production, eu-central-1 cannot be called: '),
    })
  })
})

describe('the session', () => {
  const sessions = () =>
    simulation.calls.flatMap(({ action, parameters }) => (action === 'AssumeRole' ? [parameters] : []))
  const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:order-intake'

  test.each([
    { qualifier: undefined, resource: arn },
    { qualifier: 'live', resource: `${arn}:live` },
    { qualifier: '$LATEST', resource: `${arn}:$LATEST` },
  ])('allows the call of this one alone: $qualifier', async ({ qualifier, resource }) => {
    await calling('order-intake', { qualifier })
    const [session] = sessions()
    expect(session).toMatchObject({ SourceIdentity: 'T0WORK-U0ADA' })
    expect(JSON.parse(policyIn(session))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: resource }],
    })
    expect(simulation.runs('order-intake')).toBe(1)
  })

  test('is the person’s, for this change, and begun anew for every call', async () => {
    await calling('order-intake')
    await calling('order-intake')
    expect(invocations()).toHaveLength(2)
    expect(invocations()[0]).toMatchObject({
      sourceIdentity: 'T0WORK-U0ADA',
      sessionTags: {
        'windlass:person': 'T0WORK-U0ADA',
        'windlass:change': 'CH4NGE',
        'windlass:approver': 'U0BOB',
      },
      callerArn: expect.stringMatching(/:assumed-role\/WindlassChange\/T0WORK-U0ADA$/),
    })
    expect(sessions()).toHaveLength(2)
  })
})

function policyIn(session: unknown): string {
  if (typeof session === 'object' && session !== null && 'Policy' in session) return String(session.Policy)
  throw new Error('No policy')
}

describe('what is refused never ran', () => {
  test.each([
    {
      name: 'throttled by its reserve',
      ask: () => calling('sms-sender'),
      code: 'TooManyRequestsException',
      says: 'sms-sender in production, eu-central-1 was not called: Lambda was throttling (ReservedFunctionConcurrentInvocationLimitExceeded): as many of it run as its reserved concurrency allows, which may be 0. If it stays so, its owner reserves more. It never ran, so it can be called again, best in a minute.',
      ran: 'sms-sender',
    },
    {
      name: 'an alias that is not there',
      ask: () => calling('refund-order', { qualifier: 'live' }),
      code: 'ResourceNotFoundException',
      says: 'refund-order:live in production, eu-central-1 was not called: it is not there any more, or has no version or alias "live" (ResourceNotFoundException). /lambda show refund-order lists those that there are.',
      ran: 'refund-order',
    },
    {
      name: 'a function that is gone',
      ask: () => calling('refund-orders'),
      code: 'ResourceNotFoundException',
      says: 'refund-orders in production, eu-central-1 was not called: it is not there any more (ResourceNotFoundException). Look with /lambda list refund-orders for what is there now.',
      ran: 'refund-orders',
    },
    {
      name: 'a payload that is no JSON',
      ask: () => calling('refund-order', { payload: '{' }),
      code: 'InvalidRequestContentException',
      says: 'refund-order in production, eu-central-1 was not called: Lambda could not read its payload as JSON (InvalidRequestContentException). Correct it and call again.',
      ran: 'refund-order',
    },
    {
      name: 'in an account that is only looked at',
      ask: () => calling('hackday-bot', { account: 'sandbox' }),
      code: 'NoChangeRole',
      says: 'sandbox is read-only: no change role is configured for it. Whoever runs Windlass names one as roles.change in windlass.yaml.',
      ran: 'hackday-bot',
    },
  ])('$name', async ({ ask, code, says, ran }) => {
    expect(await ask()).toMatchObject({ kind: 'refused', code, message: says, spreads: 'nowhere' })
    expect(simulation.runs(ran)).toBe(0)
  })

  test('by a role that may not, in the rehearsal already', async () => {
    const role = simulation.world.accounts[0]?.roles.find(({ name }) => name === 'WindlassChange')
    if (role === undefined) throw new Error('No such role')
    role.policies = []
    expect(await calling('refund-order', { isRehearsal: true })).toMatchObject({
      kind: 'refused',
      code: 'AccessDeniedException',
      message: expect.stringContaining('the role WindlassChange of production may not do lambda:InvokeFunction to it'),
    })
  })

  test.each(['KMSDisabledException', 'ENILimitReachedException', 'ResourceConflictException'])('%s', async (code) => {
    simulation.faults.add({ fault: { kind: 'error', code }, where: { action: 'Invoke' } })
    expect(await calling('refund-order')).toMatchObject({ kind: 'refused', code })
    expect(invocations()).toHaveLength(1)
  })
})

describe('what ends without Lambda’s answer is not sent again', () => {
  test.each([
    { kind: 'refuse', runs: 0, code: 'Unreachable' },
    { kind: 'drop', runs: 1, code: 'Unreachable' },
    { kind: 'lose-answer', runs: 1, code: 'Unreachable' },
    { kind: 'cut', runs: 1, code: 'Unreachable' },
    { kind: 'internal-error', runs: 0, code: 'ServiceException' },
    { kind: 'html', runs: 0, code: 'Undecodable' },
  ] as const)('$kind: nobody knows whether it ran, and it ran $runs times', async ({ kind, runs, code }) => {
    simulation.faults.add({ fault: { kind }, where: { action: 'Invoke' }, times: 1 })
    expect(await calling('price-quote')).toEqual({
      kind: 'unknown',
      code,
      message: expect.stringMatching(
        /^It is not known whether price-quote in production, eu-central-1 ran: .+\. It may have run, and is not called again by itself\. Look at its log with \/lambda logs price-quote before you call it again\.$/,
      ),
    })
    // Dropped, the call ends before the run that it leads to.
    await expect.poll(() => invocations().length, { timeout: 5000 }).toBe(1)
    expect(simulation.runs('price-quote')).toBe(runs)
  })

  test('nor a rehearsal, where nothing can have run', async () => {
    simulation.faults.add({ fault: { kind: 'lose-answer' }, where: { action: 'Invoke' }, times: 1 })
    expect(await calling('price-quote', { isRehearsal: true })).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('could not be rehearsed'),
    })
  })

  test('until the time is up', async () => {
    const patient = createAws({ accounts: awsAccounts, now: () => now, log: silentLog, sealer, callWithinMs: 300 })
    await patient.warmUp()
    simulation.faults.add({ fault: { kind: 'hang' }, where: { action: 'Invoke' } })
    const caller = patient.callerFor({ requester: ada, change: 'CH4NGE', isRehearsal: false })
    expect(await caller.callFunction(functionTarget('price-quote'), aCall())).toMatchObject({
      kind: 'unknown',
      code: 'Timeout',
      message: expect.stringContaining('Lambda did not answer in time'),
    })
    patient.close()
  })
})
