import type { AuditEvent, AuditQuery, AuditTarget } from '../../core/audit.ts'
import { clockTime } from '../../core/clock-time.ts'
import type { Scope } from '../../core/command.ts'
import { pageButtons, rowsPerPage } from '../../core/page.ts'
import { peopleLine } from '../../core/people-line.ts'
import { runs } from '../../core/problem.ts'
import { bold, code, joinTexts, type Text, text } from '../../core/text.ts'
import type { Action, View } from '../../core/view.ts'

type Found = {
  readonly found: { readonly events: readonly AuditEvent[]; readonly total: number }
  readonly page: number
  readonly wanted: Omit<AuditQuery, 'offset' | 'limit'>
}

/** Newest first, with the clock of the organisation: a record reads the same for everyone. */
export function auditView({ found, page, wanted }: Found, scope: Scope): View {
  const { events, total } = found
  const filters = filterLine(wanted, scope.timeZone)
  if (events.length === 0) return noneView(total, filters)
  const first = (page - 1) * rowsPerPage + 1
  return {
    lead: text`${bold(`${total.toLocaleString('en')} ${total === 1 ? 'event' : 'events'}`)}${filters}, newest first`,
    parts: [
      {
        kind: 'table',
        columns: [
          { title: 'Time' },
          { title: 'Who' },
          { title: 'What' },
          { title: 'On' },
          { title: 'Outcome', wraps: true },
        ],
        rows: events.map((event) => rowOf(event, scope.timeZone)),
      },
    ],
    note: text`${first}–${first + events.length - 1} of ${total}. Times are of ${scope.timeZone}. ${peopleLine(events.map(({ user }) => user))}`,
    actions: [...pageButtons({ number: page, total }, scope), ...exportMenu(scope)],
  }
}

function rowOf({ at, user, kind, said, targets = [], outcome, requestId }: AuditEvent, timeZone: string): string[] {
  const request = requestId === undefined ? '' : ` (AWS request ${requestId})`
  return [clockTime(at, timeZone), user, said, namesOf(targets), `${kind}: ${outcome}${request}`]
}

// The rest is in the export: a cell is read at a glance.
const mostNamed = 3

function namesOf(targets: readonly AuditTarget[]): string {
  const named = targets.slice(0, mostNamed).map(({ name, id }) => `${name} ${id}`)
  const more = targets.length - named.length
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function filterLine({ user, target, command, change, since }: Found['wanted'], timeZone: string): Text {
  const parts: Text[] = [
    ...(user === undefined ? [] : [text`by ${{ user }}`]),
    ...(command === undefined ? [] : [text`of ${code(`/${command}`)}`]),
    ...(target === undefined ? [] : [text`on ${bold(target)}`]),
    ...(change === undefined ? [] : [text`of change ${code(change)}`]),
    ...(since === undefined ? [] : [text`since ${clockTime(since, timeZone)}`]),
  ]
  return parts.length === 0 ? [] : text` ${joinTexts(parts, ' ')}`
}

function noneView(total: number, filters: Text): View {
  const lead =
    total === 0
      ? text`${bold('No event')}${filters}.`
      : text`${bold('No event on that page.')} There are ${total}${filters}.`
  return { lead, parts: [], actions: [runs('all', 'All events', ['windlass', 'audit'])] }
}

function exportMenu({ again }: Scope): Action[] {
  const choice = (format: string, label: string) => ({
    verb: format,
    label,
    does: { kind: 'run', words: again({ export: format, page: undefined }) } as const,
  })
  return [
    {
      kind: 'overflow',
      verb: 'more',
      choices: [choice('csv', 'Export all as CSV'), choice('json', 'Export all as JSON')],
    },
  ]
}
