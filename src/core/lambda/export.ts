import { csvRow } from '../csv.ts'
import type { ExportFormat } from '../export-format.ts'
import type { ViewFile } from '../view.ts'
import type { FunctionFacts } from './columns.ts'
import type { LambdaFunction } from './function.ts'
import { supportOf } from './runtimes.ts'

const rowsAPiece = 250

/** How the file is called. */
export function functionsFileName(
  count: number,
  format: ExportFormat,
  { now }: FunctionFacts,
): Pick<ViewFile, 'name' | 'title'> {
  const day = new Date(now).toISOString().slice(0, 10)
  return { name: `functions-${day}.${format}`, title: `${count} functions, ${day}` }
}

/** Functions as a file, in pieces: everything that is known of each. */
export function* exportFunctions(
  functions: readonly LambdaFunction[],
  format: ExportFormat,
  facts: FunctionFacts,
): Iterable<string> {
  yield format === 'csv' ? csvRow(names) : '[\n'
  for (let first = 0; first < functions.length; first += rowsAPiece) {
    const rows = functions.slice(first, first + rowsAPiece).map((found) => rowOf(found, facts))
    yield format === 'csv'
      ? rows.map((row) => csvRow(names.map((name) => String(row[name] ?? '')))).join('')
      : `${first === 0 ? '' : ',\n'}${rows.map((row) => JSON.stringify(row)).join(',\n')}`
  }
  if (format === 'json') yield '\n]\n'
}

const names = [
  'name',
  'account',
  'accountId',
  'region',
  'runtime',
  'supportedUntil',
  'packaging',
  'architecture',
  'memoryMb',
  'timeoutSeconds',
  'invocationsLastDay',
  'errorsLastDay',
  'throttlesLastDay',
  'changed',
  'description',
  'arn',
] as const

type Row = Partial<Record<(typeof names)[number], string | number | undefined>>

function rowOf({ place, modifiedAt, ...found }: LambdaFunction, { counts }: FunctionFacts): Row {
  const calls = counts.get(found.arn)
  return {
    ...found,
    account: place.account,
    accountId: place.accountId,
    region: place.region,
    supportedUntil: supportOf(found.runtime, 0)?.endsOn,
    invocationsLastDay: calls?.invocations,
    errorsLastDay: calls?.errors,
    throttlesLastDay: calls?.throttles,
    changed: modifiedAt === undefined ? undefined : new Date(modifiedAt).toISOString(),
  }
}
