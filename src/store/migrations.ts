import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { changesJobsPause } from './migration-004.ts'
import { auditTargets } from './migration-005.ts'
import { conversations } from './migration-006.ts'
import { modelUsage } from './migration-007.ts'

/** Names sort in the order in which they were written; one that has landed is never edited. */
export const migrations: Record<string, Migration> = {
  '001-deliveries-invocations-audit': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('deliveries')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('received_at', 'bigint', (column) => column.notNull())
        .addColumn('answered_at', 'bigint')
        .addColumn('body', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createIndex('deliveries_unanswered')
        .on('deliveries')
        .columns(['answered_at', 'received_at'])
        .execute()
      await db.schema
        .createTable('invocations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('delivery', 'text', (column) => column.notNull())
        .addColumn('team', 'text', (column) => column.notNull())
        .addColumn('user', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('offers', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('invocations_at').on('invocations').column('at').execute()
      await db.schema
        .createTable('audit_events')
        .addColumn('position', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('team', 'text', (column) => column.notNull())
        .addColumn('user', 'text', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('audit_events_user_at').on('audit_events').columns(['team', 'user', 'at']).execute()
    },
  },
  '002-where-working-stands': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('deliveries').addColumn('working_ts', 'text').execute()
    },
  },
  '003-when-working-was-said': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('deliveries').addColumn('working_at', 'bigint').execute()
    },
  },
  '004-changes-jobs-pause': changesJobsPause,
  '005-audit-targets': auditTargets,
  '006-conversations': conversations,
  '007-model-usage': modelUsage,
  '008-in-which-channel-working-stands': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('deliveries').addColumn('working_channel', 'text').execute()
    },
  },
}
