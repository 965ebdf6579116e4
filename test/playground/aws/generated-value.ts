import type { NormalizedSchema } from '@smithy/core/schema'

const deepest = 4

/** A value that fills every member of the schema down to a depth, with text that a careless codec breaks. */
export function generated(schema: NormalizedSchema, depth = 0): unknown {
  if (schema.isUnitSchema()) return {}
  if (schema.isStructSchema()) return structure(schema, depth)
  if (schema.isListSchema()) return depth > deepest ? [] : list(schema, depth)
  if (schema.isMapSchema()) return depth > deepest ? {} : { k1: child(schema, depth), 'k 2&': child(schema, depth) }
  if (schema.isBooleanSchema()) return true
  if (schema.isNumericSchema()) return 7
  if (schema.isTimestampSchema()) return new Date(1_700_000_000_000)
  if (schema.isBlobSchema()) return Buffer.from('blob<>')
  return 'x<&>"é🚀 y=z'
}

const child = (schema: NormalizedSchema, depth: number): unknown => generated(schema.getValueSchema(), depth + 1)

function structure(schema: NormalizedSchema, depth: number): unknown {
  if (depth > deepest) return {}
  return Object.fromEntries([...schema.structIterator()].map(([name, member]) => [name, generated(member, depth + 1)]))
}

/** A list of empty things has no form in Query, so it is left out. */
function list(schema: NormalizedSchema, depth: number): unknown {
  const items = [child(schema, depth), child(schema, depth)]
  return items.some(isEmpty) ? [] : items
}

/** What is equal where only what has a form on the wire differs: empty things, the SDK's metadata, kinds of bytes. */
export function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) return value.map(comparable).filter((item) => !isEmpty(item))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([name]) => name !== '$metadata')
  return Object.fromEntries(
    entries.map(([name, item]) => [name, comparable(item)] as const).filter(([, item]) => !isEmpty(item)),
  )
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  return typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0
}
