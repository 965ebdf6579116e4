import { describe, expect, it } from 'vitest'
import type { Provisioned } from '../../../src/core/lambda/function.ts'
import {
  anOrderIntake,
  applied,
  functionPlanFor,
  isPlannedAgain,
  saidOf,
  seenOf,
} from '../../fixtures/function-change.ts'

const typed = (flags: string) => `lambda concurrency order-intake ${flags}`
const aliases = [
  { name: 'live', version: '42', weights: {}, revision: 'a-1' },
  { name: 'next', version: '$LATEST', weights: {}, revision: 'a-2' },
]
const ready = (wanted: number, given: Partial<Provisioned> = {}): Provisioned => {
  return { qualifier: 'live', ready: wanted, wanted, status: 'READY', reason: undefined, ...given }
}

describe('/lambda concurrency --reserved', () => {
  it.each([
    { to: '50', before: undefined, concurrency: 50, action: 'lambda:PutFunctionConcurrency', back: 'no limit' },
    { to: 'none', before: 50, concurrency: undefined, action: 'lambda:DeleteFunctionConcurrency', back: '50 reserved' },
    { to: '0', before: 50, concurrency: 0, action: 'lambda:PutFunctionConcurrency', back: '50 reserved' },
  ])('$to where it was $before is one call', async ({ to, before, concurrency, action, back }) => {
    const account = anOrderIntake({ reservedConcurrency: before })
    const plan = await functionPlanFor(typed(`--reserved ${to}`), account)
    expect(saidOf(plan)).toMatchObject({
      summary: `reserved concurrency from ${before ?? 'none'} to ${to}`,
      undo: `lambda concurrency order-intake --account production --region eu-central-1 --reserved ${before ?? 'none'}`,
    })
    expect(plan.undo?.label).toBe(`Undo: ${back}`)
    expect(plan.stops).toBe(to === '0' ? true : undefined)
    expect(plan.steps).toMatchObject([{ action }])
    await applied(plan, account)
    expect(account.asked.changed).toEqual([{ target: plan.targets[0]?.id, change: { kind: 'reserve', concurrency } }])
    expect(await isPlannedAgain(plan, account)).toBe(true)
  })

  it.each([
    ['--reserved 0', undefined, 'This stops every call: while 0 are reserved, each of them is turned away.'],
    [
      '--reserved 5',
      0,
      "Calls are let in again. At most 5 calls run at once, more are throttled. 5 of the account's concurrency are set aside for it; other functions share the rest.",
    ],
    ['--reserved none', 5, "Its limit is gone: it shares the account's concurrency with the other functions again."],
  ])('%s says what it does to calls', async (flags, reservedConcurrency, sentence) => {
    expect(saidOf(await functionPlanFor(typed(flags), anOrderIntake({ reservedConcurrency }))).impact).toEqual([
      sentence,
    ])
  })

  it('is not below what is provisioned', async () => {
    const account = anOrderIntake({ provisioned: [ready(10), ready(5, { qualifier: '41' })] })
    await expect(functionPlanFor(typed('--reserved 14'), account)).rejects.toMatchObject({ code: 'BelowProvisioned' })
    expect((await functionPlanFor(typed('--reserved 15'), account)).steps).toHaveLength(1)
  })

  it('has nothing to do where it is so already', async () => {
    expect(saidOf(await functionPlanFor(typed('--reserved none'), anOrderIntake())).skipped).toEqual([
      'already without reserved concurrency',
    ])
  })

  it('is there as soon as AWS says so', async () => {
    const plan = await functionPlanFor(typed('--reserved 50'), anOrderIntake())
    expect(await seenOf(plan, anOrderIntake())).toEqual({ kind: 'untouched', state: 'none reserved' })
    expect(await seenOf(plan, anOrderIntake({ reservedConcurrency: 50 }))).toEqual({
      kind: 'there',
      state: '50 reserved',
    })
  })
})

describe('/lambda concurrency --provisioned', () => {
  it('is for an alias, and says that it is paid for', async () => {
    const account = anOrderIntake({ aliases })
    const plan = await functionPlanFor(typed('--provisioned 10 --qualifier live'), account)
    expect(saidOf(plan)).toMatchObject({
      summary: 'provisioned concurrency of live from none to 10',
      impact: ['It is paid for while it stands, called or not.'],
      undo: expect.stringMatching(/ --provisioned none --qualifier live$/),
    })
    expect(plan.undo?.label).toBe('Undo: keep none ready')
    await applied(plan, account)
    expect(account.asked.changed).toMatchObject([{ change: { kind: 'provision', qualifier: 'live', concurrency: 10 } }])
    expect(await isPlannedAgain(plan, account)).toBe(true)
  })

  it('none takes it away', async () => {
    const account = anOrderIntake({ aliases, provisioned: [ready(10)] })
    const plan = await functionPlanFor(typed('--provisioned none --qualifier live'), account)
    expect(plan.steps).toMatchObject([
      { action: 'lambda:DeleteProvisionedConcurrencyConfig', input: { kind: 'provision', qualifier: 'live' } },
    ])
    expect(await seenOf(plan, account)).toEqual({ kind: 'untouched', state: '10 of 10 ready' })
    expect(await seenOf(plan, anOrderIntake({ aliases }))).toEqual({ kind: 'there', state: 'none provisioned' })
    const unread = ['It could not be read.']
    expect(await seenOf(plan, anOrderIntake({ aliases, provisioned: undefined, unread }))).toEqual({
      kind: 'unseen',
      why: 'It could not be read.',
    })
    expect(await seenOf(plan, anOrderIntake({ aliases, unread }))).toMatchObject({ kind: 'there' })
  })

  it.each(['10', 'none'])('%s is not planned where it could not be read what there is', async (count) => {
    const account = anOrderIntake({ aliases, provisioned: undefined, unread: ['It was not to be read.'] })
    await expect(functionPlanFor(typed(`--provisioned ${count} --qualifier live`), account)).rejects.toMatchObject({
      code: 'Unread',
      message: expect.stringContaining('It was not to be read.'),
    })
  })

  it('that failed can be asked for again', async () => {
    const failed = ready(10, { ready: 0, status: 'FAILED', reason: 'Not enough.' })
    const account = anOrderIntake({ aliases, provisioned: [failed] })
    const plan = await functionPlanFor(typed('--provisioned 10 --qualifier live'), account)
    expect(saidOf(plan)).toMatchObject({
      summary: expect.stringContaining('10, which failed'),
      undo: undefined,
      skipped: [],
    })
    expect(await isPlannedAgain(plan, account)).toBe(true)
    // That is the failure of before.
    const state = '0 of 10 ready (failed: Not enough)'
    expect(await seenOf(plan, account)).toEqual({ kind: 'untouched', state })
    expect(await seenOf(plan, anOrderIntake({ aliases, provisioned: [ready(10)] }))).toMatchObject({ kind: 'there' })
    const well = await functionPlanFor(typed('--provisioned 10 --qualifier live'), anOrderIntake({ aliases }))
    expect(await isPlannedAgain(well, account)).toBe(false)
    const ten = anOrderIntake({ aliases, provisioned: [ready(10)] })
    expect(saidOf(await functionPlanFor(typed('--provisioned 10 --qualifier live'), ten)).skipped).toEqual([
      'already at 10 provisioned for live',
    ])
  })

  it('does not exceed what is reserved, together with the others', async () => {
    const account = anOrderIntake({ aliases, reservedConcurrency: 12, provisioned: [ready(5, { qualifier: '41' })] })
    await expect(functionPlanFor(typed('--provisioned 8 --qualifier live'), account)).rejects.toMatchObject({
      code: 'AboveReserved',
      hint: expect.stringContaining('at most 7'),
    })
    expect((await functionPlanFor(typed('--provisioned 7 --qualifier live'), account)).steps).toHaveLength(1)
  })

  it.each<[string, Partial<Provisioned>, object]>([
    ['moving', { ready: 3, status: 'IN_PROGRESS' }, { kind: 'moving', state: '3 of 10 ready' }],
    ['there', {}, { kind: 'there', state: '10 of 10 ready' }],
    [
      'astray',
      { ready: 0, status: 'FAILED', reason: 'Not enough.' },
      { kind: 'astray', why: 'AWS accepted it, and could not provision it: Not enough.' },
    ],
    ['untouched', { wanted: 5 }, { kind: 'untouched' }],
  ])('is %s by its status', async (_, given, seen) => {
    const plan = await functionPlanFor(typed('--provisioned 10 --qualifier live'), anOrderIntake({ aliases }))
    expect(await seenOf(plan, anOrderIntake({ aliases, provisioned: [ready(10, given)] }))).toMatchObject(seen)
  })

  it.each([
    ['', 'OneOfTwo', 'Say either'],
    ['--reserved 5 --provisioned 5 --qualifier live', 'OneOfTwo', 'Give one of them, not both:'],
    ['--reserved 5 --qualifier live', 'OneOfTwo', 'Give one of them, not both:'],
    ['--qualifier live', 'OneOfTwo', 'Say either'],
    ['--provisioned 5', 'NoQualifier'],
    ['--provisioned 5 --qualifier gone', 'NotFound'],
    ['--provisioned 5 --qualifier next', 'Unpublished'],
  ])('refuses "%s"', async (flags, code, start = '') => {
    await expect(functionPlanFor(typed(flags), anOrderIntake({ aliases }))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(start),
    })
  })

  it.each([
    ['--provisioned 0 --qualifier live', 'To keep none ready, write --provisioned none.'],
    ['--reserved many', 'many is not a whole number. Write one, like 50, or none.'],
    ['--provisioned 5 --qualifier $LATEST', '$LATEST is neither the name of an alias'],
  ])('refuses "%s"', async (flags, message) => {
    await expect(functionPlanFor(typed(flags), anOrderIntake({ aliases }))).rejects.toThrow(message)
  })
})
