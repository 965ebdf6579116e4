import { age, ago } from './age.ts'
import type { AuditEvent } from './audit.ts'
import { clockTime } from './clock-time.ts'
import type { Scope } from './command.ts'
import { known, readToWords, type TrailRead } from './evidence.ts'
import { doerName, doerSpan, type HistoryRow, historyRows } from './history-rows.ts'
import { pageButtons, pageOf, pageRange } from './page.ts'
import { peopleLine } from './people-line.ts'
import { runs } from './problem.ts'
import { scrub } from './scrub.ts'
import { bold, joinTexts, type Text, text } from './text.ts'
import type { Action, View } from './view.ts'

type History = {
  /** What it is the history of, as people call it. */
  readonly name: string
  readonly trail: TrailRead
  /** What Windlass did to it itself. */
  readonly own: readonly AuditEvent[]
  /** Milliseconds since 1970: from when on it was asked for. */
  readonly since: number
  readonly page: number
  /** Offered after the pages. */
  readonly actions: readonly Action[]
}

/** What was done to one thing, newest first, with the clock of the organisation: a record reads the same for everyone. */
export function historyView(history: History, scope: Pick<Scope, 'actor' | 'now' | 'timeZone' | 'again'>): View {
  const { since, trail, own, page: wanted } = history
  const rows = historyRows(known(trail) ?? [], own).filter(({ at }) => at >= since)
  const page = pageOf(rows.length, wanted, (end) => rows.slice(0, end))
  const people = page.rows.flatMap(({ who }) => who.slackUser ?? []).filter((user) => user !== scope.actor.id)
  const order = rows.length < 2 ? '' : `${pageRange(page)}, newest first. `
  const range = rows.length === 0 ? [] : [text`${order}Times are of ${scope.timeZone}.`]
  return {
    lead: leadOf(history, rows, scope),
    parts: rows.length === 0 ? [] : [tableOf(page.rows, scope)],
    note: joinTexts(
      [...range, trailNote(history, rows, scope), peopleLine(people)].filter((each) => each.length > 0),
      ' ',
    ),
    actions: [
      ...(rows.length === 0 ? longer(history, scope) : pageButtons(page, scope)),
      runs('refresh', 'Read again', scope.again({})),
      ...history.actions,
    ],
  }
}

const mostDays = 90

/** Where the time was too short for what was asked, it is too short for more. */
function longer({ since, trail }: History, { now, again }: Pick<Scope, 'now' | 'again'>): readonly Action[] {
  const isMost = since <= now - mostDays * 86_400_000 || isCut(trail)
  return isMost ? [] : [runs('longer', `Last ${mostDays} days`, again({ since: `${mostDays}d`, page: undefined }))]
}

type Clock = Pick<Scope, 'now' | 'timeZone'>

function leadOf({ name, since, trail }: History, rows: readonly HistoryRow[], { now, timeZone }: Clock): Text {
  const when = `in the last ${age(now - since)}`
  const done = rows.filter(({ isFailed }) => !isFailed)
  const failed = rows.length - done.length
  const tried = failed === 0 ? '' : `; ${failed} more ${failed === 1 ? 'try' : 'tries'} failed`
  const [last] = done
  if (last !== undefined) {
    const times = `${isCut(trail) ? 'at least ' : ''}${done.length === 1 ? 'once' : `${done.length} times`}`
    return text`${bold(`${name} was changed ${times}`)} ${when}, ${done.length === 1 ? '' : 'last '}${ago(now - last.at)} by ${doerSpan(last.who)}${tried}.`
  }
  if ('unread' in trail)
    return text`${bold(`Windlass did not change ${name}`)} ${when}${tried}; what others did could not be read.`
  const cut = readToWords(trail, timeZone)
  if (cut !== undefined)
    return text`${bold(cut)}, and shows no change of ${name} since then${tried}; Windlass made none ${when}.`
  return text`${bold(`Nobody changed ${name}`)} ${when}, as far as CloudTrail and Windlass know${tried}.`
}

function tableOf(
  rows: readonly HistoryRow[],
  { timeZone, actor }: Pick<Scope, 'timeZone' | 'actor'>,
): View['parts'][number] {
  return {
    kind: 'table',
    columns: [{ title: 'When' }, { title: 'What', wraps: true }, { title: 'Who' }, { title: 'From' }],
    rows: rows.map(({ at, what, who, from }) => [clockTime(at, timeZone), scrub(what), doerName(who, actor), from]),
  }
}

/** CloudTrail User Guide, "Working with CloudTrail event history". */
function trailNote({ trail }: History, rows: readonly HistoryRow[], { timeZone }: Clock): Text {
  if ('unread' in trail) return [trail.unread]
  const cut = readToWords(trail, timeZone)
  const kept = `CloudTrail is some minutes behind and keeps ${mostDays} days.`
  if (cut === undefined) return [kept]
  return [`${kept}${rows.length === 0 ? '' : ` ${cut}.`} What is older is in the event history of its console.`]
}

function isCut(trail: TrailRead): boolean {
  return 'value' in trail && trail.readTo !== undefined
}
