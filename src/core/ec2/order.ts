import type { Parsed } from '../parsed.ts'
import { type ColumnFacts, type ColumnName, columnOf, parseColumn } from './columns.ts'
import { type Instance, instanceStates } from './instance.ts'

export type Order = { readonly by: ColumnName; readonly isReversed: boolean }

/** `age`, or `-age` for the other way round. */
export function parseOrder(word: string): Parsed<Order> {
  const isReversed = word.startsWith('-')
  const by = parseColumn(isReversed && word.length > 1 ? word.slice(1) : word)
  if (by.ok) return { ok: true, value: { by: by.value, isReversed } }
  return by.instead === undefined ? by : { ...by, instead: `${isReversed ? '-' : ''}${by.instead}` }
}

// Numbers inside of names count as numbers: web-2 comes before web-10.
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** A sorted copy; instances without a value come last either way, equal ones by name and then by id. */
export function inOrder(instances: readonly Instance[], order: Order, facts: ColumnFacts): Instance[] {
  const sign = order.isReversed ? -1 : 1
  const keyed = instances.map((instance) => ({ instance, key: keyOf(instance, order.by, facts) }))
  keyed.sort((a, b) => compareKeys(a.key, b.key, sign) || tie(a.instance, b.instance))
  return keyed.map(({ instance }) => instance)
}

function keyOf(instance: Instance, by: ColumnName, facts: ColumnFacts): string | number | undefined {
  if (by === 'age') return -instance.launchedAt
  if (by === 'state') return instanceStates.indexOf(instance.state)
  return columnOf(by).show(instance, facts)
}

function compareKeys(a: string | number | undefined, b: string | number | undefined, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
  return sign * collator.compare(String(a), String(b))
}

function tie(a: Instance, b: Instance): number {
  return collator.compare(a.name ?? '', b.name ?? '') || (a.id < b.id ? -1 : 1)
}
