import type { Clock } from '../../../src/playground/slack/clock.ts'
import { system } from '../../../src/system.ts'

export type TestClock = Clock & {
  /** Moves time on and lets everything that was due run, in order. */
  advance(ms: number): Promise<void>
}

type Sleeper = { at: number; wake: () => void }

/** Stands still until a test moves it. It starts at the real time, which signatures are compared with. */
export function createTestClock(): TestClock {
  let now = system.now()
  const sleepers = new Set<Sleeper>()

  return {
    now: () => now,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const sleeper = { at: now + ms, wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper)
          reject(signal.reason)
        })
      })
    },
    async advance(ms) {
      const until = now + ms
      for (;;) {
        const [next] = [...sleepers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
        if (next === undefined) break
        now = Math.max(now, next.at)
        sleepers.delete(next)
        next.wake()
        await settle()
      }
      now = until
      await settle()
    },
  }
}

/** Whatever follows without waiting has happened. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
