import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Change } from '../core/change.ts'
import type { Beside, ChangeStore } from '../core/change-store.ts'
import type { ChangeQuery } from '../core/changes.ts'
import { insertAnswered } from './answers.ts'
import { insertEvents } from './audit.ts'
import { createInTurn } from './in-turn.ts'
import { insertJobs } from './jobs.ts'
import type { Tables } from './tables.ts'

type Changes = Pick<
  ChangeStore,
  | 'recordProposed'
  | 'findProposedBy'
  | 'findLastPayload'
  | 'saveChange'
  | 'countChanges'
  | 'listConfirmed'
  | 'listChanges'
  | 'findChange'
>

export function changesIn(db: Kysely<Tables>): Changes {
  const inTurn = createInTurn()
  const write = <T>(work: (transaction: Kysely<Tables>) => Promise<T>) => inTurn(() => db.transaction().execute(work))
  return {
    async recordProposed({ change, answered, ...beside }) {
      return write(async (transaction) => {
        if (!(await isWithin(transaction, change, beside))) return false
        await transaction.insertInto('changes').values(rowOf(change)).execute()
        await insertAnswered(transaction, answered)
        await insertBeside(transaction, beside)
        return true
      })
    },
    findProposedBy: (delivery) => findBy(db, 'delivery', delivery),
    findChange: (id) => findBy(db, 'id', id),
    saveChange: (change, beside) => write((transaction) => save(transaction, change, beside)),
    findLastPayload: (person, arn) => findLastPayload(db, person, arn),
    countChanges: (person, since) => count(db, person, since),
    async listConfirmed(since) {
      const rows = await db
        .selectFrom('changes')
        .select('body')
        .where('decided_at', 'is not', null)
        .where('state', '!=', 'cancelled')
        .where((row) => row.or([row('decided_at', '>=', since), row('ended_at', 'is', null)]))
        .execute()
      return rows.map(({ body }) => parseChange(body))
    },
    listChanges: (query) => list(db, query),
  }
}

async function count(
  db: Kysely<Tables>,
  { team, user }: Pick<Change, 'team' | 'user'>,
  since: number,
): Promise<number> {
  const { total } = await db
    .selectFrom('changes')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('team', '=', team)
    .where('user', '=', user)
    .where('decided_at', '>=', since)
    // These were decided on too: not to be done.
    .where('state', '!=', 'cancelled')
    .executeTakeFirstOrThrow()
  return total
}

/** Read out of the stored JSON: one person's changes are few. */
async function findLastPayload(
  db: Kysely<Tables>,
  { team, user }: Pick<Change, 'team' | 'user'>,
  arn: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('changes')
    .select(sql<string | null>`body ->> '$.plan.parameters.payload'`.as('payload'))
    .where('team', '=', team)
    .where('user', '=', user)
    .where('ended_at', 'is not', null)
    .where(sql<string>`body ->> '$.plan.targets[0].id'`, '=', arn)
    .where(sql`body ->> '$.plan.parameters.payload'`, 'is not', null)
    .orderBy('proposed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.payload ?? undefined
}

async function isWithin(transaction: Kysely<Tables>, change: Change, { within }: Beside): Promise<boolean> {
  return within === undefined || (await count(transaction, change, within.since)) < within.fewerThan
}

async function save(transaction: Kysely<Tables>, change: Change, beside: Beside): Promise<boolean> {
  if (!(await isWithin(transaction, change, beside))) return false
  const { numUpdatedRows } = await transaction
    .updateTable('changes')
    .set(rowOf(change))
    .where('id', '=', change.id)
    .where('version', '=', change.version - 1)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await insertBeside(transaction, beside)
  return true
}

async function insertBeside(transaction: Kysely<Tables>, { events, jobs }: Beside): Promise<void> {
  await insertEvents(transaction, events)
  await insertJobs(transaction, jobs)
}

async function findBy(db: Kysely<Tables>, column: 'id' | 'delivery', value: string): Promise<Change | undefined> {
  const row = await db.selectFrom('changes').select('body').where(column, '=', value).executeTakeFirst()
  return row === undefined ? undefined : parseChange(row.body)
}

async function list(db: Kysely<Tables>, query: ChangeQuery) {
  const found = db.selectFrom('changes').where((row) => matching(row, query))
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select('body')
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .offset(query.offset)
    .limit(query.limit)
    .execute()
  return { changes: rows.map(({ body }) => parseChange(body)), total }
}

function matching(row: ExpressionBuilder<Tables, 'changes'>, { user, which }: ChangeQuery) {
  const conditions = []
  if (user !== undefined) conditions.push(row('user', '=', user))
  if (which === 'running') conditions.push(row('ended_at', 'is', null))
  if (which === 'past') conditions.push(row('ended_at', 'is not', null))
  return row.and(conditions)
}

function rowOf(change: Change) {
  const { id, version, delivery, team, user, state } = change
  const times = {
    proposed_at: change.proposedAt,
    decided_at: change.decidedAt ?? null,
    ended_at: change.endedAt ?? null,
  }
  return { id, version, delivery, team, user, state, ...times, body: JSON.stringify(change) }
}

const parseChange: (text: string) => Change = JSON.parse
