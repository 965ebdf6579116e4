import { describe, expect, it } from 'vitest'
import type { CallCounts, FunctionDetails, LambdaFunction } from '../../../src/core/lambda/function.ts'
import { anAccount } from '../../fixtures/account.ts'
import { aFunction, aFunctionsAccount } from '../../fixtures/functions.ts'
import { bulletsOf, factsOf, leadText, noteText, pressable, runCommand } from '../../fixtures/run-command.ts'
import { frankfurt, noon } from '../../fixtures/values.ts'

const virginia = { ...frankfurt, region: 'us-east-1' }
const day = 24 * 3_600_000

type Given = { details?: Partial<FunctionDetails>; counts?: Partial<CallCounts>; found?: Partial<LambdaFunction> }

const onIt = (verb: string) => ['lambda', verb, 'order-intake', '--account', 'production', '--region', 'eu-central-1']

function show({ details = {}, counts = {}, found = {} }: Given = {}) {
  const functions = aFunctionsAccount([aFunction(found)], [], {
    details: { 'order-intake': details },
    counts: { 'order-intake': counts },
  })
  return runCommand('lambda show order-intake', anAccount([]), { functions, groups: ['auditors'] })
}

describe('/lambda show', () => {
  it('says how and where it is, and then the facts in the order of a person on call', async () => {
    const view = await show({
      found: { description: 'Takes orders', timeoutSeconds: 10 },
      counts: { invocations: 4210 },
      details: {
        tags: new Map([
          ['aws:cloudformation:stack-name', 'shop'],
          ['team', 'orders'],
        ]),
        triggers: [
          { kind: 'SQS', name: 'orders', state: 'enabled', id: 'u-1', qualifier: 'live', lastResult: 'OK' },
          {
            kind: 'API Gateway',
            name: 'a1b2/*/POST/orders',
            state: undefined,
            id: undefined,
            qualifier: undefined,
            lastResult: undefined,
          },
        ],
        aliases: [{ name: 'live', version: '42', weights: { 43: 0.1 }, revision: undefined }],
        versions: [
          { version: '43', at: noon - day, description: 'Gift cards' },
          { version: '42', at: noon - 9 * day, description: undefined },
        ],
        environmentNames: ['TABLE', 'PAYMENT_TOKEN'],
        provisioned: [{ qualifier: 'live', ready: 2, wanted: 2, status: 'READY', reason: undefined }],
        vpc: { id: 'vpc-1', subnets: 1 },
        layers: ['insights:38'],
        reservedConcurrency: 50,
        url: { url: 'https://x.lambda-url.eu-central-1.on.aws/', isPublic: false },
      },
    })
    expect(leadText(view)).toBe('order-intake is ● active in production, eu-central-1')
    expect(bulletsOf(view)).toEqual([])
    expect(factsOf(view)).toEqual({
      Function: 'arn:aws:lambda:eu-central-1:111122223333:function:order-intake',
      About: 'Takes orders',
      State: '● active',
      'Last update': '✓ successful',
      Changed: '2026-11-22 12:00 UTC, 1 d ago',
      'Calls in the last day': '4,210, 0 failed, 0 throttled',
      'Called by SQS': 'orders, calls live, enabled, last batch: OK',
      'Called by API Gateway': 'a1b2/*/POST/orders',
      'Function URL': 'https://x.lambda-url.eu-central-1.on.aws/ (signed calls only)',
      'Alias live': 'version 42, 10 % to version 43',
      Versions: '43 · 1 d old · Gift cards; 42 · 9 d old',
      'Reserved concurrency': '50',
      'Provisioned concurrency': 'live: 2 of 2 ready',
      Code: '1.2 MB',
      Handler: 'index.handler',
      Runtime: 'nodejs24.x, supported until 2028-04-30',
      Architecture: 'arm64',
      Memory: '256 MB',
      Timeout: '10 s',
      Disk: '512 MB',
      Role: 'order-intake-role',
      VPC: 'vpc-1, 1 subnet',
      Layers: 'insights:38',
      'Environment, names only': 'TABLE, PAYMENT_TOKEN',
      'Tag team': 'orders',
      'Tag aws:cloudformation:stack-name': 'shop',
    })
    expect(Object.keys(factsOf(view)).at(-1)).toBe('Tag aws:cloudformation:stack-name')
    expect(pressable(view)).toMatchObject({
      Logs: 'lambda logs order-intake --account production --region eu-central-1',
      Metrics: 'lambda metrics order-intake --account production --region eu-central-1',
      'Read again': 'lambda show order-intake',
    })
  })

  it('says first what is wrong with it', async () => {
    const view = await show({
      found: { runtime: 'nodejs16.x' },
      counts: { invocations: 40, errors: 7, throttles: 1 },
      details: {
        state: { name: 'Failed', reason: 'The image is gone.' },
        lastUpdate: { status: 'Failed', reason: 'No permission to read the image.' },
        reservedConcurrency: 0,
        provisioned: [{ qualifier: 'live', ready: 1, wanted: 5, status: 'IN_PROGRESS', reason: undefined }],
        triggers: [
          { kind: 'SQS', name: 'orders', state: 'disabled', id: 'u', qualifier: undefined, lastResult: undefined },
        ],
        url: { url: 'https://x.on.aws/', isPublic: true },
      },
    })
    expect(leadText(view)).toBe('order-intake is ✕ failed in production, eu-central-1')
    expect(bulletsOf(view)).toEqual([
      'Why: The image is gone.',
      'Its last update failed. No permission to read the image.',
      '7 of 40 calls failed in the last day.',
      '1 call was throttled in the last day.',
      'It is switched off: its reserved concurrency is 0, so that every call is throttled.',
      'Provisioned concurrency is not there yet: 1 of 5 for live.',
      'SQS orders is disabled: nothing comes from it.',
      'Anyone on the internet may call it by its function URL.',
      'nodejs16.x is out of support since 2024-06-12: AWS no longer mends it.',
    ])
  })

  it('says once why a function failed where its last update is what failed', async () => {
    const failed = { reason: 'The image is gone.', code: 'ImageDeleted' }
    const view = await show({
      details: { state: { name: 'Failed', ...failed }, lastUpdate: { status: 'Failed', ...failed } },
    })
    expect(bulletsOf(view)).toEqual([expect.stringMatching(/^Why: The image is gone\. /)])
  })

  it('offers first to say why, where something failed', async () => {
    const { actions } = await show({ counts: { invocations: 924, errors: 550 } })
    expect(actions[0]).toMatchObject({ label: 'Why they fail', style: 'primary', does: { words: onIt('why') } })
    expect(pressable(await show({ counts: { invocations: 924 } }))).toMatchObject({
      'What is wrong?': onIt('why').join(' '),
    })
  })

  it.each([
    [
      4,
      '719 calls were throttled in the last day: 4 are reserved for it. /lambda concurrency order-intake --reserved N lets more run at once.',
    ],
    [1, /: 1 is reserved for it\. /],
    [0, '719 calls were throttled in the last day.'],
    [undefined, /^719 calls .*: nothing is reserved for it, .* --reserved N keeps room for it; else .* quota\.$/],
  ])('says what helps where calls were throttled and %s are reserved', async (reservedConcurrency, says) => {
    const view = await show({ counts: { invocations: 5, throttles: 719 }, details: { reservedConcurrency } })
    expect(bulletsOf(view)[0]).toEqual(typeof says === 'string' ? says : expect.stringMatching(says))
  })

  it('names the word that fits nothing instead of going on with the others', async () => {
    const functions = aFunctionsAccount([aFunction(), aFunction({ name: 'refund-order' })])
    const said = async (typed: string) => leadText(await runCommand(typed, anAccount([]), { functions }))
    const where = 'looked for in production (eu-central-1, us-east-1) and sandbox (us-east-1).'
    expect(await said('lambda show order-intake 256')).toBe(`No function fits 256, ${where}`)
    expect(await said('lambda show order-*,x-*')).toContain('No function fits x-*, ')
    expect(await said('lambda show order-* *-intake')).toMatch(/^order-intake is /)
  })

  it('says what the reason codes of AWS mean and what helps, beside what AWS says itself', async () => {
    const view = await show({
      details: {
        state: { name: 'Inactive', reason: 'The function is idle', code: 'Idle' },
        lastUpdate: { status: 'Failed', reason: undefined, code: 'ImageAccessDenied' },
      },
    })
    expect(bulletsOf(view)).toEqual([
      'Why: The function is idle. It was not called for so long that AWS put it aside; the next call wakes it and fails. What helps: Invoke it once to wake it, and again once it is active, which takes some minutes.',
      expect.stringMatching(
        /^Its last update failed; the code .* still run\. Lambda may not fetch its image from ECR\. What helps: An AWS administrator /,
      ),
    ])
  })

  it.each([
    ['SQS', 'PROBLEM: Function call failed', /^SQS orders: PROBLEM: Function call failed\. It was .* its log /],
    ['SQS', 'PROBLEM: something new', /^SQS orders: PROBLEM: something new\.$/],
    ['SQS', 'OK', undefined],
    ['Kinesis', 'No records processed', undefined],
  ])('says of a trigger what became of its last batch: %s, %s', async (kind, lastResult, says) => {
    const trigger = { kind, name: 'orders', state: 'enabled', id: 'u', qualifier: undefined, lastResult }
    const view = await show({ details: { triggers: [trigger] } })
    expect(bulletsOf(view)).toEqual(says === undefined ? [] : [expect.stringMatching(says)])
  })

  it('says what could not be read instead of leaving it out in silence', async () => {
    const view = await show({ details: { state: undefined, unread: ['The aliases: not allowed.'] } })
    expect(leadText(view)).toBe('order-intake in production, eu-central-1')
    expect(noteText(view)).toContain('The aliases: not allowed.')
  })

  it('asks which one by a button that keeps the flags where a name stands in two places', async () => {
    const functions = aFunctionsAccount([aFunction(), aFunction({ place: virginia })])
    const view = await runCommand('lambda logs order-intake --since 3h', anAccount([]), {
      functions,
      groups: ['changers'],
    })
    expect(leadText(view)).toBe('order-intake is the name of two functions. Which one?')
    expect(pressable(view)).toEqual({
      'order-intake in production, eu-central-1':
        'lambda logs --account production --region eu-central-1 order-intake --since 3h',
      'order-intake in production, us-east-1':
        'lambda logs --account production --region us-east-1 order-intake --since 3h',
    })
  })

  it('names the one that was chosen where a glob fits several', async () => {
    const functions = aFunctionsAccount([aFunction({ name: 'order-a' }), aFunction({ name: 'order-b' })])
    const view = await runCommand('lambda show order-*', anAccount([]), { functions })
    expect(leadText(view)).toBe('order-* fits two functions. Which one?')
    expect(Object.values(pressable(view))).toEqual([
      'lambda show --account production --region eu-central-1 order-a',
      'lambda show --account production --region eu-central-1 order-b',
    ])
  })

  it('says what was meant where nothing fits, and which place did not answer', async () => {
    const failure = { place: virginia, code: 'Timeout', message: 'production, us-east-1 did not answer within 8 s.' }
    const functions = aFunctionsAccount([aFunction()], [failure])
    const view = await runCommand('lambda show oder-intake', anAccount([]), { functions })
    expect(leadText(view)).toBe(
      'No function fits oder-intake, looked for in production (eu-central-1) and sandbox (us-east-1). Did you mean order-intake?',
    )
    expect(noteText(view)).toContain('production, us-east-1 did not answer within 8 s.')
    expect(pressable(view)).toMatchObject({ '/lambda show order-intake': 'lambda show order-intake' })
  })

  it('needs a function', async () => {
    expect(leadText(await runCommand('lambda show', anAccount([])))).toBe(
      'Which function? /lambda show needs its name or its ARN, like /lambda show order-intake.',
    )
  })

  it('says that a place was not looked in where one of that name was found in another', async () => {
    const failure = { place: virginia, code: 'Timeout', message: 'production, us-east-1 did not answer within 8 s.' }
    const functions = aFunctionsAccount([aFunction()], [failure])
    const missing = 'Missing: production, us-east-1 did not answer within 8 s.'
    expect(bulletsOf(await runCommand('lambda show order-intake', anAccount([]), { functions }))).toEqual([missing])
    const arn = aFunction().arn
    expect(bulletsOf(await runCommand(`lambda show ${arn}`, anAccount([]), { functions }))).toEqual([])
  })
})
