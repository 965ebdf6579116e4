import type { ExpressionBuilder, Kysely } from 'kysely'
import type { AuditEvent, AuditQuery, AuditReader, AuditTarget } from '../core/audit.ts'
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

/** Inside a transaction: an id that is there already throws, and nothing else of it is kept either. */
export async function insertEvents(db: Kysely<Tables>, events: readonly AuditEvent[]): Promise<void> {
  for (const event of events) {
    const { id, at, kind, team, user } = event
    const found = { said_key: saidKey(scrub(event.said)), change_id: event.change ?? null }
    const row = { id, at, kind, team, user, ...found, body: JSON.stringify(event, withoutSecrets) }
    // oxlint-disable no-await-in-loop -- in the order in which they happened
    const { position } = await db.insertInto('audit_events').values(row).returning('position').executeTakeFirstOrThrow()
    await insertTargets(db, position, event.targets ?? [])
    // oxlint-enable no-await-in-loop
  }
}

async function insertTargets(db: Kysely<Tables>, event: number, targets: readonly AuditTarget[]): Promise<void> {
  if (targets.length === 0) return
  const rows = targets.map(({ id, name }) => ({ event, target_id: id, target_name: scrub(name) }))
  await db.insertInto('audit_targets').values(rows).execute()
}

/** What a person typed may hold a password: the audit is for many eyes and kept for ever. */
function withoutSecrets(_: string, value: unknown): unknown {
  return typeof value === 'string' ? scrub(value) : value
}

function matching(row: ExpressionBuilder<Tables, 'audit_events'>, query: AuditQuery) {
  const { user, target, command, change, since } = query
  const conditions = []
  if (user !== undefined) conditions.push(row('user', '=', user))
  if (target !== undefined)
    conditions.push(
      row('position', 'in', ({ selectFrom }) =>
        selectFrom('audit_targets')
          .select('event')
          .where(({ or, eb }) => or([eb('target_id', '=', target), eb('target_name', '=', target)])),
      ),
    )
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

/** Earlier events had room for one target. */
type Stored = AuditEvent & { readonly target?: AuditTarget }

function parseEvent(text: string): AuditEvent {
  const { target, ...event } = parseStored(text)
  return target === undefined ? event : { ...event, targets: [target] }
}

const parseStored: (text: string) => Stored = JSON.parse
