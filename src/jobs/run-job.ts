import type { JobStore } from '../core/change-store.ts'
import type { ClaimedJob, JobKind } from '../core/job.ts'
import type { Log } from '../core/log.ts'
import { scrub } from '../core/scrub.ts'
import type { System } from '../core/system.ts'

/** `again` is no failure: there is more to do then. */
export type Outcome =
  | { readonly kind: 'finished' }
  | { readonly kind: 'again'; readonly dueAt: number; readonly reason: string }

export type Runner = {
  readonly store: JobStore
  readonly system: System
  readonly log: Log
  /** What it throws is tried again later. Once the signal aborts it returns at its next step, with `again`. */
  work(job: ClaimedJob, signal: AbortSignal): Promise<Outcome>
  /** Ends a job that cannot go on, so that the person hears of it. */
  giveUp(job: ClaimedJob, error: unknown): Promise<void>
}

const backOffMs = [1_000, 4_000, 15_000, 60_000]
const longestBackOffMs = 5 * 60_000
// For a day, as for an answer that Slack does not take: the end of a change is news until then, and nobody else tells it.
const triesOfADay = backOffMs.length + (24 * 3_600_000) / longestBackOffMs
const mostTries: Readonly<Record<JobKind, number>> = { apply: 8, follow: 8, expire: 8, show: triesOfADay }

/**
 * Never throws: a job is finished, put off, or, where the store does not take even that, claimed again once the claim
 * has run out.
 */
export async function runJob(job: ClaimedJob, signal: AbortSignal, runner: Runner): Promise<void> {
  const { store, log, work } = runner
  try {
    signal.throwIfAborted()
    const outcome = await work(job, signal)
    if (outcome.kind === 'finished') await store.finishJob(job)
    else await store.delayJob(job, { dueAt: outcome.dueAt, reason: outcome.reason, countsAsTry: false })
  } catch (error) {
    await failed({ job, error, isStopped: signal.aborted }, runner).catch((cause: unknown) => {
      log.error({ job: job.id, change: job.change, error: cause }, 'a job could not be put off')
    })
  }
}

type Failure = { readonly job: ClaimedJob; readonly error: unknown; readonly isStopped: boolean }

async function failed({ job, error, isStopped }: Failure, runner: Runner): Promise<void> {
  const { store, system, log } = runner
  const fields = { job: job.id, kind: job.kind, change: job.change, attempts: job.attempts, error }
  // What is thrown after the abort is most likely its echo.
  if (isStopped) return store.delayJob(job, { dueAt: system.now(), reason: 'stopped', countsAsTry: false })
  if (job.attempts >= mostTries[job.kind] && (await hasGivenUp({ job, error }, runner))) return store.finishJob(job)
  log.warn(fields, 'a job failed and is tried again')
  const waitMs = backOffMs[job.attempts - 1] ?? longestBackOffMs
  await store.delayJob(job, { dueAt: system.now() + waitMs, reason: scrub(String(error)), countsAsTry: true })
}

/** False where even that failed: then the job stays, so that it does not end in silence. */
async function hasGivenUp({ job, error }: Pick<Failure, 'job' | 'error'>, runner: Runner): Promise<boolean> {
  const { log, giveUp } = runner
  const fields = { job: job.id, kind: job.kind, change: job.change, attempts: job.attempts }
  log.error({ ...fields, error }, 'a job cannot go on')
  try {
    await giveUp(job, error)
    return true
  } catch (cause) {
    log.error({ ...fields, error: cause }, 'a job could not be given up')
    return false
  }
}
