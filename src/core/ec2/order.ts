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
  return instances
    .map(keying(order, facts))
    .toSorted(comparing(order))
    .map(({ instance }) => instance)
}

// Up to here looking for the first ones is faster than sorting all.
const mostSelected = 500

/**
 * The first `count` of `inOrder`. Of ten thousand instances a page shows twenty, and sorting them all would hold
 * everything else for 30 ms (`npm run bench` measures what others wait meanwhile).
 */
export function firstInOrder(instances: readonly Instance[], count: number, ordered: Ordered): Instance[] {
  const { order, facts } = ordered
  if (count > mostSelected) return inOrder(instances, order, facts).slice(0, count)
  const key = keying(order, facts)
  const compare = comparing(order)
  const first: Keyed[] = []
  for (const instance of instances) {
    const keyed = key(instance)
    const last = first.at(-1)
    if (last !== undefined && first.length === count && compare(keyed, last) >= 0) continue
    first.splice(placeFor(keyed, first, compare), 0, keyed)
    if (first.length > count) first.pop()
  }
  return first.map(({ instance }) => instance)
}

export type Ordered = { readonly order: Order; readonly facts: ColumnFacts }

type Keyed = { readonly instance: Instance; readonly key: string | number | undefined }

function keying({ by }: Order, facts: ColumnFacts) {
  const keyOf = keyFunction(by, facts)
  return (instance: Instance): Keyed => ({ instance, key: keyOf(instance) })
}

function comparing({ isReversed }: Order) {
  const sign = isReversed ? -1 : 1
  return (a: Keyed, b: Keyed): number => compareKeys(a.key, b.key, sign) || tie(a.instance, b.instance)
}

/** Where it belongs among those that are in order already. */
function placeFor(keyed: Keyed, sorted: readonly Keyed[], compare: (a: Keyed, b: Keyed) => number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = sorted[middle]
    if (other !== undefined && compare(keyed, other) < 0) high = middle
    else low = middle + 1
  }
  return low
}

function keyFunction(by: ColumnName, facts: ColumnFacts): (instance: Instance) => Keyed['key'] {
  if (by === 'age') return ({ launchedAt }) => (launchedAt === undefined ? undefined : -launchedAt)
  if (by === 'state') return ({ state }) => instanceStates.indexOf(state)
  const { show } = columnOf(by)
  return (instance) => show(instance, facts)
}

function compareKeys(a: string | number | undefined, b: string | number | undefined, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
  return sign * collator.compare(String(a), String(b))
}

function tie(a: Instance, b: Instance): number {
  return collator.compare(a.name ?? '', b.name ?? '') || (a.id < b.id ? -1 : 1)
}
