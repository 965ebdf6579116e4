import { AwsError } from '../aws-error.ts'

/** A breach of a constraint in the words that AWS's model validation uses, or nothing. */
export type Breach = string | undefined

const breach = (field: string, value: string, constraint: string): string =>
  `Value ${value} at '${field}' failed to satisfy constraint: Member must ${constraint}`

export function required(field: string, value: string | undefined): Breach {
  return value === undefined ? breach(field, 'null', 'not be null') : undefined
}

type TextRule = { readonly min: number; readonly max: number; readonly pattern: string }

export function text(field: string, value: string | undefined, { min, max, pattern }: TextRule): Breach {
  if (value === undefined) return undefined
  const quoted = `'${value}'`
  if (value.length < min) return breach(field, quoted, `have length greater than or equal to ${min}`)
  if (value.length > max) return breach(field, quoted, `have length less than or equal to ${max}`)
  const isFit = new RegExp(`^(?:${pattern})$`, 'su').test(value)
  return isFit ? undefined : breach(field, quoted, `satisfy regular expression pattern: ${pattern}`)
}

export function between(field: string, value: number | undefined, [min, max]: readonly [number, number]): Breach {
  if (value === undefined) return undefined
  if (value < min) return breach(field, `'${value}'`, `have value greater than or equal to ${min}`)
  if (value > max) return breach(field, `'${value}'`, `have value less than or equal to ${max}`)
  return undefined
}

/** Every breach at once, as AWS reports them. */
export function checkConstraints(breaches: readonly Breach[]): void {
  const found = breaches.filter((one) => one !== undefined)
  if (found.length === 0) return
  const errors = found.length === 1 ? 'error' : 'errors'
  throw new AwsError('ValidationError', `${found.length} validation ${errors} detected: ${found.join('; ')}`)
}
