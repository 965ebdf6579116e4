import { createAlarm } from './alarm.ts'
import { createPool, type Lease } from './pool.ts'
import type { Runner } from './run-job.ts'

export type Worker = {
  /** For the only process that owns the store: what an earlier one held is free again. */
  start(): Promise<void>
  /** There are jobs that were not there before: begins with them at once. */
  wake(): void
  /** Claims nothing more, tells what runs to stop, and resolves once all of it has. */
  stop(): Promise<void>
}

const usual: Lease = { workers: 8, leaseMs: 30_000, beatMs: 10_000 }

// Bounds how late it is noticed that a claim has run out or that the clock was set.
const longestRestMs = 1_000

/**
 * One loop that holds on to what runs before it claims anything: a process that was suspended for longer than a lease
 * does not take its own jobs for abandoned.
 */
export function createWorker(settings: Runner & Partial<Lease>): Worker {
  const { store, system, log } = settings
  const stopping = new AbortController()
  const alarm = createAlarm(system)
  const ends = { stopping: stopping.signal, ended: alarm.ring }
  const pool = createPool(settings, { ...usual, ...settings }, ends)
  const mayClaim = () => !stopping.signal.aborted && !pool.isFull()
  let ended: Promise<void> | undefined

  return {
    async start() {
      await store.releaseClaims()
      ended = run()
    },
    wake: alarm.ring,
    async stop() {
      stopping.abort(new Error('Windlass is stopping'))
      alarm.ring()
      await ended
    },
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted || !pool.isEmpty()) {
      alarm.set()
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what it is for
      await round().catch((error: unknown) => {
        log.error({ error }, 'jobs cannot be claimed')
        return alarm.wait(longestRestMs)
      })
    }
  }

  async function round(): Promise<void> {
    await pool.hold()
    // Others have their turn before the next one.
    if (mayClaim() && (await pool.claim())) return system.breathe()
    const next = mayClaim() ? await store.nextDueAt() : undefined
    const waitMs = next === undefined ? longestRestMs : Math.max(next - system.now(), 0)
    await alarm.wait(Math.min(waitMs, longestRestMs))
  }
}
