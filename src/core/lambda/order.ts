import type { Parsed } from '../parsed.ts'
import { type FunctionColumn, type FunctionFacts, functionColumnOf, parseFunctionColumn } from './columns.ts'
import type { LambdaFunction } from './function.ts'

export type FunctionOrder = { readonly by: FunctionColumn; readonly isReversed: boolean }

/** `errors`, or `-errors` for the other way round. */
export function parseFunctionOrder(typed: string): Parsed<FunctionOrder> {
  const isReversed = typed.startsWith('-')
  const by = parseFunctionColumn(isReversed && typed.length > 1 ? typed.slice(1) : typed)
  if (by.ok) return { ok: true, value: { by: by.value, isReversed } }
  return by.instead === undefined ? by : { ...by, instead: `${isReversed ? '-' : ''}${by.instead}` }
}

// Numbers inside of names count as numbers: job-2 comes before job-10.
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** A sorted copy; functions without a value come last either way, equal ones by name and then by ARN. */
export function functionsInOrder(
  functions: readonly LambdaFunction[],
  { by, isReversed }: FunctionOrder,
  facts: FunctionFacts,
): LambdaFunction[] {
  const { key } = functionColumnOf(by)
  const sign = isReversed ? -1 : 1
  return functions
    .map((found) => ({ found, key: key(found, facts) }))
    .toSorted((one, other) => compareKeys(one.key, other.key, sign) || tie(one.found, other.found))
    .map(({ found }) => found)
}

type Key = string | number | undefined

function compareKeys(one: Key, other: Key, sign: number): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other)
  return sign * collator.compare(String(one), String(other))
}

function tie(one: LambdaFunction, other: LambdaFunction): number {
  return collator.compare(one.name, other.name) || (one.arn < other.arn ? -1 : 1)
}
