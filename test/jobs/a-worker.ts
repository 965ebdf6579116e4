import { setImmediate as turn } from 'node:timers/promises'
import type { ClaimedJob, Job } from '../../src/core/job.ts'
import type { Store } from '../../src/core/store.ts'
import type { Outcome } from '../../src/jobs/run-job.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import { createClock } from '../fixtures/clock.ts'
import { noon } from '../fixtures/values.ts'
import { aStore } from '../store/open.ts'
import { aChange, aProposal } from '../store/values.ts'

export const finished: Outcome = { kind: 'finished' }

type Run = { job: ClaimedJob; signal: AbortSignal; end(outcome: Outcome): void; fail(error: unknown): void }

type Given = {
  store?: Partial<Store>
  workers?: number
  giveUp?: () => Promise<void>
  /** What the work does when its signal aborts; it goes on until the test ends it, if not said otherwise. */
  onAbort?: (run: Run) => void
}

/** Until all that can go on without the clock has. */
export async function settle() {
  // oxlint-disable-next-line no-await-in-loop -- one turn after the other
  for (let turns = 0; turns < 50; turns += 1) await turn()
}

/** A store, and workers on it that are stopped before it goes. */
export async function aYard() {
  const at = await aStore()
  const made: ReturnType<typeof aWorkerOn>[] = []
  return {
    store: at.store,
    write: (...jobs: Job[]) => at.store.recordProposed(aProposal(aChange(), { jobs })),
    aWorker(given: Given = {}) {
      const one = aWorkerOn(at.store, { ...given, name: `W${made.length}` })
      made.push(one)
      return one
    },
    async remove() {
      await Promise.all(made.map((one) => one.leave()))
      await at.remove()
    },
  }
}

/** A worker whose work goes on until the test ends it, under a clock of its own that the test moves. */
function aWorkerOn(store: Store, given: Given & { name: string }) {
  const { system, advance } = createClock(noon)
  const runs: Run[] = []
  const givenUp: { id: string; error: unknown }[] = []
  const quiet = () => undefined
  const worker = createWorker({
    store: { ...store, ...given.store },
    system: { ...system, newId: () => `${given.name}-${system.newId()}` },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    work(job, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
      const run = { job, signal, end: resolve, fail: reject }
      runs.push(run)
      signal.addEventListener('abort', () => given.onAbort?.(run))
      return promise
    },
    async giveUp(job, error) {
      givenUp.push({ id: job.id, error })
      await given.giveUp?.()
    },
    ...(given.workers === undefined ? {} : { workers: given.workers }),
  })
  const last = () => {
    const run = runs.at(-1)
    if (run === undefined) throw new Error('nothing was begun')
    return run
  }
  return {
    worker,
    runs,
    givenUp,
    system,
    last,
    async start() {
      await worker.start()
      await settle()
    },
    async end(outcome: Outcome) {
      last().end(outcome)
      await settle()
    },
    async fail(error: unknown = new Error('no route to host')) {
      last().fail(error)
      await settle()
    },
    /** At one go, as after a suspension. */
    async jump(ms: number) {
      advance(ms)
      await settle()
    },
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= 1_000) {
        advance(Math.min(left, 1_000))
        // oxlint-disable-next-line no-await-in-loop -- one second after the other
        await settle()
      }
    },
    async leave() {
      const stopped = worker.stop()
      for (const run of runs) run.end({ kind: 'again', dueAt: system.now(), reason: 'left' })
      await stopped
    },
  }
}
