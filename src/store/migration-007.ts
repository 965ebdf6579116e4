import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What each person has used of the language model, day by day. */
export const modelUsage: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('model_usage')
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('input_tokens', 'bigint', (column) => column.notNull())
      .addColumn('output_tokens', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('model_usage_key', ['day', 'team', 'user'])
      .execute()
  },
}
