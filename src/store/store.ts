import { type Kysely, sql } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration'
import type { Delivery } from '../core/delivery.ts'
import { UserError } from '../core/errors.ts'
import type { Working } from '../core/outbox.ts'
import type { Store } from '../core/store.ts'
import { answersIn } from './answers.ts'
import { auditIn } from './audit.ts'
import { changesIn } from './changes.ts'
import { conversationsIn } from './conversations.ts'
import { inBatches } from './in-batches.ts'
import { jobsIn } from './jobs.ts'
import { lightly } from './lightly.ts'
import { migrations } from './migrations.ts'
import { dayOf, modelUsageIn } from './model-usage.ts'
import { pausesIn } from './pauses.ts'
import { openSqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** Opens the embedded store in that folder, made and migrated where needed. */
export async function openStore(folder: string): Promise<Store> {
  const { db, close } = openSqlite(folder)
  try {
    await migrate(db)
  } catch (error) {
    await close()
    throw error
  }
  const requests = {
    ...deliveriesIn(db),
    ...answersIn(db),
    ...auditIn(db),
    ...conversationsIn(db),
    ...modelUsageIn(db),
  }
  return { ...requests, ...changesIn(db), ...pausesIn(db), ...jobsIn(db), ...upkeepOf(db), close }
}

/** All or nothing: killed in the middle, the next start begins anew. kysely does not do that on SQLite by itself. */
async function migrate(db: Kysely<Tables>): Promise<void> {
  if (await isNewer(db))
    throw new UserError('StoreNewer', 'The store was written by a newer version of Windlass.', {
      hint: 'Start that version, or restore a backup from before it: a store is never changed back.',
    })
  await db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection)
    const migrator = new Migrator({ db: connection, provider: { getMigrations: async () => migrations } })
    const { error } = await migrator.migrateToLatest()
    await (error === undefined ? sql`commit` : sql`rollback`).execute(connection)
    if (error !== undefined) throw new Error('the store could not be migrated', { cause: error })
  })
}

/** Whether it was migrated by steps that this version does not know. */
async function isNewer(db: Kysely<Tables>): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return false
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db)
  return rows.some(({ name }) => !Object.hasOwn(migrations, name))
}

function deliveriesIn(
  db: Kysely<Tables>,
): Pick<Store, 'recordDelivery' | 'recordWorking' | 'markAnswered' | 'listUnanswered'> {
  return {
    recordDelivery: inBatches((deliveries) => insertDeliveries(db, deliveries)),
    async recordWorking(id, { ts, channel }, at) {
      await db
        .updateTable('deliveries')
        .set({ working_ts: ts ?? null, working_channel: channel ?? null, working_at: at })
        .where('id', '=', id)
        .execute()
    },
    async markAnswered(id, at) {
      // What was said is of no more use here, and may hold a secret: the row stays for its copies.
      await lightly(db, (connection) =>
        connection.updateTable('deliveries').set({ answered_at: at, body: '{}' }).where('id', '=', id).execute(),
      )
    },
    async listUnanswered() {
      const rows = await db
        .selectFrom('deliveries')
        .select(['body', 'working_ts', 'working_channel', 'working_at'])
        .where('answered_at', 'is', null)
        .orderBy('received_at')
        .execute()
      return rows.map(({ body, ...row }) => ({ delivery: parseDelivery(body), working: workingOf(row) }))
    },
  }
}

type Kept = Pick<Tables['deliveries'], 'working_ts' | 'working_channel' | 'working_at'>

function workingOf({ working_ts: ts, working_channel: channel, working_at: at }: Kept): Working | undefined {
  if (ts === null && at === null) return undefined
  return { ts: ts ?? undefined, ...(channel === null ? {} : { channel }) }
}

function upkeepOf(db: Kysely<Tables>): Pick<Store, 'forgetBefore'> {
  return {
    async forgetBefore(at) {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('deliveries').where('received_at', '<', at).execute()
        await transaction.deleteFrom('invocations').where('at', '<', at).execute()
        await transaction.deleteFrom('conversations').where('at', '<', at).execute()
        await transaction.deleteFrom('model_usage').where('day', '<', dayOf(at)).execute()
        await transaction.deleteFrom('changes').where('ended_at', '<', at).execute()
      })
    },
  }
}

/** Gives the ids that were not there before. */
async function insertDeliveries(db: Kysely<Tables>, deliveries: readonly Delivery[]): Promise<Set<string>> {
  const rows = deliveries.map((delivery) => ({
    id: delivery.id,
    received_at: delivery.receivedAt,
    answered_at: null,
    working_ts: null,
    working_channel: null,
    working_at: null,
    body: JSON.stringify(delivery),
  }))
  const inserted = await db
    .insertInto('deliveries')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  return new Set(inserted.map(({ id }) => id))
}

// What this module wrote from this very type it reads back as it.
const parseDelivery: (text: string) => Delivery = JSON.parse
