import type { Scope } from '../../core/command.ts'
import { failureLines } from '../../core/ec2/failures.ts'
import { type FunctionColumn, functionColumnOf, isCounted } from '../../core/lambda/columns.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import type { FoundFunctions } from '../../core/lambda/functions.ts'
import type { FunctionOrder } from '../../core/lambda/order.ts'
import { countSupport } from '../../core/lambda/runtime-words.ts'
import { runtimesCheckedOn } from '../../core/lambda/runtimes.ts'
import { type Page, pageRange } from '../../core/page.ts'
import { placeName } from '../../core/place.ts'
import { bold, code, type Text, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { listActions } from './list-actions.ts'
import type { Counted } from './list-counts.ts'
import { leadOf } from './list-lead.ts'

export type Listing = {
  readonly found: FoundFunctions
  readonly counted: Counted
  readonly page: Page<LambdaFunction>
  readonly columns: readonly FunctionColumn[]
  readonly order: FunctionOrder
  /** By runtime, which a person may want to undo. */
  readonly isFiltered: boolean
}

export function listView(listing: Listing, scope: Scope): View {
  const { found, counted, page, columns } = listing
  const shown = columns.map(functionColumnOf)
  const facts = { now: scope.now, counts: counted.counts }
  const missing = [...failureLines(found.failures), ...uncounted(found, counted)]
  return {
    lead: leadOf(found, counted, scope),
    parts: [
      {
        kind: 'table',
        columns: shown.map(({ title, align }) => (align === undefined ? { title } : { title, align })),
        rows: page.rows.map(named(listing)).map((row) => shown.map(({ show }) => show(row, facts) ?? '')),
      },
      ...(missing.length > 0 ? [{ kind: 'bullets', items: missing } as const] : []),
    ],
    note: noteOf(listing, scope),
    actions: listActions(listing, scope),
    isShareable: true,
  }
}

/** Where the name alone does not say which one it is, its place stands beside it. */
function named({ found: { functions }, columns }: Listing) {
  const alike = Map.groupBy(functions, ({ name }) => name)
  const isPlaced = columns.includes('account') && columns.includes('region')
  return (row: LambdaFunction): LambdaFunction =>
    isPlaced || (alike.get(row.name)?.length ?? 0) < 2 ? row : { ...row, name: `${row.name} (${placeName(row.place)})` }
}

/** A place that did not even list its functions needs no second line. */
function uncounted({ failures }: FoundFunctions, counted: Counted): Text[] {
  const said = new Set(failures.map(({ message }) => message))
  return [...new Set(counted.failures.map(({ message }) => message))]
    .filter((message) => !said.has(message))
    .map((message) => text`${bold('Calls not counted:')} ${message}`)
}

function noteOf({ found, page, columns, order }: Listing, { now }: Scope): Text {
  const by = `${order.by}${order.isReversed ? ', reversed' : ''}`
  const { past, near } = countSupport(found.functions, now)
  const counts = columns.some(isCounted) ? ' Calls are those of the last day.' : ''
  const dates = past + near > 0 ? ` AWS’s dates for runtimes, checked ${runtimesCheckedOn}.` : ''
  return text`${pageRange(page)}, by ${by}.${counts}${dates} One of them: ${code(`/lambda show ${page.rows[0]?.name ?? ''}`)}`
}
