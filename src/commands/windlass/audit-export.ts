import type { AuditEvent, AuditQuery, AuditTarget } from '../../core/audit.ts'
import type { ReadPorts, Scope } from '../../core/command.ts'
import { csvRow } from '../../core/csv.ts'
import type { ExportFormat } from '../../core/export-format.ts'
import type { ViewFile } from '../../core/view.ts'

const piece = 500

/** All that fit, in pieces, with everything else let through in between. What is recorded meanwhile is not told twice. */
export async function listAll(
  wanted: Omit<AuditQuery, 'offset' | 'limit'>,
  { audit, scope }: Pick<ReadPorts, 'audit' | 'scope'>,
): Promise<readonly AuditEvent[]> {
  const all = new Map<string, AuditEvent>()
  for (let offset = 0; ; offset += piece) {
    // oxlint-disable no-await-in-loop -- one piece after the other is what it is for
    const { events, total } = await audit.listEvents({ ...wanted, offset, limit: piece })
    for (const event of events) all.set(event.id, event)
    await scope.breathe()
    // oxlint-enable no-await-in-loop
    if (events.length === 0 || offset + events.length >= total) return [...all.values()]
  }
}

export async function auditFile(
  events: readonly AuditEvent[],
  format: ExportFormat,
  { now, breathe }: Scope,
): Promise<ViewFile> {
  let content = format === 'csv' ? csvRow(columns) : '[\n'
  for (let first = 0; first < events.length; first += piece) {
    const some = events.slice(first, first + piece).map(withTime)
    content +=
      format === 'csv'
        ? some.map(csvLine).join('')
        : `${first === 0 ? '' : ',\n'}${some.map((row) => JSON.stringify(row)).join(',\n')}`
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await breathe()
  }
  const day = new Date(now).toISOString().slice(0, 10)
  return {
    name: `audit-${day}.${format}`,
    title: `${events.length} events, ${day}`,
    content: format === 'csv' ? content : `${content}\n]\n`,
  }
}

const columns = [
  'at',
  'kind',
  'user',
  'team',
  'channel',
  'surface',
  'said',
  'rule',
  'outcome',
  'change',
  'targetId',
  'targetName',
  'account',
  'region',
  'requestId',
  'invocation',
  'delivery',
  'id',
] as const

type Row = Omit<AuditEvent, 'at'> & { readonly at: string }

function withTime({ at, ...event }: AuditEvent): Row {
  return { at: new Date(at).toISOString(), ...event }
}

/** Of several targets all in one cell, in the same order in each column. */
function csvLine({ targets = [], ...event }: Row): string {
  const all = (name: keyof AuditTarget) => targets.map((target) => target[name]).join('; ')
  const row: Partial<Record<(typeof columns)[number], string | undefined>> = {
    ...event,
    targetId: all('id'),
    targetName: all('name'),
    account: all('account'),
    region: all('region'),
  }
  return csvRow(columns.map((column) => row[column] ?? ''))
}
