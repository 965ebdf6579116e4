import { NormalizedSchema } from '@smithy/core/schema'
import { _parseRfc3339DateTimeWithOffset as parseTimestamp } from '@smithy/core/serde'
import { UndecodableBody } from './undecodable-body.ts'

/** What the reader expects in an element, made once from the SDK's schema. */
export type Shape = Struct | List | Scalar | Skip
export type Struct = { readonly kind: 'struct'; readonly members: ReadonlyMap<string, Member> }
type List = { readonly kind: 'list'; readonly item: Member }
type Scalar = { readonly kind: 'scalar'; readonly parse: (text: string) => unknown }
type Skip = { readonly kind: 'skip' }

export type Member = {
  /** The key in the output. */
  readonly name: string
  readonly tag: string
  readonly shape: Shape
  readonly within: Hint
  readonly after: Hint
}

/** Which element came next the last time: most often it does again, and to compare is cheaper than to look up. */
export type Hint = { next: Member | undefined }

/** Of the structures named here only these members are read; of all others every member. */
export type Wanted = Readonly<Record<string, readonly string[]>>

type Schema = Parameters<typeof NormalizedSchema.of>[0]

export function structOf(schema: Schema, wanted: Wanted = {}): Struct {
  return structFrom(NormalizedSchema.of(schema), wanted)
}

export function memberOf(tag: string, shape: Shape, name = tag): Member {
  return { name, tag, shape, within: { next: undefined }, after: { next: undefined } }
}

function structFrom(schema: NormalizedSchema, wanted: Wanted): Struct {
  const only = wanted[schema.getName() ?? '']
  const members = [...schema.structIterator()].map(([name, member]): [string, Member] => {
    const tag = tagOf(member) ?? name
    const isWanted = only === undefined || only.includes(name)
    return [tag, memberOf(tag, isWanted ? shapeFrom(member, wanted) : { kind: 'skip' }, name)]
  })
  return { kind: 'struct', members: new Map(members) }
}

function shapeFrom(schema: NormalizedSchema, wanted: Wanted): Shape {
  if (schema.isStructSchema()) return structFrom(schema, wanted)
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    return { kind: 'list', item: memberOf(tagOf(item) ?? 'member', shapeFrom(item, wanted)) }
  }
  return { kind: 'scalar', parse: parserOf(schema) }
}

function parserOf(schema: NormalizedSchema): (text: string) => unknown {
  if (schema.isStringSchema()) return (text) => text
  if (schema.isNumericSchema()) return Number
  if (schema.isBooleanSchema()) return (text) => text.toLowerCase() === 'true'
  if (schema.isTimestampSchema()) return timestampOf
  throw new Error(
    `The XML reader has no form for ${schema.getName(true)}; read this operation with the stock protocol.`,
  )
}

function timestampOf(text: string): Date | undefined {
  try {
    return parseTimestamp(text)
  } catch (cause) {
    throw new UndecodableBody('Not a timestamp', { cause })
  }
}

function tagOf(schema: NormalizedSchema): string | undefined {
  const { xmlName } = schema.getMergedTraits()
  return xmlName
}
