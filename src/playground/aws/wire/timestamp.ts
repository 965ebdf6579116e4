import type { NormalizedSchema } from '@smithy/core/schema'

type Format = 'epoch-seconds' | 'date-time' | 'http-date'

/** How a schema's kind of timestamp is numbered in the SDK (@smithy/types, schema sentinels). */
const formats: Readonly<Record<number, Format>> = { 5: 'date-time', 6: 'http-date', 7: 'epoch-seconds' }

/** Where the schema leaves it open, each place on the wire has a format of its own (Smithy, "Timestamp serialization"). */
export function timestampFormat(schema: NormalizedSchema, usual: Format): Format {
  const kind: unknown = schema.getSchema()
  return (typeof kind === 'number' ? formats[kind] : undefined) ?? usual
}

export function writeTimestamp(value: unknown, format: Format): number | string | undefined {
  if (!(value instanceof Date)) return undefined
  if (format === 'epoch-seconds') return value.getTime() / 1000
  return format === 'http-date' ? value.toUTCString() : value.toISOString()
}

export function readTimestamp(value: unknown): Date {
  const isNumber = typeof value === 'number' || /^[\d.]+$/.test(String(value))
  return new Date(isNumber ? Number(value) * 1000 : String(value))
}
