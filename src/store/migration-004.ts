import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { saidKey } from './said-key.ts'

export const changesJobsPause: Migration = {
  async up(db: Kysely<Events>) {
    await createChanges(db)
    await createJobs(db)
    await db.schema
      .createTable('pauses')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute()
    await addAuditColumns(db)
    await keyEarlierEvents(db)
  },
}

/** Of the events, as far as this migration is concerned. */
type Events = { audit_events: { position: number; body: string; said_key: string } }

async function createChanges({ schema }: Kysely<Events>): Promise<void> {
  await schema
    .createTable('changes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('delivery', 'text', (column) => column.notNull().unique())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('proposed_at', 'bigint', (column) => column.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await schema.createIndex('changes_proposed').on('changes').column('proposed_at').execute()
  await schema.createIndex('changes_ended').on('changes').columns(['ended_at', 'proposed_at']).execute()
  await schema.createIndex('changes_user_proposed').on('changes').columns(['user', 'proposed_at']).execute()
  await schema.createIndex('changes_user_decided').on('changes').columns(['team', 'user', 'decided_at']).execute()
}

async function createJobs({ schema }: Kysely<Events>): Promise<void> {
  await schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('change_id', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('claimed_until', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .execute()
  await schema.createIndex('jobs_due').on('jobs').columns(['due_at', 'id']).execute()
  await schema.createIndex('jobs_change').on('jobs').column('change_id').execute()
}

async function addAuditColumns({ schema }: Kysely<Events>): Promise<void> {
  const events = schema.alterTable('audit_events')
  await events.addColumn('said_key', 'text', (column) => column.notNull().defaultTo('')).execute()
  await events.addColumn('change_id', 'text').execute()
  await events.addColumn('target_id', 'text').execute()
  await events.addColumn('target_name', 'text').execute()
  await schema.createIndex('audit_events_at').on('audit_events').column('at').execute()
  await schema.createIndex('audit_events_by').on('audit_events').columns(['user', 'at']).execute()
  await schema.createIndex('audit_events_said').on('audit_events').columns(['said_key', 'at']).execute()
  await schema.createIndex('audit_events_change').on('audit_events').columns(['change_id', 'at']).execute()
  await schema.createIndex('audit_events_target').on('audit_events').columns(['target_id', 'at']).execute()
  await schema.createIndex('audit_events_name').on('audit_events').columns(['target_name', 'at']).execute()
}

/** Events from before are found by their command too. */
async function keyEarlierEvents(db: Kysely<Events>): Promise<void> {
  const rows = await db.selectFrom('audit_events').select(['position', 'body']).execute()
  for (const { position, body } of rows) {
    const { said } = parseSaid(body)
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await db
      .updateTable('audit_events')
      .set({ said_key: saidKey(said) })
      .where('position', '=', position)
      .execute()
  }
}

const parseSaid: (text: string) => { said: string } = JSON.parse
