import type { CallResult } from '../../src/core/lambda/call.ts'
import type { FunctionCaller } from '../../src/core/lambda/caller.ts'
import type { FunctionChanger } from '../../src/core/lambda/changer.ts'
import type { LambdaFunction } from '../../src/core/lambda/function.ts'
import type { System } from '../../src/core/system.ts'
import { aFunctionsAccount } from '../fixtures/functions.ts'
import { noChange } from '../fixtures/spine.ts'

export type Called = {
  readonly name: string
  readonly payload: string
  /** What the audit said of its change when Lambda began. */
  readonly recorded: readonly string[]
}

// Longer than "Working…" takes to be said.
const tookMs = 2_000

/** Functions that count their calls, and outlive who calls them. */
export function callableFunctions(functions: readonly LambdaFunction[], system: System) {
  const calls: Called[] = []
  return {
    reader: aFunctionsAccount(functions),
    /** Rehearsals are not in it. */
    calls,
    callerFor: (
      isRehearsal: boolean,
      readAudit: () => Promise<readonly string[]>,
    ): FunctionCaller & FunctionChanger => ({
      changeFunction: noChange,
      async callFunction({ name }, { payload }) {
        if (isRehearsal) return { kind: 'accepted', requestId: 'request-0' }
        calls.push({ name, payload, recorded: await readAudit() })
        await system.sleep(tookMs)
        return { kind: 'accepted', requestId: 'request-1', result: resultAt(system.now()) }
      },
    }),
  }
}

function resultAt(at: number): CallResult {
  return {
    requestId: 'request-1',
    status: 200,
    at,
    tookMs,
    version: '$LATEST',
    isAsync: false,
    payload: { kind: 'json', text: '{"refunded":42}' },
    failure: undefined,
    log: undefined,
    report: undefined,
  }
}
