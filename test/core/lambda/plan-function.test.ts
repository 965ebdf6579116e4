import { describe, expect, it } from 'vitest'
import type { FunctionChange } from '../../../src/core/lambda/changer.ts'
import { changeOf, functionPlan } from '../../../src/core/lambda/plan-function.ts'
import { functionTarget } from '../../../src/core/lambda/target.ts'
import type { Step } from '../../../src/core/plan.ts'
import { aFunction } from '../../fixtures/functions.ts'
import { production } from '../../fixtures/values.ts'

const target = functionTarget(aFunction(), new Map(), {
  accounts: [production],
  tagKeys: { owner: 'owner', environment: 'env' },
  production: [],
})

function planned(change: FunctionChange) {
  return functionPlan({
    target,
    words: ['lambda', 'configure'],
    action: 'lambda:UpdateFunctionConfiguration',
    change,
    precondition: {},
    parameters: { memory: 512, timeout: undefined },
    summary: [],
    impact: [],
    unread: [],
  })
}

describe('a change of a function', () => {
  it.each<FunctionChange>([
    { kind: 'configure', memoryMb: 512, timeoutSeconds: undefined },
    { kind: 'environment', set: { LOG_LEVEL: 'sealed:x' }, remove: ['OLD_FLAG'], revision: 'r-1' },
    { kind: 'reserve', concurrency: 0 },
    { kind: 'reserve', concurrency: undefined },
    { kind: 'provision', qualifier: 'live', concurrency: 10 },
    { kind: 'publish', description: undefined, revision: 'r-1' },
    { kind: 'publish', description: 'gift cards', revision: 'r-1' },
    { kind: 'point', alias: 'live', version: '7', weights: { 8: 0.1 }, revision: 'r-1' },
    { kind: 'trigger', mapping: 'u-1', isOn: false },
  ])('$kind is read back from its stored step as it was', (change) => {
    const plan = planned(change)
    expect(plan.parameters).toEqual({ memory: 512 })
    const [stored]: Step[] = JSON.parse(JSON.stringify(plan.steps))
    if (stored === undefined) throw new Error('no step')
    expect(stored).toEqual(plan.steps[0])
    expect(changeOf(stored)).toEqual(change)
  })

  it.each([
    {},
    { kind: 'invoke', payload: '{}' },
    { kind: 'configure', memoryMb: '512' },
    { kind: 'environment', set: ['LOG_LEVEL'], remove: [], revision: 'r-1' },
    { kind: 'environment', set: {}, remove: 'OLD_FLAG', revision: 'r-1' },
    { kind: 'publish' },
    { kind: 'point', alias: 'live', version: '7', weights: { 8: '0.1' }, revision: 'r-1' },
    { kind: 'trigger', mapping: 'u-1' },
  ])('%j is none', (input) => {
    const step = { target: target.id, action: 'lambda:UpdateFunctionConfiguration', input, precondition: {} }
    expect(() => changeOf(step)).toThrow('a step that changes no function')
  })
})
