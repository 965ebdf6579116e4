import type { ClaimedJob } from '../core/job.ts'
import { type Runner, runJob } from './run-job.ts'

export type Lease = { readonly workers: number; readonly leaseMs: number; readonly beatMs: number }

export type Pool = {
  isEmpty(): boolean
  isFull(): boolean
  /** Extends the claims on what runs; what somebody else has taken is told to stop. */
  hold(): Promise<void>
  /** False where there was nothing to claim. */
  claim(): Promise<boolean>
}

type Running = { readonly job: ClaimedJob; readonly lost: AbortController; beatAt: number }

type Ends = {
  readonly stopping: AbortSignal
  /** There is room again. */
  ended(): void
}

/** The jobs that run here, each under a claim of its own. */
export function createPool(runner: Runner, { workers, leaseMs, beatMs }: Lease, { stopping, ended }: Ends): Pool {
  const { store, system, log } = runner
  const running = new Set<Running>()
  return {
    isEmpty: () => running.size === 0,
    isFull: () => running.size >= workers,
    async hold() {
      await Promise.all([...running].map(extend))
    },
    async claim() {
      const now = system.now()
      const job = await store.claimJob({ by: system.newId(), now, until: now + leaseMs })
      if (job !== undefined) begin({ job, lost: new AbortController(), beatAt: now })
      return job !== undefined
    },
  }

  function begin(run: Running): void {
    running.add(run)
    void runJob(run.job, AbortSignal.any([stopping, run.lost.signal]), runner).finally(() => {
      running.delete(run)
      ended()
    })
  }

  async function extend(run: Running): Promise<void> {
    const now = system.now()
    if (run.lost.signal.aborted || now < run.beatAt + beatMs) return
    if (await store.extendClaim(run.job, now + leaseMs)) {
      run.beatAt = now
    } else if (running.has(run)) {
      log.warn({ job: run.job.id, change: run.job.change }, 'a job is not held any more')
      run.lost.abort(new Error('the job is not held any more'))
    }
  }
}
