import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Canonical, canonicalJson } from '../../src/core/canonical-json.ts'
import { type Plan, planHash, type Step } from '../../src/core/plan.ts'
import { planDifferences } from '../../src/core/plan-difference.ts'
import { aChange } from '../store/values.ts'

const { plan } = aChange()
const [target] = plan.targets
const [step] = plan.steps
if (target === undefined || step === undefined) throw new Error('a plan without a step')

const { canonical } = fc.letrec<{ canonical: Canonical }>((tie) => ({
  canonical: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string(),
    fc.array(tie('canonical'), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('canonical'), { maxKeys: 4 }),
  ),
}))
const fields = fc.dictionary(fc.string(), canonical, { maxKeys: 5 })

/** The same with the keys of every object the other way round. */
function turned(value: Canonical): Canonical {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, each]) => [key, each === undefined ? each : turned(each)] as const)
  return Object.fromEntries(entries.toReversed())
}

function withStep(changed: Partial<Step>): Plan {
  return {
    ...plan,
    steps: [{ ...step, target: target?.id ?? '', action: '', input: {}, precondition: {}, ...changed }],
  }
}

const asFields = (value: Canonical): Record<string, Canonical> => Object.fromEntries(Object.entries(Object(value)))

describe('canonical JSON', () => {
  it('does not depend on the order of keys at any depth, and says the same as JSON', () => {
    fc.assert(
      fc.property(canonical, (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('depends on the order of a list', () => {
    expect(canonicalJson(['a', 'b'])).not.toBe(canonicalJson(['b', 'a']))
  })
})

describe('the hash of a plan', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fields, fields, (input, precondition) => {
        const other = { input: asFields(turned(input)), precondition: asFields(turned(precondition)) }
        expect(planHash(withStep(other))).toBe(planHash(withStep({ input, precondition })))
      }),
    )
  })

  it('does not depend on what is only shown', () => {
    fc.assert(
      fc.property(fc.double(), fc.string(), (amount, wording) => {
        const shown: Plan = {
          ...plan,
          targets: [{ ...target, name: wording, owner: wording, state: wording, tags: { note: wording } }],
          skipped: [{ target, reason: wording }],
          impact: [[wording]],
          unread: [wording],
          takes: { groups: [{ name: wording, taken: 1, already: 0, size: 2 }], environments: [], uncounted: [wording] },
          cost: { before: amount, after: 0 },
        }
        expect(planHash(shown)).toBe(planHash(plan))
      }),
    )
  })

  it('depends on what each target has to be like, and on what is called', () => {
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        fc.pre(canonicalJson(one) !== canonicalJson(other))
        expect(planHash(withStep({ precondition: one }))).not.toBe(planHash(withStep({ precondition: other })))
        expect(planHash(withStep({ input: one }))).not.toBe(planHash(withStep({ input: other })))
      }),
    )
  })

  it.each<[string, Partial<Plan>]>([
    ['the command', { words: ['ec2', 'terminate'] }],
    ['the parameters', { parameters: { hibernate: true } }],
    ['the account', { targets: [{ ...target, place: { ...target.place, accountId: '999988887777' } }] }],
    ['the Region', { targets: [{ ...target, place: { ...target.place, region: 'us-east-1' } }] }],
    ['the target', { targets: [{ ...target, id: 'i-00000000000000002' }] }],
    ['the number of steps', { steps: [] }],
    ['what counts as production', { targets: [{ ...target, isProduction: true }] }],
    ['the environment', { targets: [{ ...target, environment: 'dev' }] }],
  ])('depends on %s', (_, changed) => {
    expect(planHash({ ...plan, ...changed })).not.toBe(planHash(plan))
  })
})

it('a plan has the same hash where a new name only moves a step to another place', () => {
  const other = { ...target, id: 'i-00000000000000002', name: 'a-new-name' }
  const steps = [step, { ...step, target: other.id }]
  const two: Plan = { ...plan, targets: [target, other], steps }
  expect(planHash({ ...two, targets: [other, target], steps: steps.toReversed() })).toBe(planHash(two))
})

describe('the difference of two plans', () => {
  const planned: Plan = { ...plan, steps: [{ ...step, precondition: { state: 'running', group: null } }] }
  const freshStep = (changed: Partial<Step>): Plan => ({ ...planned, steps: [{ ...step, ...changed }] })

  it('is nothing where the steps are the same, whatever their keys’ order and what is shown', () => {
    const fresh = {
      ...freshStep({ precondition: { group: null, state: 'running' } }),
      cost: undefined,
      impact: [['x']],
    }
    expect(planDifferences(planned, [0], fresh)).toEqual([])
  })

  it.each<[string, Plan, string]>([
    [
      'another condition',
      freshStep({ precondition: { state: 'running', group: 'shop-web' } }),
      'web-1: group was not set and is shop-web.',
    ],
    [
      'several',
      freshStep({ precondition: { state: 'stopped', group: ['a'] } }),
      'web-1: state was running and is stopped, group was not set and is ["a"].',
    ],
    [
      'another call',
      freshStep({ precondition: { state: 'running', group: null }, input: { Force: true } }),
      'web-1: another call would be made.',
    ],
    [
      'a target that is left out',
      { ...planned, steps: [], targets: [], skipped: [{ target, reason: 'already stopped' }] },
      'web-1 is already stopped.',
    ],
    [
      'another environment',
      { ...planned, targets: [{ ...target, environment: 'prod', isProduction: true }] },
      'web-1: environment was staging and is prod, it is production now.',
    ],
    [
      'no environment any more',
      { ...planned, targets: [{ ...target, environment: undefined }] },
      'web-1: environment was staging and is not set.',
    ],
    [
      'nothing of a revision beside what else is another',
      freshStep({ precondition: { state: 'stopped', group: null, revision: 'r-2' } }),
      'web-1: state was running and is stopped.',
    ],
    [
      'whoever was faster, where the revision alone is another',
      freshStep({ precondition: { state: 'running', group: null, revision: 'r-2' } }),
      'web-1 was changed by somebody else after this card was made. Look again, and ask anew.',
    ],
    ['a target that is gone', { ...planned, steps: [], targets: [] }, 'web-1 is not there any more.'],
  ])('names %s', (_, fresh, sentence) => {
    expect(planDifferences(planned, [0], fresh)).toEqual([sentence])
  })

  it('is only looked for in the steps that are left', () => {
    expect(planDifferences(planned, [], { ...planned, steps: [], targets: [] })).toEqual([])
  })
})
