import type { Filter, Tag } from '@aws-sdk/client-ec2'
import { AwsError } from '../../aws-error.ts'
import { matchesFilterValue } from './filter-value.ts'

export type Scalar = string | number | boolean | Date | undefined

/** What a filter compares; of several values one has to fit. */
export type Field<Item> = (item: Item) => Scalar | readonly Scalar[]

/** Every filter that EC2 documents for one operation. */
export type Filterable<Item> = {
  readonly fields: Readonly<Record<string, Field<Item>>>
  /** Where there are tags, `tag:<key>` and `tag-key` are filters too. */
  readonly tagsOf?: (item: Item) => readonly Tag[] | undefined
}

/** EC2 User Guide, "List and filter your resources". */
const mostValues = 200

/** Between filters all must fit, within one any of its values; throws for a filter that EC2 would not know. */
export function filterBy<Item>(known: Filterable<Item>, filters: readonly Filter[] = []): (item: Item) => boolean {
  const valueCount = filters.reduce((sum, { Values = [] }) => sum + Values.length, 0)
  if (valueCount > mostValues) {
    const message = `The maximum number of filter values specified on a single call is ${mostValues}`
    throw new AwsError('FilterLimitExceeded', message)
  }
  const tests = filters.map((filter) => testOf(known, filter))
  return (item) => tests.every((test) => test(item))
}

function testOf<Item>(known: Filterable<Item>, { Name = 'null', Values = [] }: Filter): (item: Item) => boolean {
  const field = fieldOf(known, Name)
  if (field === undefined || Values.length === 0)
    throw new AwsError('InvalidParameterValue', `The filter '${Name}' is invalid`)
  return (item) => {
    const found = field(item)
    const scalars: readonly Scalar[] = isList(found) ? found : [found]
    return scalars.flatMap(textOf).some((text) => Values.some((value) => matchesFilterValue(value, text)))
  }
}

function fieldOf<Item>({ fields, tagsOf }: Filterable<Item>, name: string): Field<Item> | undefined {
  if (Object.hasOwn(fields, name)) return fields[name]
  if (tagsOf === undefined) return undefined
  if (name === 'tag-key') return (item) => (tagsOf(item) ?? []).map(({ Key }) => Key)
  const [, key] = /^tag:(.+)$/su.exec(name) ?? []
  if (key === undefined) return undefined
  return (item) => (tagsOf(item) ?? []).filter(({ Key }) => Key === key).map(({ Value }) => Value)
}

function isList(value: Scalar | readonly Scalar[]): value is readonly Scalar[] {
  return Array.isArray(value)
}

function textOf(value: Scalar): string[] {
  if (value === undefined) return []
  return [value instanceof Date ? value.toISOString() : String(value)]
}
