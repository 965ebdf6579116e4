import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Canonical } from '../../src/core/canonical-json.ts'
import { frankfurt } from '../fixtures/values.ts'
import { aFunction, aPerson, aPolicy, aQuestion, aTarget, documented, shown } from './stage.ts'

const barOf = (cedar: string | undefined, command: string, ...groups: string[]) =>
  aPolicy(cedar).findBar({ principal: aPerson(...groups), action: { name: command, effect: 'change' } })

describe('without a target, a command is open', () => {
  const isOpen = (cedar: string | undefined, command: string) =>
    aPolicy(cedar).isOpen({ principal: aPerson('changers'), action: { name: command, effect: 'change' } })
  const everyone = 'permit(principal, action, resource);'

  it('where every target and every circumstance allows it', () => {
    expect(isOpen(everyone, 'ec2 list')).toBe(true)
    expect(isOpen(undefined, 'ec2 list')).toBe(true)
  })

  it.each([
    ['the target', `${everyone} forbid(principal, action, resource) when { resource.production };`],
    ['the time', `${everyone} forbid(principal, action, resource) when { context.weekday == "sat" };`],
    ['the cost', 'permit(principal, action, resource) when { context has costChange };'],
    [
      'a rule that cannot be evaluated',
      `${everyone} forbid(principal, action, resource) when { context.count * 9223372036854775807 > 5 };`,
    ],
  ])('not where it depends on %s', (_, cedar) => {
    expect(isOpen(cedar, 'ec2 stop')).toBe(false)
  })

  it('not where nothing permits it, and not where there is no such command', () => {
    expect(isOpen(undefined, 'ec2 terminate')).toBe(false)
    expect(isOpen(everyone, 'ec2 explode')).toBe(false)
  })
})

describe('without a target, a change is barred', () => {
  it.each([
    ['to whom no rule permits it', 'permit(principal in Group::"leads", action, resource);'],
    ['by a rule for other commands', 'permit(principal, action == Action::"ec2 start", resource);'],
    ['by a rule for another person', 'permit(principal == Person::"T0HARBOUR:U0BEN", action, resource);'],
    ['by conditions on the person alone', 'permit(principal, action, resource) when { principal in Group::"leads" };'],
    [
      'by conditions on the target that the person cannot come to',
      'permit(principal, action, resource) when { principal in Group::"leads" && resource.production };',
    ],
  ])('%s', (_, cedar) => {
    expect(barOf(cedar, 'ec2 stop', 'changers')).toMatchObject({ answer: 'deny', rule: { name: 'no-rule' } })
  })

  it.each([
    ['of everyone', 'forbid(principal, action, resource);'],
    ['of all but some', 'forbid(principal, action, resource) unless { principal in Group::"leads" };'],
    [
      'of all but some, and for those it depends',
      'forbid(principal, action, resource) unless { principal in Group::"leads" && !resource.production };',
    ],
  ])('by a rule that forbids it %s', (_, forbid) => {
    const cedar = `permit(principal, action, resource); @id("stay") @reason("It stays.") ${forbid}`
    expect(barOf(cedar, 'ec2 stop', 'changers')).toEqual({
      answer: 'deny',
      rule: { name: 'stay', where: 'policies/own.cedar line 1' },
      reason: 'It stays.',
    })
  })

  it('with the reason of the rule that would permit it to a group', () => {
    expect(barOf(undefined, 'ec2 stop')).toMatchObject({
      rule: { name: 'no-rule' },
      reason: 'Changes outside production are for the group changers, and you are not in it.',
    })
    expect(barOf('@id("some") permit(principal in Group::"leads", action, resource);', 'ec2 stop')).toMatchObject({
      reason: 'No rule allows /ec2 stop for you. The rule some allows it to the group leads.',
    })
  })

  it('where it is no command', () => {
    expect(barOf('permit(principal, action, resource);', 'ec2 destroy')).toMatchObject({ rule: { name: 'no-rule' } })
  })
})

describe('without a target, nothing is barred', () => {
  it.each([
    'resource.hasTag("team") && resource.getTag("team") == "web"',
    'resource.state == "stopped"',
    'resource.name like "web-*"',
    'resource has environment && resource.environment == "blue"',
    'resource.account.name == "sandbox"',
    'resource in Account::"111122223333"',
    'resource in Region::"eu-central-1"',
    'context.channel == "C0WEBOPS"',
    'context.surface == "direct"',
    'context.count <= 3 && context.count > 1',
    'context has costChange && context.costChange <= 500',
    '!(context has costChange)',
    'context.weekday == "sun" && context.hour < 3 && context.minute == 0',
    'context.now > datetime("2030-01-01")',
  ])('by a permit that asks for %s', (condition) => {
    const rule = `(principal in Group::"changers", action == Action::"ec2 stop", resource)`
    expect(barOf(`permit${rule} when { ${condition} };`, 'ec2 stop', 'changers')).toBeUndefined()
    expect(
      barOf(`permit(principal, action, resource); forbid${rule} when { ${condition} };`, 'ec2 stop', 'changers'),
    ).toBeUndefined()
  })

  it('by a scope that names one instance', () => {
    expect(barOf('permit(principal, action, resource == Instance::"i-1");', 'ec2 stop')).toBeUndefined()
  })

  it('by a rule that cannot be evaluated: that is decided on the target', () => {
    const cedar = 'permit(principal, action, resource) when { context.count * 9223372036854775807 > 5 };'
    expect(barOf(cedar, 'ec2 stop')).toBeUndefined()
  })
})

const examples = readFileSync(join(import.meta.dirname, '../../examples/policies/production.cedar'), 'utf8')

it.each([
  ['the built-in policy', undefined],
  ['docs/policies.md', documented('cedar').join('\n')],
  ['examples/policies', examples],
])('%s allows nothing that is barred', (_, cedar) => {
  const policy = aPolicy(cedar)
  const environment = fc.constantFrom(undefined, 'staging', 'production')
  const question = fc.record({
    command: fc.constantFrom('ec2 start', 'ec2 stop', 'ec2 reboot', 'ec2 terminate', 'lambda invoke'),
    groups: fc.subarray(['changers', 'leads', 'auditors', 'invokers', 'S0456EFGH', 'S0789JKLM']),
    environment,
    tags: fc.constantFrom({}, { team: 'web' }, { protected: 'true' }, { 'windlass:invoke': 'yes' }),
    name: fc.constantFrom('web-1', 'order-refund'),
    payload: fc.constantFrom<Canonical>({}, { dryRun: true, amount: 5 }, { dryRun: 'yes' }, { amount: 501 }),
    channel: fc.constantFrom('C0OPS', 'C0WEBOPS'),
    count: fc.integer({ min: 1, max: 8 }),
    costChange: fc.constantFrom(undefined, -1, 0, 9),
    now: fc.integer({ min: Date.parse('2026-11-23'), max: Date.parse('2026-11-30') }),
  })
  fc.assert(
    fc.property(question, (asked) => {
      const { command, groups, environment: own, tags, name, payload, channel, count, costChange, now } = asked
      const principal = aPerson(...groups)
      const given = { environment: own, isProduction: own === 'production', tags, name, place: frankfurt }
      const target = command === 'lambda invoke' ? aFunction(given) : aTarget(given)
      const context = { channel, count, costChange, now, ...(command === 'lambda invoke' ? { payload } : {}) }
      const whole = aQuestion(command, { principal, resource: target, context })
      if (policy.decide(whole).answer === 'allow') expect(policy.findBar(whole)).toBeUndefined()
      if (policy.isOpen(whole)) expect(policy.decide(whole).answer).toBe('allow')
    }),
    { numRuns: 500 },
  )
})

it('does not take long over a hundred rules', () => {
  const rules = Array.from(
    { length: 100 },
    (_, index) =>
      `permit(principal in Group::"S${100 + index}", action in Action::"change", resource) when { resource.hasTag("t${index}") };`,
  )
  const policy = aPolicy(rules.join('\n'))
  const times = Array.from({ length: 20 }, (_, index) => {
    // Each another person, since one's answer is kept.
    const question = aQuestion('ec2 stop', { principal: aPerson(`S${index}`) })
    const begun = performance.now()
    expect(shown(policy.findBar(question) ?? { answer: 'allow', rule: { name: '', where: '' } })).toBe(
      'deny by no-rule',
    )
    return performance.now() - begun
  }).toSorted((a, b) => a - b)
  expect(times[5]).toBeLessThan(50)
})
