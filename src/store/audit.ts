import type { ExpressionBuilder, Kysely } from 'kysely'
import type { AuditEvent, AuditQuery, AuditReader } from '../core/audit.ts'
import { scrub } from '../core/scrub.ts'
import { saidKey } from './said-key.ts'
import type { Tables } from './tables.ts'

export function auditIn(db: Kysely<Tables>): AuditReader {
  return {
    async listEvents(query) {
      const found = db.selectFrom('audit_events').where((row) => matching(row, query))
      const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      // First which ones, from an index alone: sorting with the bodies of years would hold everything for long.
      const page = found
        .select('position')
        .orderBy('at', 'desc')
        .orderBy('position', 'desc')
        .offset(query.offset)
        .limit(query.limit)
      const rows = await db
        .selectFrom('audit_events')
        .select('body')
        .where('position', 'in', page)
        .orderBy('at', 'desc')
        .orderBy('position', 'desc')
        .execute()
      return { events: rows.map(({ body }) => parseEvent(body)), total }
    },
  }
}

/** An id that is there already throws: inside a transaction, nothing else of it is kept either. */
export async function insertEvents(db: Kysely<Tables>, events: readonly AuditEvent[]): Promise<void> {
  for (const event of events) {
    const { id, at, kind, team, user } = event
    const found = {
      said_key: saidKey(scrub(event.said)),
      change_id: event.change ?? null,
      target_id: event.target?.id ?? null,
      target_name: event.target === undefined ? null : scrub(event.target.name),
    }
    const row = { id, at, kind, team, user, ...found, body: JSON.stringify(event, withoutSecrets) }
    // oxlint-disable-next-line no-await-in-loop -- in the order in which they happened
    await db.insertInto('audit_events').values(row).execute()
  }
}

/** What a person typed may hold a password: the audit is for many eyes and kept for ever. */
function withoutSecrets(_: string, value: unknown): unknown {
  return typeof value === 'string' ? scrub(value) : value
}

function matching(row: ExpressionBuilder<Tables, 'audit_events'>, query: AuditQuery) {
  const { user, target, command, change, since } = query
  const conditions = []
  if (user !== undefined) conditions.push(row('user', '=', user))
  if (target !== undefined) conditions.push(row.or([row('target_id', '=', target), row('target_name', '=', target)]))
  if (command !== undefined) {
    const words = saidKey(command)
    conditions.push(row('said_key', '>=', words), row('said_key', '<', after(words)))
  }
  if (change !== undefined) conditions.push(row('change_id', '=', change))
  if (since !== undefined) conditions.push(row('at', '>=', since))
  return row.and(conditions)
}

/** The first text behind all that begin with `words`, which end in a space: `!` follows the space. */
function after(words: string): string {
  return `${words.slice(0, -1)}!`
}

const parseEvent: (text: string) => AuditEvent = JSON.parse
