import { describe, expect, it } from 'vitest'
import type { Resource } from '../../src/core/decision.ts'
import { builtIn } from '../../src/policy/built-in.ts'
import { readPolicies } from '../../src/policy/read-policies.ts'
import { aFunction, aPerson, aPlace, aPolicy, aQuestion, aTarget, registry, shown } from './stage.ts'

const policy = aPolicy()

it('is right, and so is not looked at again at every start', () => {
  const known = { registry, accounts: undefined, groups: ['changers', 'auditors', 'invokers'] }
  expect(readPolicies([builtIn], known)).toMatchObject({ ok: true, warnings: [] })
})

const people = {
  viewer: [],
  invoker: ['invokers'],
  changer: ['changers'],
  lead: ['leads'],
  auditor: ['auditors'],
} as const
const environments = { production: true, staging: false, none: false } as const
const channels = ['C0OPS', 'D0ADA']
const times = ['2026-11-23T12:00:00Z', '2026-11-28T23:30:00Z']

const both = (rule: string) => ({ production: rule, staging: rule, none: rule })
const noRule = { production: 'deny by nobody-changes-production', staging: 'deny by no-rule', none: 'deny by no-rule' }
const final = both('deny by nobody-terminates')
const read = both('allow by everyone-reads')
const forChangers = {
  production: 'deny by nobody-changes-production',
  staging: 'allow by changers-change-outside-production',
  none: 'allow by changers-change-outside-production',
}
const switched = { changer: both('allow by changers-change-outside-production'), other: both('deny by no-rule') }

type Cells = Record<keyof typeof people, Record<keyof typeof environments, string>>

const others = (own: Cells['viewer']) => ({ viewer: own, invoker: own, lead: own, auditor: own })

const table: Record<string, Cells> = {
  'ec2 list': { changer: read, ...others(read) },
  'windlass help': { changer: read, ...others(read) },
  'windlass audit': {
    ...others(both('deny by no-rule')),
    changer: both('allow by changers-read-what-is-sensitive'),
    auditor: both('allow by auditors-read-what-is-sensitive'),
  },
  'ec2 start': { changer: forChangers, ...others(noRule) },
  'ec2 stop': { changer: forChangers, ...others(noRule) },
  'ec2 reboot': { changer: forChangers, ...others(noRule) },
  'ec2 terminate': { changer: final, ...others(final) },
  // Without the tag windlass:invoke; with it, see below.
  'lambda invoke': { changer: forChangers, ...others(noRule) },
  'lambda configure': { changer: forChangers, ...others(noRule) },
  'windlass pause': { changer: switched.changer, ...others(switched.other) },
  'windlass resume': { changer: switched.changer, ...others(switched.other) },
}

function resourceOf(command: string, environment: keyof typeof environments): Resource | undefined {
  if (command.startsWith('windlass')) return undefined
  const isProduction = environments[environment]
  if (command === 'ec2 list') return aPlace(isProduction)
  const make = command.startsWith('lambda') ? aFunction : aTarget
  return make({ environment: environment === 'none' ? undefined : environment, isProduction })
}

const cells = Object.entries(table).flatMap(([command, byPerson]) =>
  Object.entries(byPerson).flatMap(([person, byEnvironment]) =>
    Object.entries(byEnvironment).flatMap(([environment, expected]) =>
      channels.flatMap((channel) => times.map((time) => ({ command, person, environment, channel, time, expected }))),
    ),
  ),
)

const isKey = <Row extends object>(row: Row, key: string): key is Extract<keyof Row, string> => Object.hasOwn(row, key)

describe('the built-in policy', () => {
  it('has a row for every command here', () => {
    expect(Object.keys(table).toSorted()).toEqual(registry.commands.map(({ words }) => words.join(' ')).toSorted())
    expect(cells).toHaveLength(11 * 5 * 3 * 2 * 2)
  })

  it.each(cells)('$person, $command, $environment, $channel, $time: $expected', (cell) => {
    const { command, person, environment, channel, time, expected } = cell
    if (!isKey(people, person) || !isKey(environments, environment)) throw new Error('no such row')
    const question = aQuestion(command, {
      principal: aPerson(...people[person]),
      resource: resourceOf(command, environment),
      context: { channel, now: Date.parse(time) },
    })
    expect(shown(policy.decide(question))).toBe(expected)
  })

  it.each([
    ['ec2 stop', false, 'Changes outside production are for the group changers, and you are not in it.'],
    [
      'ec2 stop',
      true,
      'Changes to production are not allowed by the built-in policy, except calls of functions that carry the tag windlass:invoke by the group invokers.',
    ],
    [
      'ec2 terminate',
      false,
      'Nobody may terminate instances: the built-in policy allows nothing that cannot be taken back.',
    ],
    [
      'windlass audit',
      false,
      'Logs, console output and the audit are for the groups changers and auditors, and you are in neither.',
    ],
  ])('tells a viewer why not %s (production: %s)', (command, isProduction, reason) => {
    const question = aQuestion(command, { principal: aPerson(), resource: aTarget({ isProduction }) })
    expect(policy.decide(question)).toMatchObject({ answer: 'deny', reason })
  })

  const groups = { nobody: [], invokers: ['invokers'], changers: ['changers'], both: ['changers', 'invokers'] } as const
  const byInvokers = 'allow by invokers-call-what-is-tagged'
  const byChangers = 'allow by changers-change-outside-production'
  const barred = 'deny by nobody-changes-production'
  const none = 'deny by no-rule'

  it.each<[keyof typeof groups, string | undefined, { production: string; elsewhere: string }]>([
    ['nobody', undefined, { production: barred, elsewhere: none }],
    ['nobody', 'no', { production: barred, elsewhere: none }],
    ['nobody', 'yes', { production: barred, elsewhere: none }],
    ['invokers', undefined, { production: barred, elsewhere: none }],
    ['invokers', 'no', { production: barred, elsewhere: none }],
    ['invokers', 'No', { production: barred, elsewhere: none }],
    ['invokers', 'yes', { production: byInvokers, elsewhere: byInvokers }],
    ['invokers', '', { production: byInvokers, elsewhere: byInvokers }],
    ['changers', undefined, { production: barred, elsewhere: byChangers }],
    ['changers', 'no', { production: barred, elsewhere: byChangers }],
    ['changers', 'yes', { production: barred, elsewhere: byChangers }],
    ['both', undefined, { production: barred, elsewhere: byChangers }],
    ['both', 'no', { production: barred, elsewhere: byChangers }],
    ['both', 'yes', { production: byInvokers, elsewhere: byInvokers }],
  ])('%s, a function with windlass:invoke %s: %o', (who, tag, { production, elsewhere }) => {
    const tags = tag === undefined ? {} : { 'windlass:invoke': tag }
    const answers = [true, false].map((isProduction) => {
      const resource = aFunction({ isProduction, tags })
      return shown(policy.decide(aQuestion('lambda invoke', { principal: aPerson(...groups[who]), resource })))
    })
    expect(answers).toEqual([production, elsewhere])
  })

  it('lets an invoker do nothing else, whatever is tagged', () => {
    const tags = { 'windlass:invoke': 'yes' }
    const answers = ['ec2 start', 'ec2 stop', 'ec2 terminate'].map((command) => {
      const resource = aTarget({ isProduction: true, tags })
      return shown(policy.decide(aQuestion(command, { principal: aPerson('invokers', 'changers'), resource })))
    })
    expect(answers).toEqual([barred, barred, 'deny by nobody-terminates'])
  })

  it.each([
    ['nobody', 'yes', 'Functions that carry the tag windlass:invoke may be called by the group invokers.'],
    ['nobody', 'no', 'Changes outside production are for the group changers, and you are not in it.'],
    [
      'invokers',
      'no',
      'No rule allows /lambda invoke on order-intake for you. Functions that carry the tag windlass:invoke may be called by the group invokers.',
    ],
  ] as const)('tells %s why not a function with windlass:invoke %s', (who, tag, reason) => {
    const resource = aFunction({ tags: { 'windlass:invoke': tag } })
    const question = aQuestion('lambda invoke', { principal: aPerson(...groups[who]), resource })
    expect(policy.decide(question)).toMatchObject({ answer: 'deny', reason })
  })

  it('says before there is a function who may call any', () => {
    const asked = (...own: string[]) => ({
      principal: aPerson(...own),
      action: { name: 'lambda invoke', effect: 'change' } as const,
    })
    expect(policy.findBar(asked('invokers'))).toBeUndefined()
    expect(policy.isOpen(asked('invokers'))).toBe(false)
    expect(policy.findBar(asked())).toMatchObject({
      reason: 'Functions that carry the tag windlass:invoke may be called by the group invokers.',
    })
  })

  it('says that a rule is its own', () => {
    expect(policy.decide(aQuestion('ec2 terminate')).rule).toEqual({
      name: 'nobody-terminates',
      where: 'the built-in policy',
    })
  })

  it('allows nothing that is no command', () => {
    expect(policy.decide(aQuestion('ec2 destroy'))).toEqual({
      answer: 'deny',
      rule: { name: 'no-rule', where: undefined },
      reason: 'No rule allows /ec2 destroy on web-1 for you.',
    })
  })
})
