import { describe, expect, it } from 'vitest'
import type { Canonical } from '../../src/core/canonical-json.ts'
import { readPolicies } from '../../src/policy/read-policies.ts'
import { accounts, aFunction, aPerson, aPolicy, aQuestion, registry, shown } from './stage.ts'

const call = 'principal, action == Action::"lambda invoke", resource'
const permit = (condition: string) => `@id("dry") permit(${call}) when { ${condition} };`
const forbid = (condition: string) => `@id("all") permit(${call}); @id("stay") forbid(${call}) when { ${condition} };`

const calling = (payload?: Canonical) =>
  aQuestion('lambda invoke', { resource: aFunction(), context: payload === undefined ? {} : { payload } })

const decided = (cedar: string, payload?: Canonical) => aPolicy(cedar).decide(calling(payload))

describe('a rule on the payload', () => {
  it.each<[string, Canonical, string]>([
    ['context.payload.dryRun == true', { dryRun: true }, 'allow by dry'],
    ['context.payload.dryRun == true', { dryRun: false }, 'deny by no-rule'],
    ['context.payload has dryRun && context.payload.dryRun == true', { dryRun: true, more: [1] }, 'allow by dry'],
    ['context.payload has dryRun && context.payload.dryRun == true', {}, 'deny by no-rule'],
    ['context.payload has dryRun && context.payload.dryRun == true', { dryRun: null }, 'deny by no-rule'],
    ['context has payload.dryRun && context.payload.dryRun == true', { dryRun: true }, 'allow by dry'],
    ['!(context.payload has force && context.payload.force == true)', {}, 'allow by dry'],
    ['!(context.payload has force && context.payload.force == true)', null, 'allow by dry'],
    ['!(context.payload has force) && (5 == 5 || context.payload.force == true)', {}, 'allow by dry'],
    ['context.payload.order.id == "A-17"', { order: { id: 'A-17' } }, 'allow by dry'],
    ['context.payload has order.id && context.payload.order.id like "A-*"', { order: { id: 'A-1' } }, 'allow by dry'],
    ['context.payload has order.id && context.payload.order.id like "A-*"', { order: {} }, 'deny by no-rule'],
    ['context.payload has order && context.payload.order.id == "x"', {}, 'deny by no-rule'],
    ['["a", "b"].contains(context.payload.mode)', { mode: 'b' }, 'allow by dry'],
    ['-5 < context.payload.amount && context.payload.amount <= 500', { amount: 500 }, 'allow by dry'],
    ['context.payload["odd \\" key"] == 1', { 'odd " key': 1 }, 'allow by dry'],
    ['context.payload.constructor == "x"', { constructor: 'x' }, 'allow by dry'],
  ])('%s, of %j: %s', (condition, payload, answer) => {
    expect(shown(decided(permit(condition), payload))).toBe(answer)
  })

  it('says nothing of a change of a function that is not called', () => {
    const policy = aPolicy(
      `@id("all") permit(principal, action == Action::"lambda configure", resource); @id("stay") forbid(${call}) when { context.payload.a == 1 };`,
    )
    expect(shown(policy.decide(aQuestion('lambda configure', { resource: aFunction(), context: {} })))).toBe(
      'allow by all',
    )
  })

  it('is right for every change where it asks for a payload first', () => {
    const policy = aPolicy(
      '@id("all") permit(principal, action in Action::"change", resource) unless { context has payload && context.payload.force == true };',
    )
    expect(shown(policy.decide(aQuestion('ec2 stop')))).toBe('allow by all')
    expect(shown(policy.decide(calling({ force: false })))).toBe('allow by all')
    expect(shown(policy.decide(calling({ force: true })))).toBe('deny by no-rule')
  })

  it('is seen', () => {
    expect(aPolicy(permit('context.payload.dryRun == true')).readsPayload).toBe(true)
    expect(aPolicy(permit('context has payload')).readsPayload).toBe(true)
    expect(aPolicy(permit('resource.name == "context.payload"')).readsPayload).toBe(false)
    expect(aPolicy().readsPayload).toBe(false)
  })
})

describe('a payload that a rule cannot read is a no that says what it needs', () => {
  const amount = 'context.payload has amount && context.payload.amount > 100'

  it.each<[string, Canonical | undefined, string]>([
    [permit('context.payload.dryRun == true'), {}, 'the payload needs dryRun, and it must be true or false.'],
    [permit('context.payload.order.id == "x"'), { order: null }, 'the payload needs order.id, and it must be text.'],
    [permit('context.payload.dryRun == true'), { dryRun: 'true' }, 'in the payload, dryRun must be true or false.'],
    [permit('context.payload.dryRun == true'), [true], 'in the payload, dryRun must be true or false.'],
    [permit('context.payload.a.b == 5'), { a: 'b' }, 'in the payload, a.b must be a whole number.'],
    [permit('context.payload.toString == "x"'), {}, 'the payload needs toString, and it must be text.'],
    [forbid(amount), { amount: '1000' }, 'in the payload, amount must be a whole number.'],
    [forbid(amount), { amount: 100.5 }, 'in the payload, amount must be a whole number.'],
    [forbid(amount), { amount: 1e300 }, 'in the payload, amount must be a whole number.'],
    [forbid(amount), { amount: [1000] }, 'in the payload, amount must be a whole number.'],
    [forbid(amount), { AMOUNT: 5000 }, 'in the payload, "AMOUNT" must be written amount.'],
    [forbid(amount), { amount: 1, Amount: 5000 }, 'in the payload, "Amount" must be written amount.'],
    [
      permit('context.payload.order.skin == "x"'),
      { order: { ſKin: 1 } },
      'in the payload, "ſKin" must be written skin.',
    ],
    [
      permit('context.payload.order.id == "x"'),
      { order: { id: 'x' }, ORDER: {} },
      'in the payload, "ORDER" must be written order.',
    ],
    [forbid(amount), undefined, 'it reads the payload, and there is none yet.'],
    [
      permit('context.payload.n == 2 && context.count * 9223372036854775807 > 5'),
      { n: 2 },
      'it counts further than numbers go.',
    ],
    [
      permit('!(context.payload has n && context.payload.n == 1) && context.count * 9223372036854775807 > 5'),
      {},
      'it counts further than numbers go.',
    ],
  ])('%s, of %j: %s', (cedar, payload, reason) => {
    const name = cedar.includes('stay') ? 'stay' : 'dry'
    const question = calling(payload)
    const decision = aPolicy(cedar).decide({ ...question, context: { ...question.context, count: 2 } })
    expect(decision).toMatchObject({
      answer: 'deny',
      rule: { name },
      reason: `The rule ${name} could not be evaluated, and then the answer is no: ${reason}`,
    })
  })

  it('but no matter to who is not spoken of', () => {
    const cedar = `@id("all") permit(${call}); forbid(principal in Group::"leads", action == Action::"lambda invoke", resource) when { context.payload.dryRun == false };`
    expect(shown(decided(cedar, {}))).toBe('allow by all')
    expect(aPolicy(cedar).decide({ ...calling({}), principal: aPerson('leads') }).answer).toBe('deny')
  })
})

describe('before there is a payload', () => {
  const asked = { principal: aPerson('changers'), action: { name: 'lambda invoke', effect: 'change' } } as const

  it.each([
    permit('context.payload.dryRun == true'),
    permit('context.payload has order.id && context.payload.order.id == "x"'),
    permit('context has payload'),
    forbid('context.payload.dryRun == false'),
  ])('a call is neither barred nor open by %s', (cedar) => {
    const policy = aPolicy(cedar)
    expect(policy.findBar(asked)).toBeUndefined()
    expect(policy.isOpen(asked)).toBe(false)
  })

  it('it is open where no rule reads one', () => {
    expect(aPolicy(`permit(${call});`).isOpen(asked)).toBe(true)
  })
})

function problemsOf(cedar: string): string[] {
  const policies = readPolicies([{ path: 'own.cedar', text: cedar }], { registry, accounts, groups: ['leads'] })
  const found = policies.ok ? policies.warnings : policies.problems
  return found.map(({ setting, problem, help }) => `${setting} ${problem}. ${help}`)
}

describe('a policy that is not right', () => {
  it.each([
    [
      permit('context.payload.dryRun'),
      'own.cedar line 1, column 1 reads context.payload.dryRun and compares it with nothing, so that nobody knows what it has to be. Write context.payload.dryRun == true, context.payload.dryRun == "text" or context.payload.dryRun == 5.',
    ],
    [permit('context.payload has ticket'), 'context.payload.ticket and compares it with nothing'],
    [permit('context.payload.owner == resource.name'), 'context.payload.owner and compares it with nothing'],
    [permit('context.payload.tags.contains("x")'), 'context.payload.tags and compares it with nothing'],
    [permit('context.payload == context.payload'), 'reads context.payload and compares it with nothing'],
    [
      permit('context.payload.order == context.payload.order && context.payload.order.id == 5'),
      'reads context.payload.order as a whole. Compare one of its fields, as is done with context.payload.order.id.',
    ],
    [
      `${permit('context.payload.n == 5')}\n${permit('context.payload.n == "5"').replace('dry', 'other')}`,
      'own.cedar line 2, column 1 compares context.payload.n with text, and elsewhere it is compared with a whole number. It can be of one kind only, in all policies together.',
    ],
    [
      permit('context.payload has a && context.payload.b == 1 || context.payload.a == 2'),
      'reads context.payload.a, which may be absent. Test for it first: context.payload has a && …',
    ],
    [
      'permit(principal, action in Action::"change", resource) when { context.payload.dryRun == true };',
      'reads context.payload, which only calls of functions have. It also applies to other commands. Write context has payload && …, or name the action.',
    ],
    [
      `@confirm("Look.") forbid(${call});`,
      'has @confirm and forbids. Write it on the permit whose commands are to be confirmed.',
    ],
  ])('%s', (cedar, sentence) => {
    expect(problemsOf(cedar)).toEqual([expect.stringContaining(sentence)])
  })

  it('that is misspelt is a warning, and an annotation of somebody’s own is none', () => {
    expect(problemsOf(`@confrim("Look.") permit(${call});`)).toEqual([
      'own.cedar line 1, column 1 has @confrim, which says nothing to Windlass. Did you mean @confirm?',
    ])
    expect(problemsOf(`@owner("shop") permit(${call});`)).toEqual([])
  })

  it.each([
    permit('!(context.payload has force) || (context.payload has force && context.payload.force == false)'),
    `${permit('context.payload has a && context.payload.a == 1')} permit(${call}) when { context.payload.a == 2 };`,
    forbid('!(context.payload has order.id && context.payload.order.id == "x")'),
  ])('is not this one: %s', (cedar) => {
    expect(problemsOf(cedar)).toEqual([])
  })
})

describe('@confirm', () => {
  const plain = '@id("plain") permit(principal, action, resource);'
  const looked = `@id("looked") @confirm("Look.") permit(${call}) when { resource.hasTag("twice") };`

  it.each([
    ['with a sentence', plain + looked],
    ['without one', plain + looked.replace('("Look.")', '')],
  ])('%s asks for a confirmation of what its rule allows, also beside another', (_, cedar) => {
    const twice = { ...calling(), resource: aFunction({ tags: { twice: 'yes' } }) }
    expect(aPolicy(cedar).decide(twice)).toMatchObject({ answer: 'allow', rule: { name: 'plain' }, confirms: true })
    expect(aPolicy(cedar).decide(calling())).not.toHaveProperty('confirms')
    expect(aPolicy(cedar).decide(aQuestion('ec2 stop'))).not.toHaveProperty('confirms')
  })
})
