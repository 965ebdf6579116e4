import { onTestFinished } from 'vitest'
import { changes } from '../../src/config/changes.ts'
import type { Acted } from '../../src/core/acted.ts'
import type { Call, CallResult } from '../../src/core/lambda/call.ts'
import type { FoundLogs } from '../../src/core/lambda/functions.ts'
import type { FunctionRules } from '../../src/core/lambda/rules.ts'
import { aFunction, aFunctionsAccount } from '../fixtures/functions.ts'
import { aSpine } from '../fixtures/spine.ts'
import { aDelivery, noon } from '../fixtures/values.ts'

export const sandboxPlace = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }

const { caps } = changes.parse({})

export const result: CallResult = {
  requestId: 'r-1',
  status: 200,
  at: noon,
  tookMs: 120,
  version: '$LATEST',
  isAsync: false,
  payload: { kind: 'json', text: '{"ok":true}' },
  failure: undefined,
  log: undefined,
  report: undefined,
}

export type Given = {
  readonly groups?: readonly string[]
  readonly place?: typeof sandboxPlace
  readonly tags?: Record<string, string>
  readonly acts?: (call: Call) => Promise<Acted>
  readonly rules?: FunctionRules
  readonly policies?: string
  readonly logs?: FoundLogs
  readonly perPersonPerHour?: number
}

/** One function, somebody who gives commands, and what it was called with. */
export async function aStage({ groups = ['changers'], place = sandboxPlace, tags = {}, acts, ...given }: Given = {}) {
  const { rules, policies, logs, perPersonPerHour } = given
  const calls: Call[] = []
  const rehearsals: Call[] = []
  const found = aFunction({ name: 'order-intake', place })
  const atHand = { 'order-intake': { tags: new Map(Object.entries(tags)) } }
  const world = await aSpine({
    groups,
    functions: aFunctionsAccount([found], [], { atHand, ...(logs === undefined ? {} : { logs }) }),
    callerFor: ({ isRehearsal }) => ({
      async callFunction(_, call) {
        if (isRehearsal) {
          rehearsals.push(call)
          return { kind: 'accepted', requestId: 'r-0' }
        }
        calls.push(call)
        return acts === undefined ? { kind: 'accepted', requestId: 'r-1', result } : acts(call)
      },
    }),
    ...(rules === undefined ? {} : { functionRules: rules }),
    ...(policies === undefined ? {} : { policies }),
    ...(perPersonPerHour === undefined ? {} : { changes: { caps: { ...caps, perPersonPerHour } } }),
  })
  onTestFinished(() => world.close())
  let count = 0
  const give = async (delivery: ReturnType<typeof aDelivery>) => {
    await world.spine.receive(delivery)
    await world.spine.answer(delivery)
    return world.outbox.written.at(-1)
  }
  return {
    ...world,
    calls,
    rehearsals,
    give,
    say: (words: string, from: Parameters<typeof aDelivery>[1] = {}) =>
      give(aDelivery(words, { id: `T0HARBOUR:said-${++count}`, ...from })),
    changes: async () =>
      (await world.ports.store.listChanges({ user: undefined, which: 'all', offset: 0, limit: 10 })).changes,
    events: async () => {
      const any = { user: undefined, target: undefined, command: undefined, since: undefined, change: undefined }
      return (await world.ports.store.listEvents({ ...any, offset: 0, limit: 50 })).events.map(({ kind }) => kind)
    },
  }
}

export const called = (payload: string, more: Partial<Call> = {}): Call => ({
  payload,
  qualifier: undefined,
  isAsync: false,
  ...more,
})
