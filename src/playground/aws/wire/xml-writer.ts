import type { NormalizedSchema } from '@smithy/core/schema'
import { keyOf, membersOf } from './schema.ts'

type Write = (value: unknown) => string

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
}
const special = /[<>&"'\r]/
const allSpecial = /[<>&"'\r]/g

export function escapeXml(text: string): string {
  return special.test(text) ? text.replaceAll(allSpecial, (character) => entities[character] ?? character) : text
}

/** The members of an output as XML, without an element around them. */
export function writeXml(schema: NormalizedSchema, value: object): string {
  return schema.isUnitSchema() ? '' : contentWriter(schema)(value)
}

const contentWriters = new WeakMap<object, Write>()

/** Writers are put together once per structure; members only when first used, since structures may hold themselves. */
function contentWriter(schema: NormalizedSchema): Write {
  const key = keyOf(schema)
  const known = contentWriters.get(key)
  if (known !== undefined) return known
  let members: readonly (readonly [string, Write])[] | undefined
  const write: Write = (value) => {
    members ??= membersOf(schema).map((member) => [member.name, elementWriter(member.schema, member.xmlName)])
    if (!isRecord(value)) return ''
    let content = ''
    for (const [name, writeMember] of members) {
      const item = value[name]
      if (item !== undefined && item !== null) content += writeMember(item)
    }
    return content
  }
  contentWriters.set(key, write)
  return write
}

function elementWriter(schema: NormalizedSchema, tag: string): Write {
  const open = `<${tag}>`
  const close = `</${tag}>`
  if (schema.isListSchema()) return listWriter(schema, tag)
  if (schema.isMapSchema()) return mapWriter(schema, tag)
  const write = schema.isStructSchema() ? contentWriter(schema) : scalarWriter(schema)
  return (value) => open + write(value) + close
}

function listWriter(schema: NormalizedSchema, tag: string): Write {
  const element = schema.getValueSchema()
  const isFlat = schema.getMergedTraits().xmlFlattened !== undefined
  const write = rememberFrozen(elementWriter(element, isFlat ? tag : (element.getMergedTraits().xmlName ?? 'member')))
  return (value) => {
    let content = ''
    if (Array.isArray(value)) for (const item of value) content += write(item)
    return isFlat ? content : `<${tag}>${content}</${tag}>`
  }
}

/** What is frozen cannot change, so its XML is made once: pages of a large world are then joined, not encoded. */
function rememberFrozen(write: Write): Write {
  const written = new WeakMap<object, string>()
  return (value) => {
    if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return write(value)
    const known = written.get(value)
    if (known !== undefined) return known
    // Once through bytes and back: what was put together of hundreds of pieces becomes one, a sixth of the size in memory.
    const xml = Buffer.from(write(value)).toString()
    written.set(value, xml)
    return xml
  }
}

function mapWriter(schema: NormalizedSchema, tag: string): Write {
  const write = elementWriter(schema.getValueSchema(), 'value')
  return (value) => {
    const entries = isRecord(value) ? Object.entries(value) : []
    const content = entries.map(([key, item]) => `<entry><key>${escapeXml(key)}</key>${write(item)}</entry>`)
    return `<${tag}>${content.join('')}</${tag}>`
  }
}

function scalarWriter(schema: NormalizedSchema): Write {
  if (schema.isTimestampSchema()) return (value) => (value instanceof Date ? value.toISOString() : '')
  if (schema.isBlobSchema())
    return (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : '')
  return (value) => escapeXml(String(value))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
