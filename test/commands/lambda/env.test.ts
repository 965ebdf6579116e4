import { describe, expect, it } from 'vitest'
import { fillForm } from '../../../src/core/lambda/fill-form.ts'
import { createSealer } from '../../../src/sealer.ts'
import {
  anOrderIntake,
  applied,
  functionPlanFor,
  isPlannedAgain,
  saidOf,
  seenOf,
  typedChange,
} from '../../fixtures/function-change.ts'
import { noon } from '../../fixtures/values.ts'

const { seal, unseal } = createSealer('a secret of this test')
const environmentNames = ['OLD_FLAG', 'LOG_LEVEL']
const environments = {
  'order-intake': {
    variables: { LOG_LEVEL: seal('info'), OLD_FLAG: seal('on') },
    revision: 'revision-1',
  },
}
const around = () => anOrderIntake({ environmentNames }, { environments })

/** As it is typed with what the form gives. */
function filledIn(fields: Readonly<Record<string, string>>, flags = ''): string {
  return `lambda env order-intake ${JSON.stringify(fields)} ${flags}`
}

const debug = seal('debug')
const token = seal('t0ken')
const edited = filledIn({
  'value.LOG_LEVEL': debug,
  'new.name': 'PAYMENT_TOKEN',
  'new.value': token,
  remove: 'OLD_FLAG',
})

describe('/lambda env', () => {
  it('opens a form that has a secret field for each variable and shows no value', async () => {
    const asked = await typedChange('lambda env order-intake --reason "OPS-412 flag"', around())
    expect(asked).toMatchObject({
      words: ['lambda', 'env', asked.words[2], '--reason', 'OPS-412 flag'],
      asks: {
        fields: [
          { name: 'value.LOG_LEVEL', label: 'LOG_LEVEL', isSecret: true, isRequired: false },
          { name: 'value.OLD_FLAG', isSecret: true },
          { name: 'new.name' },
          { name: 'new.value', isSecret: true },
          { name: 'remove', choices: [{ value: 'LOG_LEVEL' }, { value: 'OLD_FLAG' }] },
        ],
      },
    })
    expect(JSON.stringify(asked)).not.toMatch(/sealed:|isLong/)
  })

  it('has fields for forty of them, and says how the others are changed', async () => {
    const many = Array.from({ length: 41 }, (_, index) => `NAME_${index}`)
    const asked = await typedChange('lambda env order-intake', anOrderIntake({ environmentNames: many }))
    if (!('asks' in asked)) throw new Error('no form')
    expect(asked.asks.fields.filter(({ name }) => name.startsWith('value.'))).toHaveLength(40)
    expect(asked.asks.about).toContain('Of 41 variables the first 40 are here')
  })

  it('takes the longest value that AWS would, sealed', async () => {
    const asked = await typedChange('lambda env order-intake', around())
    if (!('asks' in asked)) throw new Error('no form')
    expect(fillForm(asked.asks, { 'value.LOG_LEVEL': seal('x'.repeat(4096)) })).toMatchObject({ ok: true })
  })

  it('says which variables, and of no value anything', async () => {
    const account = around()
    const plan = await functionPlanFor(edited, account)
    expect({ ...saidOf(plan), undo: undefined }).toEqual({
      summary: 'sets LOG_LEVEL, PAYMENT_TOKEN, removes OLD_FLAG',
      impact: [
        'Code that still reads OLD_FLAG finds nothing there, and the next call may fail.',
        'Running copies are replaced: the next calls wait for a start.',
      ],
      unread: [],
      undo: undefined,
      skipped: [],
    })
    expect(plan.stops).toBe(true)
    expect(plan.steps[0]?.precondition).toEqual({ revision: 'revision-1' })
    await applied(plan, account)
    expect(account.asked.changed).toMatchObject([
      {
        change: {
          kind: 'environment',
          set: { LOG_LEVEL: debug, PAYMENT_TOKEN: token },
          remove: ['OLD_FLAG'],
          revision: 'revision-1',
        },
      },
    ])
    expect(await isPlannedAgain(plan, account)).toBe(true)
  })

  it('is taken back by the values of before, sealed, and without what was new', async () => {
    const { undo } = await functionPlanFor(edited, around())
    const [values, ...flags] = undo?.words.slice(7) ?? []
    expect(flags).toEqual(['--remove', 'PAYMENT_TOKEN'])
    const later = anOrderIntake({ environmentNames: ['LOG_LEVEL', 'PAYMENT_TOKEN'], revision: 'revision-2' })
    const back = await functionPlanFor(`lambda env order-intake ${values} ${flags.join(' ')}`, later)
    await applied(back, later)
    const [done] = later.asked.changed
    if (done?.change.kind !== 'environment') throw new Error('no environment was changed')
    expect(Object.entries(done.change.set).map(([name, value]) => [name, unseal(value)])).toEqual([
      ['LOG_LEVEL', 'info'],
      ['OLD_FLAG', 'on'],
    ])
    expect(done.change).toMatchObject({ remove: ['PAYMENT_TOKEN'], revision: 'revision-2' })
  })

  it('removes without a form, and cannot be taken back where the values cannot be read', async () => {
    const plan = await functionPlanFor('lambda env order-intake --remove OLD_FLAG', anOrderIntake({ environmentNames }))
    expect(plan.steps[0]?.input).toMatchObject({ set: {}, remove: ['OLD_FLAG'] })
    expect(saidOf(plan)).toMatchObject({ undo: undefined, unread: [expect.stringContaining('there is no undo')] })
  })

  it('does nothing where nothing was filled in', async () => {
    const plan = await functionPlanFor(filledIn({ 'new.name': ' ' }), around())
    expect(plan.steps).toEqual([])
    expect(saidOf(plan).skipped).toEqual(['as it was: no field of the form was filled in'])
  })

  const typedIn = 'Values are typed into the form, never into a message: /lambda env order-intake opens it.'
  it.each([
    ['a value in a message', filledIn({ 'value.LOG_LEVEL': 'debug' }), typedIn],
    ['variables in a message', filledIn({ LOG_LEVEL: 'debug' }), typedIn],
    ['a new value in a message', filledIn({ 'new.name': 'TOKEN', 'new.value': 't0ken' }), typedIn],
    ['a list', 'lambda env order-intake [1]', typedIn],
    ['a number', 'lambda env order-intake {"value.LOG_LEVEL":5}', typedIn],
    ['a name alone', filledIn({ 'new.name': 'TOKEN' }), 'TOKEN has no value: fill in both.'],
    ['a value alone', filledIn({ 'new.value': token }), 'The new value has no name: fill in both.'],
    ['a bad name', filledIn({ 'new.name': '1ST', 'new.value': token }), '"1ST" is no name for a variable'],
    ['a name of one letter', filledIn({ 'new.name': 'A', 'new.value': token }), '"A" is no name for a variable'],
    [
      'a reserved name',
      filledIn({ 'new.name': 'AWS_REGION', 'new.value': token }),
      'AWS_REGION is set by Lambda itself',
    ],
    [
      'two values',
      filledIn({ 'value.LOG_LEVEL': debug, 'new.name': 'LOG_LEVEL', 'new.value': token }),
      'LOG_LEVEL is given two values',
    ],
    [
      'both at once',
      filledIn({ 'value.LOG_LEVEL': debug }, '--remove LOG_LEVEL'),
      'LOG_LEVEL is given a value and removed',
    ],
    ['what is not there', 'lambda env order-intake --remove GONE', 'order-intake has no variable GONE to remove.'],
  ])('refuses %s', async (_, typed, message) => {
    await expect(typedChange(typed, around())).rejects.toThrow(message)
  })

  it.each([
    { revision: 'revision-1', status: 'Successful', acceptedAt: noon, seen: { kind: 'untouched' } },
    { revision: 'revision-2', status: 'Successful', acceptedAt: noon, seen: { kind: 'there', state: 'changed' } },
    { revision: 'revision-2', status: 'InProgress', acceptedAt: noon, seen: { kind: 'moving' } },
    { revision: 'revision-2', status: 'Failed', acceptedAt: noon, seen: { kind: 'astray' } },
    { revision: 'revision-2', status: 'Successful', acceptedAt: undefined, seen: { kind: 'unclear' } },
  ])('is $seen.kind at $revision, $status, accepted at $acceptedAt', async (each) => {
    const { revision, status, acceptedAt, seen } = each
    const plan = await functionPlanFor(edited, around())
    const atHand = { 'order-intake': { revision, lastUpdate: { status, reason: undefined } } }
    expect(await seenOf(plan, anOrderIntake({}, { atHand }), acceptedAt)).toMatchObject(seen)
  })
})
