import { describe, expect, it, test } from 'vitest'
import { lambdaAlias } from '../../../src/commands/lambda/alias.ts'
import { UserError } from '../../../src/core/errors.ts'
import type { FunctionDetails } from '../../../src/core/lambda/function.ts'
import type { VersionQuery } from '../../../src/core/lambda/functions.ts'
import { plain } from '../../../src/core/text.ts'
import { anAlias, intake, lookedAt, planned, readerOf } from '../../fixtures/aliases.ts'
import { aFunctionsAccount } from '../../fixtures/functions.ts'
import { noon } from '../../fixtures/values.ts'

const minute = 60_000
const onLive = ['--account', 'production', '--region', 'eu-central-1', '--alias', 'live']
const canary = anAlias({ weights: { 7: 0.1 } })
const no = () => Promise.reject(new Error('no instance is changed'))
const noInstances = { startInstance: no, stopInstance: no, rebootInstance: no, terminateInstance: no }
const planOf = (values: object, given?: Partial<FunctionDetails>) => planned(lambdaAlias, values, given)
const impactOf = async (values: object, given?: Partial<FunctionDetails>) =>
  (await planOf(values, given)).impact.map(plain)

describe('all calls', () => {
  it('go to the version, and what was there before is what the plan stands on', async () => {
    expect(await planOf({ version: '7' })).toMatchObject({
      parameters: { alias: 'live', version: '7' },
      targets: [{ id: intake.arn, isProduction: true }],
      steps: [
        {
          action: 'lambda:UpdateAlias',
          input: { kind: 'point', alias: 'live', version: '7', weights: {}, revision: 'alias-1' },
          precondition: { alias: 'live', version: '6', weights: {}, revision: 'alias-1' },
        },
      ],
      undo: { label: 'Roll back to 6', words: ['lambda', 'rollback', 'order-intake', ...onLive, '--version', '6'] },
    })
  })

  test.each([
    [anAlias({ version: '6', weights: {} }), '7', { summary: 'live: from 6 to 7', undo: 'Roll back to 6' }],
    [anAlias({ version: '6', weights: {} }), '5', { summary: 'live: from 6 to 5', undo: 'Move back to 6' }],
    [anAlias({ version: '6', weights: {} }), '$LATEST', { summary: 'live: from 6 to $LATEST', undo: 'Roll back to 6' }],
    [
      anAlias({ version: '$LATEST', weights: {} }),
      '7',
      { summary: 'live: from $LATEST to 7', undo: 'Move back to $LATEST' },
    ],
    [
      anAlias({ version: '6', weights: { 7: 0.1 } }),
      '7',
      { summary: 'live: all calls to 7 instead of 10 % of calls to 7, the rest to 6', undo: 'Roll back to 6' },
    ],
    [
      anAlias({ version: '6', weights: { 7: 0.1 } }),
      '6',
      { summary: 'live: all calls to 6 instead of 10 % of calls to 7, the rest to 6', undo: 'Send 10 % to 7 again' },
    ],
    [
      anAlias({ version: '6', weights: { 7: 0.025 } }),
      '6',
      { summary: 'live: all calls to 6 instead of 2.5 % of calls to 7, the rest to 6', undo: undefined },
    ],
  ])('from %o to %s say what changes and how it is taken back', async (alias, version, { summary, undo }) => {
    const plan = await planOf({ version }, { aliases: [alias] })
    expect(plain(plan.summary ?? [])).toBe(summary)
    expect(plan.undo?.label).toBe(undo)
  })

  it('that go there already need no change', async () => {
    const plan = await planOf({ version: '6' })
    expect(plan.steps).toEqual([])
    expect(plan.skipped).toMatchObject([
      { target: { name: 'order-intake' }, reason: 'already sending all calls to 6 through live' },
    ])
  })
})

describe('a share of the calls', () => {
  it('goes to the new version while the old one keeps the rest, and is watched for ten minutes', async () => {
    const plan = await planOf({ version: '7', weight: 10 })
    expect(plain(plan.summary ?? [])).toBe('live: 10 % of calls to 7, the rest to 6')
    expect(plan).toMatchObject({
      parameters: { alias: 'live', version: '7', weight: 10, watch: '10m' },
      steps: [{ input: { version: '6', weights: { 7: 0.1 }, watchMs: 10 * minute } }],
    })
    expect(plan.undo).toBeUndefined()
  })

  it('is one call that says nothing of the watch', async () => {
    const plan = await planOf({ version: '7', weight: 10 })
    const [[step], [target]] = [plan.steps, plan.targets]
    if (step === undefined || target === undefined) throw new Error('nothing is planned')
    const account = aFunctionsAccount([intake])
    const lambda = { ...account, callFunction: () => Promise.reject(new Error('nothing is called')) }
    await lambdaAlias.apply(step, target, { ec2: noInstances, lambda })
    expect(account.asked.changed).toEqual([
      {
        target: intake.arn,
        change: { kind: 'point', alias: 'live', version: '6', weights: { 7: 0.1 }, revision: 'alias-1' },
      },
    ])
  })

  it('planned again from its parameters is the same step', async () => {
    const plan = await planOf({ version: '7', weight: 29, watch: '30m' })
    expect(await planOf(plan.parameters)).toEqual(plan)
  })

  test.each([
    [
      { weight: 50, version: '7' },
      'live: 50 % of calls to 7, the rest to 6 instead of 10 % of calls to 7, the rest to 6',
    ],
    [
      { weight: 5, version: '8' },
      'live: 5 % of calls to 8, the rest to 6 instead of 10 % of calls to 7, the rest to 6',
    ],
  ])('of calls that are shared already: %o', async (values, summary) => {
    expect(plain((await planOf(values, { aliases: [canary] })).summary ?? [])).toBe(summary)
  })

  it('that is shared just so already needs no change', async () => {
    expect((await planOf({ version: '7', weight: 10 }, { aliases: [canary] })).skipped).toMatchObject([
      { reason: 'already sending 10 % of calls to 7, the rest to 6 through live' },
    ])
  })
})

test.each([
  [{ alias: 'liev', version: '7' }, {}, { code: 'NoAlias', hint: 'Did you mean live? There is only live.' }],
  [
    { version: '7' },
    { aliases: [anAlias(), anAlias({ name: 'beta' })] },
    { code: 'WhichAlias', hint: 'Say which with --alias: live, beta.' },
  ],
  [
    { version: '7' },
    { aliases: [] },
    { code: 'NotFound', hint: 'Windlass makes none: create one where it is deployed (SAM, CDK, Terraform …).' },
  ],
  [{ version: '7' }, { aliases: [], unread: ['The aliases could not be read.'] }, { code: 'Unread', hint: undefined }],
  [{}, {}, { code: 'WhichVersion', hint: 'Say it with --version: 8, 7, 6, 5.' }],
  [{ version: '77' }, {}, { code: 'NoVersion', hint: 'Did you mean 7? There are 8, 7, 6, 5.' }],
  [{ version: '7' }, { versions: [] }, { code: 'NotFound', hint: '/lambda publish makes one.' }],
  [{ version: '6', weight: 10 }, {}, { code: 'OwnVersion', hint: expect.stringContaining('leave --weight out') }],
  [{ version: '$LATEST', weight: 10 }, {}, { code: 'LatestShared', hint: expect.stringContaining('/lambda publish') }],
  [
    { version: '7', weight: 10 },
    { aliases: [anAlias({ version: '$LATEST' })] },
    { code: 'LatestShared', hint: expect.anything() },
  ],
  [{ version: '7', watch: '10m' }, {}, { code: 'WatchWithoutWeight', hint: expect.anything() }],
])('%o of %o is refused: %o', async (values, given, refusal) => {
  await expect(planOf(values, given)).rejects.toMatchObject({ name: 'UserError', ...refusal })
})

describe('what comes with it', () => {
  const trigger = { state: 'enabled', id: undefined, lastResult: undefined }
  const triggers = [
    { ...trigger, kind: 'SQS', name: 'orders', qualifier: 'live' },
    { ...trigger, kind: 'S3', name: 'uploads', qualifier: undefined },
  ]
  const provisioned = [{ qualifier: 'live', ready: 5, wanted: 5, status: 'READY', reason: undefined }]

  it('names what calls through the alias, what does not, and when the version was published', async () => {
    expect(await impactOf({ version: '7' }, { triggers })).toEqual([
      'Version 7 was published 2026-11-21T12:00Z: new parser',
      'SQS orders calls through live.',
      'S3 uploads does not call through live: nothing changes there.',
    ])
  })

  it('of a share says how it is drawn, what Lambda refuses, and what Windlass does and does not do', async () => {
    expect(await impactOf({ version: '8', weight: 10, watch: '30m' })).toEqual([
      'Version 8 was published 2026-11-22T12:00Z.',
      'Windlass compares the two for 30 minutes. The share stays until somebody moves it on or rolls it back.',
      'Nothing that Windlass can see calls through live: who names it when calling is not known here.',
      expect.stringContaining('Lambda picks the version call by call'),
      expect.stringContaining('different execution roles or dead letter queues'),
    ])
  })

  test.each([
    [{ version: '7' }, 'Lambda prepares them for 7 anew.'],
    [{ version: '7', weight: 10 }, 'Lambda may refuse to split its calls, and then nothing changes.'],
  ])('says what becomes of environments that are kept ready: %o', async (values, said) => {
    expect(await impactOf(values, { provisioned })).toContain(
      `live keeps 5 environments ready (provisioned concurrency): ${said}`,
    )
  })

  it('of the newest code says that every deployment reaches these calls', async () => {
    expect((await impactOf({ version: '$LATEST' }))[0]).toContain('every deployment then reaches these calls')
  })
})

describe('a look', () => {
  const counts = [
    { version: '6', calls: 210, errors: 0, p95Ms: 90 },
    { version: '7', calls: 23, errors: 4, p95Ms: 120 },
  ]
  const moved = { version: '7', revision: 'alias-2' }
  const split = anAlias({ weights: { 7: 0.1 }, revision: 'alias-2' })
  const inProgress = [{ qualifier: 'live', ready: 0, wanted: 5, status: 'IN_PROGRESS', reason: undefined }]

  test.each<[object, Partial<FunctionDetails>, object]>([
    [{}, { aliases: [anAlias(moved)] }, { kind: 'there', state: 'sending all calls to 7' }],
    [{}, {}, { kind: 'untouched', state: 'sending all calls to 6' }],
    [
      {},
      { aliases: [anAlias({ version: '5', revision: 'alias-2' })] },
      { kind: 'astray', why: 'it was moved since: live sends all calls to 5 now.' },
    ],
    [
      { weight: 10 },
      { aliases: [anAlias({ revision: 'alias-3' })] },
      { kind: 'astray', why: 'it was rolled back: live sends all calls to 6 now.' },
    ],
    [{ weight: 10 }, { aliases: [anAlias(moved)] }, { kind: 'there', state: 'all calls go to 7' }],
    [
      { weight: 10 },
      { aliases: [anAlias({ version: '8', revision: 'alias-3' })] },
      { kind: 'astray', why: 'it was moved since: live sends all calls to 8 now.' },
    ],
    [
      {},
      {
        aliases: [anAlias({ ...moved, weights: { 6: 1 } })],
        provisioned: undefined,
        unread: ['It could not be read.'],
      },
      { kind: 'unseen', why: 'It could not be read.' },
    ],
    [
      {},
      { aliases: [anAlias({ ...moved, weights: { 6: 1 } })], provisioned: inProgress },
      { kind: 'moving', state: 'sending 100 % of calls to 6, the rest to 7' },
    ],
    [{}, { aliases: [anAlias({ ...moved, weights: { 6: 1 } })] }, { kind: 'astray' }],
    [{}, { aliases: [anAlias({ name: 'beta' })] }, { kind: 'astray', why: 'live is not there any more.' }],
    [
      {},
      { aliases: [], unread: ['The aliases could not be read.'] },
      { kind: 'unseen', why: 'The aliases could not be read.' },
    ],
  ])('%# tells what became of it', async (values, given, seen) => {
    const plan = await planOf({ version: '7', ...values })
    expect(await lookedAt(lambdaAlias, plan, { lambda: readerOf(given), now: noon + minute })).toMatchObject(seen)
  })

  test.each([
    [9, 'moving'],
    [10, 'there'],
  ])('at a share after %i of 10 minutes compares both versions since then: %s', async (minutes, kind) => {
    const asked: VersionQuery[] = []
    const now = noon + minutes * minute
    const lambda = readerOf({ aliases: [split] }, async (query) => {
      asked.push(query)
      return counts
    })
    const seen = await lookedAt(lambdaAlias, await planOf({ version: '7', weight: 10 }), { lambda, now })
    expect(seen).toEqual({ kind, state: 'sending 10 % of calls to 7, the rest to 6', compared: counts })
    expect(asked).toMatchObject([{ alias: 'live', versions: ['6', '7'], stretch: { from: noon, until: now } }])
  })

  it('whose numbers cannot be read says so and goes on', async () => {
    const lambda = readerOf({ aliases: [split] }, async () => {
      throw new UserError('AccessDenied', 'CloudWatch did not let Windlass read.')
    })
    const seen = await lookedAt(lambdaAlias, await planOf({ version: '7', weight: 10 }), { lambda, now: noon + minute })
    expect(seen).toEqual({
      kind: 'moving',
      state:
        'sending 10 % of calls to 7, the rest to 6 (what became of them could not be read: CloudWatch did not let Windlass read)',
    })
  })
})
