import { matchesPattern } from '../pattern.ts'

export type Condition = { readonly operator: string; readonly key: string; readonly values: readonly string[] }

/** What is known of a request, by condition key. */
export type RequestContext = ReadonlyMap<string, readonly string[]>

type Compare = (actual: string, expected: string) => boolean

const same = (left: string, right: string): boolean => left === right
const sameLetters = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase()
const like: Compare = (actual, pattern) => matchesPattern(pattern, actual)

const positive: Readonly<Record<string, Compare>> = {
  StringEquals: same,
  StringEqualsIgnoreCase: sameLetters,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: sameLetters,
}
const negative: Readonly<Record<string, Compare>> = {
  StringNotEquals: same,
  StringNotEqualsIgnoreCase: sameLetters,
  StringNotLike: like,
  ArnNotEquals: like,
  ArnNotLike: like,
}

type Operator = { quantifier: string | undefined; name: string; isIfExists: boolean }

function operatorOf(written: string): Operator {
  const [, quantifier, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written) ?? []
  return { quantifier, name, isIfExists: ifExists !== undefined }
}

export function isOperator(written: string): boolean {
  const { name } = operatorOf(written)
  return name === 'Null' || name in positive || name in negative
}

/** IAM User Guide, "Condition operators" and "Multivalued context keys". */
export function isMet({ operator, key, values }: Condition, context: RequestContext): boolean {
  const { quantifier, name, isIfExists } = operatorOf(operator)
  const actual = valuesOf(context, key)
  if (name === 'Null') return values.some((value) => (value === 'true') === (actual === undefined))
  if (actual === undefined && isIfExists) return true
  const present = actual ?? []
  const compare = positive[name]
  if (compare !== undefined) {
    const fits = (item: string): boolean => values.some((value) => compare(item, value))
    return quantifier === 'ForAllValues' ? present.every(fits) : present.some(fits)
  }
  const differs = (item: string): boolean => !values.some((value) => negative[name]?.(item, value) ?? false)
  // Without a key there is nothing that could be equal, so the negated operators are met.
  return quantifier === 'ForAnyValue' ? present.some(differs) : present.every(differs)
}

/** IAM compares the names of keys without regard to case. */
function valuesOf(context: RequestContext, key: string): readonly string[] | undefined {
  return context.get(key) ?? [...context].find(([known]) => sameLetters(known, key))?.[1]
}
