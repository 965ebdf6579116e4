import type { ReadPorts } from '../../core/command.ts'
import { type FunctionColumn, isCounted } from '../../core/lambda/columns.ts'
import type { CallCounts, LambdaFunction } from '../../core/lambda/function.ts'
import { type FunctionOrder, functionsInOrder } from '../../core/lambda/order.ts'
import { pageOf } from '../../core/page.ts'
import type { PlaceFailure } from '../../core/place.ts'

export type Counted = {
  readonly counts: ReadonlyMap<string, CallCounts>
  readonly failures: readonly PlaceFailure[]
  /** Every function was asked about, not only those on the page. */
  readonly isOfAll: boolean
}

type Wanted = {
  readonly columns: readonly FunctionColumn[]
  readonly order: FunctionOrder
  readonly page: number
  readonly isExport: boolean
}

// Three metrics each, of which CloudWatch takes 500 a request (API reference, GetMetricData): up to here one request a
// place. Of more, only those on the page are counted, unless they are sorted by it.
const mostCounted = 160
export const dayMs = 24 * 3_600_000

/** Calls of the last day, of as many functions as the answer needs. */
export async function countFor(
  functions: readonly LambdaFunction[],
  { columns, order, page, isExport }: Wanted,
  { lambda, scope }: Pick<ReadPorts, 'lambda' | 'scope'>,
): Promise<Counted> {
  const needsAll = isExport || isCounted(order.by)
  if (!needsAll && !columns.some(isCounted)) return { counts: new Map(), failures: [], isOfAll: false }
  const isOfAll = needsAll || functions.length <= mostCounted
  const none = { now: scope.now, counts: new Map() }
  const sorted = isOfAll ? functions : functionsInOrder(functions, order, none)
  const asked = isOfAll ? functions : pageOf(sorted.length, page, (end) => sorted.slice(0, end)).rows
  const { now } = scope
  return { ...(await lambda.countCalls(asked, { from: now - dayMs, until: now })), isOfAll }
}
