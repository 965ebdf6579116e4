import type { NormalizedSchema } from '@smithy/core/schema'
import { type Member, membersOf } from './schema.ts'

/** How the two Query dialects differ: what members are called, and whether lists have a `member` level. */
export type Dialect = 'ec2Query' | 'awsQuery'

/** `Filter.1.Value.2=x` as a tree of its dotted segments. */
export type Tree = Map<string, Tree | string>

export function parseTree(parameters: URLSearchParams): Tree {
  const root: Tree = new Map()
  for (const [path, value] of parameters) {
    const segments = path.split('.')
    const last = segments.pop() ?? ''
    let level = root
    for (const segment of segments) level = branch(level, segment)
    level.set(last, value)
  }
  return root
}

function branch(level: Tree, segment: string): Tree {
  const found = level.get(segment)
  if (typeof found === 'object') return found
  const made: Tree = new Map()
  level.set(segment, made)
  return made
}

export const wireName = (member: Member, dialect: Dialect): string =>
  dialect === 'ec2Query' ? member.ec2Name : member.xmlName

/** The input of an operation, read from the tree as its schema says. */
export function readQuery(schema: NormalizedSchema, tree: Tree | string, dialect: Dialect): unknown {
  if (schema.isUnitSchema()) return {}
  if (schema.isStructSchema()) return readStructure(schema, tree, dialect)
  if (schema.isListSchema()) return readList(schema, tree, dialect)
  if (schema.isMapSchema()) return readMap(schema, tree, dialect)
  return typeof tree === 'string' ? readScalar(schema, tree) : undefined
}

function readStructure(schema: NormalizedSchema, tree: Tree | string, dialect: Dialect): unknown {
  if (typeof tree === 'string') return {}
  const read = membersOf(schema).flatMap((member) => {
    const value = tree.get(wireName(member, dialect))
    return value === undefined ? [] : [[member.name, readQuery(member.schema, value, dialect)] as const]
  })
  return Object.fromEntries(read)
}

function readList(schema: NormalizedSchema, tree: Tree | string, dialect: Dialect): unknown[] {
  if (typeof tree === 'string') return []
  const element = schema.getValueSchema()
  const isFlat = dialect === 'ec2Query' || schema.getMergedTraits().xmlFlattened !== undefined
  const inner = isFlat ? tree : tree.get(element.getMergedTraits().xmlName ?? 'member')
  return numbered(inner).map((item) => readQuery(element, item, dialect))
}

function readMap(schema: NormalizedSchema, tree: Tree | string, dialect: Dialect): unknown {
  const entries = typeof tree === 'string' ? [] : numbered(tree.get('entry') ?? tree)
  const read = entries.flatMap((entry) => {
    if (typeof entry === 'string') return []
    const key = entry.get('key')
    const value = entry.get('value')
    return typeof key === 'string' && value !== undefined
      ? [[key, readQuery(schema.getValueSchema(), value, dialect)] as const]
      : []
  })
  return Object.fromEntries(read)
}

function numbered(tree: Tree | string | undefined): (Tree | string)[] {
  if (typeof tree !== 'object') return []
  return [...tree].toSorted(([left], [right]) => Number(left) - Number(right)).map(([, value]) => value)
}

function readScalar(schema: NormalizedSchema, value: string): unknown {
  if (schema.isNumericSchema()) return Number(value)
  if (schema.isBooleanSchema()) return value === 'true'
  if (schema.isTimestampSchema()) return new Date(value)
  if (schema.isBlobSchema()) return Buffer.from(value, 'base64')
  return value
}
