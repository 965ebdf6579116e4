import type { ViewFile } from '../view.ts'
import { type ColumnFacts, type ColumnName, columnNames, columnOf } from './columns.ts'
import type { Instance } from './instance.ts'

export const exportFormats = ['csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Instances as a file: every column and, in CSV, one column a tag key that any of them has. */
export function exportInstances(instances: readonly Instance[], format: ExportFormat, facts: ColumnFacts): ViewFile {
  const day = new Date(facts.now).toISOString().slice(0, 10)
  const content = format === 'csv' ? toCsv(instances, facts) : toJson(instances)
  return { name: `instances-${day}.${format}`, title: `${instances.length} instances, ${day}`, content }
}

function toCsv(instances: readonly Instance[], facts: ColumnFacts): string {
  const tagKeys = [...new Set(instances.flatMap(({ tags }) => [...tags.keys()]))].toSorted()
  const names: ColumnName[] = [
    ...columnNames.filter((name) => name !== 'age' && name !== 'state'),
    ...tagKeys.map((key) => `tag:${key}` as const),
  ]
  const head = ['state', 'launched', ...names]
  const rows = instances.map((instance) => [
    instance.state,
    new Date(instance.launchedAt).toISOString(),
    ...names.map((name) => columnOf(name).show(instance, facts) ?? ''),
  ])
  return [head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

/**
 * RFC 4180 quoting. A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
 * Injection"): what an instance is named is nobody's program.
 */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function toJson(instances: readonly Instance[]): string {
  const rows = instances.map(({ tags, place, launchedAt, ...rest }) => ({
    ...rest,
    account: place.account,
    accountId: place.accountId,
    region: place.region,
    launchedAt: new Date(launchedAt).toISOString(),
    tags: Object.fromEntries(tags),
  }))
  return `${JSON.stringify(rows, null, 2)}\n`
}
