import { NormalizedSchema } from '@smithy/core/schema'
import type { $SchemaRef, StaticOperationSchema } from '@smithy/types'

/** One member of a structure and what it is called on the wire. */
export type Member = {
  readonly name: string
  readonly schema: NormalizedSchema
  readonly xmlName: string
  readonly ec2Name: string
  readonly jsonName: string
}

const known = new WeakMap<object, readonly Member[]>()

export function membersOf(schema: NormalizedSchema): readonly Member[] {
  const key = keyOf(schema)
  const found = known.get(key)
  if (found !== undefined) return found
  const members = [...schema.structIterator()].map(([name, member]): Member => {
    const { xmlName = name, ec2QueryName, jsonName = name } = member.getMergedTraits()
    // Smithy, "EC2 query protocol": without a name of its own, the XML name with its first letter made upper case.
    const ec2Name = typeof ec2QueryName === 'string' ? ec2QueryName : xmlName.charAt(0).toUpperCase() + xmlName.slice(1)
    return { name, schema: member, xmlName, ec2Name, jsonName }
  })
  known.set(key, members)
  return members
}

/** The same object for every use of a structure, so that what is worked out for one is there for all. */
export function keyOf(schema: NormalizedSchema): object {
  const key: unknown = schema.getSchema()
  return typeof key === 'object' && key !== null ? key : schema
}

/** Every operation that a client of the SDK exports the schema of, by its name. */
export function operationsOf(client: object): ReadonlyMap<string, StaticOperationSchema> {
  const operations = Object.values(client).filter(isOperation)
  return new Map(operations.map((operation) => [operation[2], operation]))
}

const operationMark = 9
const errorMark = -3

/** The HTTP status of every error that a client of the SDK knows by name. */
export function statusesOf(client: object): ReadonlyMap<string, number> {
  const errors: readonly unknown[] = Object.values(client)
  return new Map(errors.flatMap(namedStatus))
}

function namedStatus(schema: unknown): (readonly [string, number])[] {
  if (!Array.isArray(schema) || schema[0] !== errorMark) return []
  const [, , name, traits]: unknown[] = schema
  const status: unknown = typeof traits === 'object' && traits !== null ? Reflect.get(traits, 'httpError') : undefined
  return typeof status === 'number' ? [[String(name), status]] : []
}

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === operationMark
}

export const inputOf = (operation: StaticOperationSchema): NormalizedSchema => dereferenced(operation[4])
export const outputOf = (operation: StaticOperationSchema): NormalizedSchema => dereferenced(operation[5])

function dereferenced(reference: $SchemaRef): NormalizedSchema {
  return NormalizedSchema.of(reference)
}
