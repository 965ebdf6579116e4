import { describe, expect, it } from 'vitest'
import { frankfurt } from '../fixtures/values.ts'
import { anInvokeStage, type InvokeScene } from './killed-invoke-stage.ts'
import { findWrongs } from './killed-invoke-wrongs.ts'
import { endEverywhere, type Performed, performOn } from './killed-stage.ts'
import type { Death } from './mortal.ts'

const virginia = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }

// Some hundred performances, each with two starts.
const timeoutMs = 60_000

const on = (scene: InvokeScene) => (deaths: readonly Death[]) => performOn(anInvokeStage(scene), deaths)

function wrongsOf(performed: ReadonlyMap<string, Performed>, scene: InvokeScene): string[] {
  return [...performed].flatMap(([where, one]) => findWrongs(one, scene).map((wrong) => `at ${where}: ${wrong}`))
}

/** The calls at which it becomes unknown whether the function ran, but for those of the worker, which go on beside it. */
function unknownAt(performed: ReadonlyMap<string, Performed>): string[] {
  const unknown = [...performed].filter(([, { change }]) => change.progress[0]?.kind === 'unknown')
  const calls = unknown.map(([where]) => where.split(' ').at(-1) ?? '')
  return calls.filter((call) => call !== 'store.claimJob' && call !== 'store.nextDueAt')
}

describe.each<[string, InvokeScene]>([
  ['in a channel', { place: virginia, isDirect: false }],
  ['in direct messages', { place: virginia, isDirect: true }],
  ['in production, confirmed in a channel', { place: frankfurt, isDirect: false }],
  ['in production, confirmed in direct messages', { place: frankfurt, isDirect: true }],
])('a call of a function %s', (_, scene) => {
  // Where it stands is known of a message alone, and what is pressed has a response_url.
  const saysWorking = ['store.recordWorking', 'outbox.sayWorking']
  const working = scene.isDirect && scene.place === virginia ? [...saysWorking, 'store.recordWorking'] : saysWorking
  it.each([
    ['before', ['caller.callFunction', ...working, 'store.findChange', 'store.saveChange']],
    ['after', ['store.saveChange', 'caller.callFunction', ...working, 'store.findChange']],
  ] as const)(
    'is sent once at most, ends, and has one answer, which is true, wherever the process is killed %s a call',
    async (when, between) => {
      const performed = await endEverywhere(on(scene), when)
      expect(performed.size).toBeGreaterThan(35)
      expect(wrongsOf(performed, scene)).toEqual([])
      // From the intent to the outcome, and nowhere else.
      expect(unknownAt(performed)).toEqual(between)
    },
    timeoutMs,
  )

  it(
    'does so where the process that takes it up is killed too',
    async () => {
      const performed = new Map<string, Performed>()
      for (let at = 5; at < (scene.place === frankfurt ? 60 : 36); at += 4) {
        const first: Death = { at, when: at % 8 === 1 ? 'before' : 'after' }
        const second: Death = { at: 5 + ((at * 5) % 17), when: at % 16 < 8 ? 'before' : 'after' }
        // oxlint-disable-next-line no-await-in-loop -- they would share two cores
        const one = await on(scene)([first, second])
        performed.set(`${at} ${first.when}, then ${second.at} ${second.when}`, one)
      }
      expect(wrongsOf(performed, scene)).toEqual([])
    },
    timeoutMs,
  )
})
