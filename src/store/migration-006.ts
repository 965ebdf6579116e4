import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What a thread is about, so that a question can go on from the one before it. */
export const conversations: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('conversations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('topic_before', 'text')
      .addColumn('delivery', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('conversations_at').on('conversations').column('at').execute()
  },
}
