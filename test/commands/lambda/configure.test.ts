import { describe, expect, it } from 'vitest'
import {
  anOrderIntake,
  applied,
  functionPlanFor,
  isPlannedAgain,
  saidOf,
  seenOf,
} from '../../fixtures/function-change.ts'

const aTrigger = { state: 'enabled', id: 'u-1', qualifier: undefined, lastResult: undefined }
const around = {
  aliases: [{ name: 'live', version: '42', weights: {}, revision: 'a-1' }],
  versions: ['43', '42'].map((version) => ({ version, at: undefined, description: undefined })),
  triggers: [{ ...aTrigger, kind: 'SQS', name: 'orders-queue' }],
}
const small = { memoryMb: 128, timeoutSeconds: 3 }

describe('/lambda configure', () => {
  it('says from what to what, what comes with it, and how it is taken back', async () => {
    const account = anOrderIntake(around, {}, small)
    const plan = await functionPlanFor('lambda configure order-intake --memory 512 --timeout 30s', account)
    expect(saidOf(plan)).toEqual({
      summary: 'memory from 128 MB to 512 MB, timeout from 3 s to 30 s',
      impact: [
        'More memory brings more CPU: calls may be faster, and each millisecond costs four times what it did.',
        'The visibility timeout of orders-queue should be at least 3 min, six times the timeout: else messages that are still worked on are handed out again.',
        'Only the newest code is changed: live (version 42), version 43 keep their own.',
      ],
      unread: [],
      undo: 'lambda configure order-intake --account production --region eu-central-1 --memory 128 --timeout 3',
      skipped: [],
    })
    expect(plan.steps[0]).toMatchObject({ precondition: { memory: '128 MB', timeout: '3 s' } })
    await applied(plan, account)
    expect(account.asked.changed).toEqual([
      { target: plan.targets[0]?.id, change: { kind: 'configure', memoryMb: 512, timeoutSeconds: 30 } },
    ])
    expect(await isPlannedAgain(plan, account)).toBe(true)
  })

  it('leaves alone what was not said', async () => {
    const account = anOrderIntake({}, {}, small)
    const plan = await functionPlanFor('lambda configure order-intake --timeout 2m', account)
    expect(plan.steps[0]?.input).toEqual({ kind: 'configure', timeoutSeconds: 120 })
    expect(saidOf(plan)).toMatchObject({
      summary: 'timeout from 3 s to 2 min',
      undo: expect.stringMatching(/ --timeout 3$/),
    })
    expect(await isPlannedAgain(plan, account)).toBe(true)
  })

  it.each([
    [
      '--memory 128',
      'Less memory brings less CPU: calls may be slower or run out of memory, and each millisecond costs half of what it did.',
    ],
    ['--timeout 10', 'A call that takes longer than 10 s is ended.'],
  ])('%s says what less of it means', async (flags, sentence) => {
    expect(saidOf(await functionPlanFor(`lambda configure order-intake ${flags}`, anOrderIntake()))).toMatchObject({
      impact: [sentence],
    })
  })

  it('has nothing to do where it is so already', async () => {
    const plan = await functionPlanFor('lambda configure order-intake --memory 256 --timeout 30', anOrderIntake())
    expect(plan.steps).toEqual([])
    expect(saidOf(plan).skipped).toEqual(['already at 256 MB, 30 s'])
  })

  it('asks what to change where nothing is said', async () => {
    await expect(functionPlanFor('lambda configure order-intake', anOrderIntake())).rejects.toMatchObject({
      code: 'NothingGiven',
      hint: 'Like /lambda configure order-intake --memory 512 --timeout 30s',
    })
  })

  it.each([
    ['--memory 127', '127 is not a whole number from 128 to 10240.'],
    ['--memory 10241', '10241 is not'],
    ['--memory 1.5', '1.5 is not'],
    ['--timeout 0', '0 is not a time from 1s to 15m.'],
    ['--timeout 901', '901 is not'],
    ['--timeout 16m', '16m is not'],
    ['--timeout soon', 'soon is not'],
  ])('refuses %s', async (flags, message) => {
    await expect(functionPlanFor(`lambda configure order-intake ${flags}`, anOrderIntake())).rejects.toThrow(message)
  })

  it.each(['--memory 128', '--memory 10240MB', '--timeout 1s', '--timeout 15m', '--timeout 900'])(
    'takes %s',
    async (flags) => {
      expect((await functionPlanFor(`lambda configure order-intake ${flags}`, anOrderIntake())).steps).toHaveLength(1)
    },
  )
})

describe('looking at it', () => {
  it.each([
    { memoryMb: 512, status: 'Successful', seen: { kind: 'there', state: '512 MB, 30 s' } },
    { memoryMb: 512, status: 'InProgress', seen: { kind: 'moving' } },
    {
      memoryMb: 512,
      status: 'Failed',
      seen: { kind: 'astray', why: 'AWS accepted it, and the update failed: The role cannot be assumed.' },
    },
    { memoryMb: 256, status: 'Successful', seen: { kind: 'untouched', state: '256 MB, 30 s' } },
  ])('is $seen.kind at $memoryMb MB, $status', async ({ memoryMb, status, seen }) => {
    const plan = await functionPlanFor('lambda configure order-intake --memory 512', anOrderIntake())
    const lastUpdate = { status, reason: 'The role cannot be assumed.' }
    const later = anOrderIntake({}, { atHand: { 'order-intake': { lastUpdate } } }, { memoryMb })
    expect(await seenOf(plan, later)).toMatchObject(seen)
  })

  it('says so where it is gone', async () => {
    const plan = await functionPlanFor('lambda configure order-intake --memory 512', anOrderIntake())
    expect(await seenOf(plan, anOrderIntake({}, {}, { name: 'another' }))).toMatchObject({
      kind: 'astray',
      state: 'gone',
    })
  })
})
