import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { AuditEvent } from '../core/audit.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Answered } from '../core/invocation.ts'
import type { Store } from '../core/store.ts'
import { inBatches } from './in-batches.ts'
import { migrations } from './migrations.ts'
import { openSqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** Opens the embedded store in that folder, made and migrated where needed. */
export async function openStore(folder: string): Promise<Store> {
  const { db, close } = openSqlite(folder)
  await migrate(db)
  return { ...deliveriesIn(db), ...answersIn(db), close }
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw new Error('the store could not be migrated', { cause: error })
}

function deliveriesIn(
  db: Kysely<Tables>,
): Pick<Store, 'recordDelivery' | 'recordWorking' | 'markAnswered' | 'listUnanswered'> {
  return {
    recordDelivery: inBatches((deliveries) => insertDeliveries(db, deliveries)),
    async recordWorking(id, { ts }) {
      await db
        .updateTable('deliveries')
        .set({ working_ts: ts ?? null })
        .where('id', '=', id)
        .execute()
    },
    async markAnswered(id, at) {
      await db.updateTable('deliveries').set({ answered_at: at }).where('id', '=', id).execute()
    },
    async listUnanswered() {
      const rows = await db
        .selectFrom('deliveries')
        .select(['body', 'working_ts'])
        .where('answered_at', 'is', null)
        .orderBy('received_at')
        .execute()
      return rows.map(({ body, working_ts: ts }) => ({
        delivery: parseDelivery(body),
        working: ts === null ? undefined : { ts },
      }))
    },
  }
}

function answersIn(
  db: Kysely<Tables>,
): Pick<Store, 'recordAnswered' | 'recordAudit' | 'findAnswered' | 'forgetBefore'> {
  return {
    async recordAnswered({ invocation, offers }, event) {
      const { id, delivery, team, user, at } = invocation
      const row = { id, delivery, team, user, at, body: JSON.stringify(invocation), offers: JSON.stringify(offers) }
      await db.transaction().execute(async (transaction) => {
        await transaction.insertInto('invocations').values(row).execute()
        await insertAudit(transaction, event)
      })
    },
    recordAudit: (event) => insertAudit(db, event),
    async findAnswered(id) {
      const row = await db.selectFrom('invocations').select(['body', 'offers']).where('id', '=', id).executeTakeFirst()
      if (row === undefined) return undefined
      return { invocation: parseInvocation(row.body), offers: parseOffers(row.offers) }
    },
    async forgetBefore(at) {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('deliveries').where('received_at', '<', at).execute()
        await transaction.deleteFrom('invocations').where('at', '<', at).execute()
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

async function insertAudit(db: Kysely<Tables>, event: AuditEvent): Promise<void> {
  const { id, at, kind, team, user } = event
  await db
    .insertInto('audit_events')
    .values({ id, at, kind, team, user, body: JSON.stringify(event) })
    .execute()
}

// What this module wrote from these very types it reads back as them.
const parseDelivery: (text: string) => Delivery = JSON.parse
const parseInvocation: (text: string) => Answered['invocation'] = JSON.parse
const parseOffers: (text: string) => Answered['offers'] = JSON.parse
