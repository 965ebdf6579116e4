import type { Canonical } from '../core/canonical-json.ts'
import type { PayloadUse } from './payload-uses.ts'

export type PayloadType = 'Bool' | 'String' | 'Long'

/** One place in a payload that policies compare with something: `['order', 'id']`. Nothing else of it is looked at. */
export type PayloadField = { readonly path: readonly string[]; readonly type: PayloadType }

/** Each compared place once, by whoever compares it first. */
export function fieldsOf(uses: readonly PayloadUse[]): PayloadField[] {
  const compared = uses.flatMap(({ path, type }) => (type === undefined ? [] : [{ path, type }]))
  return [...Map.groupBy(compared, ({ path }) => keyOf(path)).values()].flatMap((same) => same.slice(0, 1))
}

export function keyOf(path: readonly string[]): string {
  return JSON.stringify(path)
}

/** `context.payload.order.id` */
export function spelt(path: readonly string[]): string {
  return ['context.payload', ...path].join('.')
}

type Leaf = boolean | string | number
type Branch = { readonly [key: string]: Leaf | Branch }

/**
 * What policies may read of a payload. Nothing at all where a field is there and is not of its type: left out alone, it
 * would look absent, and `forbid … when { context.payload has amount && context.payload.amount > 100 }` would be
 * evaded with the text "1000"; and with `AMOUNT` where the function reads keys in either case. So every rule that reads the payload fails then, which is a no. Null counts as absent:
 * forms fill empty fields with it.
 */
export function readablePart(payload: Canonical, fields: readonly PayloadField[]): Branch | undefined {
  return fields.some((field) => standingOf(field, payload) === 'strange') ? undefined : branchOf(payload, fields)
}

function branchOf(value: Canonical, fields: readonly PayloadField[]): Branch {
  const entries = [...byFirst(fields)].flatMap(([key, below]) => {
    const found = valueAt(value, key)
    if (found === undefined || found === null) return []
    return [[key, isLeaf(found) ? found : branchOf(found, below)] as const]
  })
  return Object.fromEntries(entries)
}

/** The fields below each first key, without it; none below one that is itself a field. */
export function byFirst(fields: readonly PayloadField[]): Map<string, PayloadField[]> {
  const grouped = Map.groupBy(fields, ({ path }) => path[0] ?? '')
  return new Map(
    [...grouped].map(([key, all]) => [key, all.map(({ path, type }) => ({ path: path.slice(1), type }))] as const),
  )
}

type Standing = 'right' | 'absent' | 'strange'

export function standingOf(field: PayloadField, payload: Canonical): Standing {
  const { path, type } = field
  if (findOtherCase(field, payload) !== undefined) return 'strange'
  let value: Canonical | undefined = payload
  for (const key of path) {
    if (value === null || value === undefined) return 'absent'
    if (typeof value !== 'object' || Array.isArray(value)) return 'strange'
    value = valueAt(value, key)
  }
  if (value === null || value === undefined) return 'absent'
  return typeOf(value) === type ? 'right' : 'strange'
}

export type OtherCase = { readonly key: string; readonly written: string }

/** A key on the way to the field that differs from it in case alone: many functions would read it all the same. */
export function findOtherCase({ path }: PayloadField, payload: Canonical): OtherCase | undefined {
  let value: Canonical | undefined = payload
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !isObject(value)) return undefined
    const written = Object.keys(value).find((other) => other !== key && folded(other) === folded(key))
    if (written !== undefined) return { key, written }
    value = valueAt(value, key)
  }
  return undefined
}

/** Also of the letters whose small or capital form is that of another, like the Kelvin sign and the long s. */
function folded(key: string): string {
  return key.toUpperCase().toLowerCase()
}

function valueAt(value: Canonical, key: string): Canonical | undefined {
  if (typeof value !== 'object' || value === null || !isObject(value)) return undefined
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function isObject(value: object): value is { readonly [key: string]: Canonical | undefined } {
  return !Array.isArray(value)
}

function isLeaf(value: Canonical): value is Leaf {
  return typeof value !== 'object'
}

/** The engine counts in whole numbers; one that JavaScript cannot hold exactly is none either. */
export function typeOf(value: unknown): PayloadType | undefined {
  if (typeof value === 'boolean') return 'Bool'
  if (typeof value === 'string') return 'String'
  return Number.isSafeInteger(value) ? 'Long' : undefined
}
