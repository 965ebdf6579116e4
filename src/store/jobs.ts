import type { ExpressionBuilder, Kysely } from 'kysely'
import type { JobStore } from '../core/change-store.ts'
import type { ClaimedJob, Job } from '../core/job.ts'
import type { Tables } from './tables.ts'

export async function insertJobs(db: Kysely<Tables>, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map(({ id, kind, change, dueAt }) => ({ id, kind, change_id: change, due_at: dueAt, attempts: 0 }))
  await db.insertInto('jobs').values(rows).execute()
}

export function jobsIn(db: Kysely<Tables>): JobStore {
  return {
    claimJob: (claim) => claimOne(db, claim),
    extendClaim: (job, until) => extend(db, job, until),
    async finishJob(job) {
      await db
        .deleteFrom('jobs')
        .where(({ and }) => and(held(job)))
        .execute()
    },
    async delayJob(job, { dueAt, reason, countsAsTry }) {
      await db
        .updateTable('jobs')
        .set({ due_at: dueAt, reason, claimed_by: null, claimed_until: null })
        .$if(!countsAsTry, (update) => update.set({ attempts: 0 }))
        .where(({ and }) => and(held(job)))
        .execute()
    },
    async releaseClaims() {
      await db
        .updateTable('jobs')
        // Whoever held it was stopped from outside: no failure of the job's.
        .set(({ eb }) => ({ claimed_by: null, claimed_until: null, attempts: eb('attempts', '-', 1) }))
        .where('claimed_by', 'is not', null)
        .execute()
    },
    nextDueAt: () => findNext(db),
  }
}

/** Written only where the job is still held under that claim. */
function held({ id, claim }: ClaimedJob) {
  return { id, claimed_by: claim }
}

type Claim = Parameters<JobStore['claimJob']>[0]

/** One statement, so that two who claim at once get two jobs. */
async function claimOne(db: Kysely<Tables>, { by, now, until }: Claim): Promise<ClaimedJob | undefined> {
  const row = await db
    .updateTable('jobs')
    .set(({ eb }) => ({ claimed_by: by, claimed_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('jobs as free')
        .select('free.id')
        .where('free.due_at', '<=', now)
        .where(({ or, eb }) => or([eb('free.claimed_until', 'is', null), eb('free.claimed_until', '<=', now)]))
        .where((free) => hasNoneHeld(free, now))
        .orderBy('free.due_at')
        .orderBy('free.id')
        .limit(1),
    )
    .returning(['id', 'kind', 'change_id', 'due_at', 'attempts'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { id, kind, change_id: change, due_at: dueAt, attempts } = row
  return { id, kind, change, dueAt, attempts, claim: by, claimedUntil: until }
}

/**
 * A claim that has run out is extended where nobody took the job, or another of the same change, in the meantime: such
 * a claim would end later than this one.
 */
async function extend(db: Kysely<Tables>, { id, claim }: ClaimedJob, until: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ claimed_until: until })
    .where('id', '=', id)
    .where('claimed_by', '=', claim)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('jobs as later')
            .select('later.id')
            .whereRef('later.change_id', '=', 'jobs.change_id')
            .whereRef('later.claimed_until', '>', 'jobs.claimed_until'),
        ),
      ),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Jobs that wait for another one of their change are left out: the end of that one tells when they can be had. */
async function findNext(db: Kysely<Tables>): Promise<number | undefined> {
  const row = await db
    .selectFrom('jobs as free')
    .select('free.due_at')
    // Also where that one's claim has run out.
    .where((free) => hasNoneHeld(free, 0))
    .orderBy('free.due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

/** Whether no job of the same change is held for longer than until then. */
function hasNoneHeld(
  { not, exists, selectFrom }: ExpressionBuilder<Tables & { free: Tables['jobs'] }, 'free'>,
  until: number,
) {
  const heldOnes = selectFrom('jobs as held')
    .select('held.id')
    .whereRef('held.change_id', '=', 'free.change_id')
    .where('held.claimed_until', '>', until)
  return not(exists(heldOnes))
}
