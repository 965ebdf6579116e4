import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** An event may be about many targets, and is found by each. */
export const auditTargets: Migration = {
  async up(db: Kysely<Events>) {
    await db.schema
      .createTable('audit_targets')
      .addColumn('event', 'integer', (column) => column.notNull().references('audit_events.position'))
      .addColumn('target_id', 'text', (column) => column.notNull())
      .addColumn('target_name', 'text', (column) => column.notNull())
      .execute()
    await moveTargets(db)
    await db.schema.createIndex('audit_targets_id').on('audit_targets').columns(['target_id', 'event']).execute()
    await db.schema.createIndex('audit_targets_name').on('audit_targets').columns(['target_name', 'event']).execute()
  },
}

/** Of the events, as far as this migration is concerned. */
type Events = {
  audit_events: { position: number; target_id: string | null; target_name: string | null }
  audit_targets: { event: number; target_id: string; target_name: string }
}

/** From the event's own row, which had room for one. */
async function moveTargets(db: Kysely<Events>): Promise<void> {
  await db
    .insertInto('audit_targets')
    .columns(['event', 'target_id', 'target_name'])
    .expression(({ selectFrom }) =>
      selectFrom('audit_events')
        .select(({ ref, fn }) => [
          'position',
          ref('target_id').$notNull().as('target_id'),
          fn.coalesce('target_name', 'target_id').$notNull().as('target_name'),
        ])
        .where('target_id', 'is not', null),
    )
    .execute()
  await db.schema.dropIndex('audit_events_target').execute()
  await db.schema.dropIndex('audit_events_name').execute()
  await db.schema.alterTable('audit_events').dropColumn('target_id').execute()
  await db.schema.alterTable('audit_events').dropColumn('target_name').execute()
}
