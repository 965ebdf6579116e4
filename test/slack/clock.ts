import type { System } from '../../src/core/system.ts'

type Sleeper = { at: number; wake: () => void }

/** Time that stands still until a test moves it. */
export function createClock(startMs = Date.UTC(2026, 10, 23, 14, 2)) {
  let now = startMs
  let ids = 0
  let sleepers: Sleeper[] = []
  const system: System = {
    now: () => now,
    newId: () => `ID${(ids += 1)}`,
    breathe: () => new Promise((resolve) => void setImmediate(resolve)),
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const sleeper = { at: now + ms, wake: resolve }
        const abort = () => {
          sleepers = sleepers.filter((each) => each !== sleeper)
          reject(signal?.reason)
        }
        if (signal?.aborted === true) return abort()
        sleepers.push(sleeper)
        signal?.addEventListener('abort', abort, { once: true })
      })
    },
  }
  function advance(ms: number): void {
    now += ms
    const due = sleepers.filter(({ at }) => at <= now)
    sleepers = sleepers.filter(({ at }) => at > now)
    for (const { wake } of due) wake()
  }
  /** Waits for the work, and moves the clock for whatever would be over within a second. */
  async function pass<T>(work: Promise<T>): Promise<T> {
    const over = new AbortController()
    const end = () => over.abort()
    work.then(end, end)
    while (!over.signal.aborted) {
      await new Promise(setImmediate)
      if (sleepers.some(({ at }) => at - now <= 1_000)) advance(100)
    }
    return work
  }
  return {
    system,
    advance,
    pass,
    /** A system to which every wait is over at once, and time has passed. */
    skipping: { ...system, sleep: async (ms: number) => advance(ms) } satisfies System,
  }
}
