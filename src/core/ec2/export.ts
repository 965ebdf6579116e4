import { csvRow } from '../csv.ts'
import type { ExportFormat } from '../export-format.ts'
import type { ViewFile } from '../view.ts'
import { type ColumnFacts, type ColumnName, columnNames, columnOf } from './columns.ts'
import type { Instance } from './instance.ts'

/** How the file is called. */
export function exportName(
  count: number,
  format: ExportFormat,
  { now }: ColumnFacts,
): Pick<ViewFile, 'name' | 'title'> {
  const day = new Date(now).toISOString().slice(0, 10)
  return { name: `instances-${day}.${format}`, title: `${count} instances, ${day}` }
}

const rowsAPiece = 250

/** Instances as a file, in pieces: every column and, in CSV, one column a tag key that any of them has. */
export function exportInstances(
  instances: readonly Instance[],
  format: ExportFormat,
  facts: ColumnFacts,
): Iterable<string> {
  return format === 'csv' ? toCsv(instances, facts) : toJson(instances)
}

function* toCsv(instances: readonly Instance[], facts: ColumnFacts): Iterable<string> {
  const tagKeys = new Set<string>()
  for (const { tags } of instances) for (const key of tags.keys()) tagKeys.add(key)
  const names: ColumnName[] = [
    ...columnNames.filter((name) => name !== 'age' && name !== 'state'),
    ...[...tagKeys].toSorted().map((key) => `tag:${key}` as const),
  ]
  const columns = names.map(columnOf)
  yield csvRow(['state', 'launched', ...names])
  for (const piece of piecesOf(instances)) {
    yield piece
      .map((instance) => {
        const cells = columns.map(({ show }) => show(instance, facts) ?? '')
        return csvRow([instance.state, isoTime(instance.launchedAt) ?? '', ...cells])
      })
      .join('')
  }
}

function isoTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString()
}

function piecesOf(instances: readonly Instance[]): Instance[][] {
  const count = Math.ceil(instances.length / rowsAPiece)
  return Array.from({ length: count }, (_, index) => instances.slice(index * rowsAPiece, (index + 1) * rowsAPiece))
}

function* toJson(instances: readonly Instance[]): Iterable<string> {
  let separator = '[\n'
  for (const piece of piecesOf(instances)) {
    yield separator + piece.map(jsonRow).join(',\n')
    separator = ',\n'
  }
  yield '\n]\n'
}

function jsonRow({ tags, place, launchedAt, ...rest }: Instance): string {
  return JSON.stringify({
    ...rest,
    account: place.account,
    accountId: place.accountId,
    region: place.region,
    launchedAt: isoTime(launchedAt),
    tags: Object.fromEntries(tags),
  })
}
