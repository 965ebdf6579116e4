import type { NormalizedSchema } from '@smithy/core/schema'
import { isRecord } from '../is-record.ts'
import { membersOf } from './schema.ts'
import { readTimestamp, timestampFormat, writeTimestamp } from './timestamp.ts'

/** A value of the operation's input from parsed JSON, as its schema says; what the schema has not is left out. */
export function readJson(schema: NormalizedSchema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (schema.isStructSchema()) return isRecord(value) ? readStructure(schema, value) : {}
  if (schema.isListSchema()) {
    const element = schema.getValueSchema()
    return Array.isArray(value) ? value.map((item) => readJson(element, item)) : []
  }
  if (schema.isMapSchema()) return mapped(value, (item) => readJson(schema.getValueSchema(), item))
  if (schema.isTimestampSchema()) return readTimestamp(value)
  if (schema.isBlobSchema()) return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined
  return value
}

function readStructure(schema: NormalizedSchema, value: Readonly<Record<string, unknown>>): object {
  const read = membersOf(schema).flatMap((member) => {
    const item = value[member.jsonName]
    return item === undefined || item === null ? [] : [[member.name, readJson(member.schema, item)] as const]
  })
  return Object.fromEntries(read)
}

/** What `JSON.stringify` makes the wire's text of. */
export function writeJson(schema: NormalizedSchema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (schema.isStructSchema()) {
    const own = isRecord(value) ? value : {}
    return Object.fromEntries(
      membersOf(schema).map((member) => [member.jsonName, writeJson(member.schema, own[member.name])]),
    )
  }
  if (schema.isListSchema()) {
    const element = schema.getValueSchema()
    return Array.isArray(value) ? value.map((item) => writeJson(element, item)) : []
  }
  if (schema.isMapSchema()) return mapped(value, (item) => writeJson(schema.getValueSchema(), item))
  if (schema.isTimestampSchema()) return writeTimestamp(value, timestampFormat(schema, 'epoch-seconds'))
  if (schema.isBlobSchema()) return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : ''
  return value
}

function mapped(value: unknown, each: (item: unknown) => unknown): object {
  return Object.fromEntries(isRecord(value) ? Object.entries(value).map(([key, item]) => [key, each(item)]) : [])
}
