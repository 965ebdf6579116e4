import { describe, expect, it } from 'vitest'
import type { TrailRead } from '../../../../src/core/evidence.ts'
import type { FunctionFacts } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { functionFacts, hour, queue, trailEvent } from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

const counts = { invocations: 0, errors: 0, throttles: 0 }
const rule = queue({ kind: 'EventBridge', name: 'nightly', state: undefined, id: undefined })
const call = (name: string, hoursAgo: number, asked: object = { name: 'nightly' }) =>
  trailEvent(name, noon - hoursAgo * hour, { asked: JSON.stringify(asked) })
const uncalled = (switches: TrailRead, triggers = [rule]) =>
  functionFacts({ about: 'idle', counts, details: { triggers }, switches })

const lead = 'order-intake was not called in the last day, most likely since its rule was'
const disabled = `${lead} disabled: grace (role deployer) disabled the EventBridge rule nightly 2026-11-22T06:00Z, 1 d ago`
const nothing =
  'order-intake was not called in the last day: no call reached it. It could be called by EventBridge nightly.'

type Case = readonly [name: string, facts: FunctionFacts, rule: string, says: string]

const rows: readonly Case[] = [
  [
    'its rule was disabled',
    uncalled({ value: [call('DisableRule', 30)] }),
    'rule-off',
    `${disabled}, and nobody has enabled it since, as far as CloudTrail shows.`,
  ],
  [
    'its rule was disabled, and what came after was not all read',
    uncalled({ value: [call('DisableRule', 30)], readTo: noon - 2 * hour }),
    'rule-off',
    `${disabled}; whether somebody has enabled it since was not read.`,
  ],
  [
    'one of what calls it was disabled',
    uncalled({ value: [call('DisableRule', 30)] }, [rule, queue()]),
    'rule-off',
    `${disabled}, and nobody has enabled it since, as far as CloudTrail shows. Else it could be called by SQS orders.`,
  ],
  [
    'its rule was put anew, and disabled',
    uncalled({ value: [call('PutRule', 30, { name: 'nightly', state: 'DISABLED' }), call('DisableRule', 90)] }),
    'rule-off',
    `${disabled}, and nobody has enabled it since, as far as CloudTrail shows.`,
  ],
  [
    'its rule was deleted',
    uncalled({ value: [call('DeleteRule', 30)] }),
    'rule-off',
    `${lead} deleted: grace (role deployer) deleted the EventBridge rule nightly 2026-11-22T06:00Z, 1 d ago, and nobody has made it anew since, as far as CloudTrail shows.`,
  ],
  [
    'nothing came, where its rule was enabled again',
    uncalled({ value: [call('DisableRule', 40), call('EnableRule', 30)] }),
    'never-called',
    nothing,
  ],
  [
    'nothing came, where its rule was put anew',
    uncalled({ value: [call('DeleteRule', 40), call('PutRule', 30, { name: 'nightly' })] }),
    'never-called',
    nothing,
  ],
  [
    'nothing came, where another rule was disabled',
    uncalled({ value: [call('DisableRule', 40, { name: 'nightly-2' })] }),
    'never-called',
    nothing,
  ],
  ['nothing came, where CloudTrail could not be read', uncalled({ unread: 'No.' }), 'never-called', nothing],
  [
    'its mapping was switched off, and by whom',
    uncalled({ value: [call('UpdateEventSourceMapping', 30, { uUID: 'mapping-1', enabled: false })] }, [
      queue({ state: 'Disabled' }),
    ]),
    'trigger-off',
    'SQS orders is disabled: nothing comes to order-intake from it, and it was not called in the last day. Nothing else is set up to call it. grace (role deployer) disabled it 2026-11-22T06:00Z, 1 d ago.',
  ],
]

describe('why a function is never called', () => {
  it.each(rows)('is that %s', (_, facts, ...expected) => {
    const [first] = diagnoseFunction(facts)
    expect([first.rule, plain(first.finding)]).toEqual(expected)
  })

  it('is not that its rule is disabled, where it is called', () => {
    const facts = { ...uncalled({ value: [call('DisableRule', 30)] }), counts: { ...counts, invocations: 12 } }
    expect(diagnoseFunction(facts)[0].rule).toBe('nothing-wrong')
  })

  it('is said with what was not read: the state of the rule', () => {
    expect(plain(diagnoseFunction(uncalled({ value: [] }))[0].next ?? [])).toContain(
      'the rule is enabled (its state was not read)',
    )
    expect(plain(diagnoseFunction(uncalled({ value: [] }, [queue()]))[0].next ?? [])).not.toContain('was not read')
  })
})

describe('a key of its variables that cannot be used', () => {
  const withCode = (environmentError: string, given: Pick<Partial<FunctionFacts>, 'about' | 'counts'> = {}) =>
    functionFacts({ about: 'failing', counts, details: { environmentError }, ...given })
  const disabledKey =
    'order-intake cannot start: The KMS key of its environment variables is disabled. Without the key Lambda cannot decrypt them.'

  it.each([
    ['DisabledException', disabledKey],
    ['KMSDisabledException', disabledKey],
    [
      'KMSInvalidStateException',
      'order-intake cannot start: The KMS key of its environment variables is gone, or will be deleted. Without the key Lambda cannot decrypt them.',
    ],
  ])('is the cause, by the code %s', (code, says) => {
    for (const about of ['failing', 'idle', undefined] as const) {
      const [first, ...others] = diagnoseFunction(withCode(code, { about }))
      expect(others).toEqual([])
      expect([first.rule, plain(first.finding)]).toEqual(['key-unusable', says])
    }
  })

  it('leaves what runs', () => {
    const [first] = diagnoseFunction(withCode('DisabledException', { counts: { ...counts, invocations: 3 } }))
    expect(plain(first.finding)).toBe(`${disabledKey} What still runs of it goes on until Lambda replaces it.`)
  })

  it('is not the cause where only Windlass may not use it', () => {
    expect(diagnoseFunction(withCode('AccessDeniedException'))[0].rule).not.toBe('key-unusable')
  })
})
