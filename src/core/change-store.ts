import type { AuditEvent, AuditReader } from './audit.ts'
import type { Change } from './change.ts'
import type { ChangeReader } from './changes.ts'
import type { Answered } from './invocation.ts'
import type { ClaimedJob, Job } from './job.ts'
import type { Pause } from './pause.ts'

/** What is written with a change, in the same transaction: no event, no change. */
export type Beside = {
  readonly events: readonly AuditEvent[]
  readonly jobs: readonly Job[]
  /** Only where this person confirmed fewer since then: counted in the same transaction, so that no two pass at once. */
  readonly within?: { readonly since: number; readonly fewerThan: number }
}

export type Proposed = Beside & { readonly change: Change; readonly answered: Answered }

/** Changes, the jobs that carry them on, and the pause. Every call has happened on disk when it returns. */
export type ChangeStore = ChangeReader &
  AuditReader & {
    /** The change with the invocation that proposed it; false, and nothing is written, where it is not `within`. Throws where the delivery has proposed already. */
    recordProposed(proposed: Proposed): Promise<boolean>
    /** What this delivery proposed: found after a crash, it is not proposed again. */
    findProposedBy(deliveryId: string): Promise<Change | undefined>
    /**
     * Compare-and-set: false, and nothing is written, where the stored version is not the one before `change.version`,
     * or where it is not `within`.
     */
    saveChange(change: Change, beside: Beside): Promise<boolean>
    /** How many changes this person confirmed since then. */
    countChanges(person: { readonly team: string; readonly user: string }, since: number): Promise<number>
    /** What this person called the function of that ARN with last, as far as it is kept. */
    findLastPayload(person: { readonly team: string; readonly user: string }, arn: string): Promise<string | undefined>
    /** Whoever confirmed them: since then, or earlier and not at their end. */
    listConfirmed(since: number): Promise<readonly Change[]>
    findPause(): Promise<Pause | undefined>
    /** False, and nothing is written, where there is one already. */
    recordPause(pause: Pause, event: AuditEvent): Promise<boolean>
    /** The pause that was lifted; nothing, and nothing written, where there was none. */
    liftPause(event: AuditEvent): Promise<Pause | undefined>
  }

/** Jobs are written with what they belong to, by `ChangeStore`. */
export type JobStore = {
  /** The job that has been due longest and that nobody holds, held from now on; claimed by one worker only. */
  claimJob(claim: {
    readonly by: string
    readonly now: number
    readonly until: number
  }): Promise<ClaimedJob | undefined>
  /** False where the job is not held under this claim any more. */
  extendClaim(job: ClaimedJob, until: number): Promise<boolean>
  /** The job is done and forgotten. */
  finishJob(job: ClaimedJob): Promise<void>
  /** Let go until then; `reason` says why, for whoever looks. `countsAsTry` false forgets earlier failures. */
  delayJob(
    job: ClaimedJob,
    delay: { readonly dueAt: number; readonly reason: string; readonly countsAsTry: boolean },
  ): Promise<void>
  /** Lets go of everything that is held: at the start of the only process that owns the store. */
  releaseClaims(): Promise<void>
  /** When the next job that nobody holds is due. */
  nextDueAt(): Promise<number | undefined>
}
