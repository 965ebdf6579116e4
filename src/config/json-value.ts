import { z } from 'zod'
import type { Canonical } from '../core/canonical-json.ts'

// Deeper, something refers to itself.
const deepest = 50

/** What YAML says, as it can be said in JSON without a change. */
export const jsonValue = z.unknown().transform((value, context): Canonical => {
  if (isJson(value)) return value
  const wrong = wrongIn(value, []) ?? { path: [], message: 'cannot be written as JSON' }
  context.addIssue({ code: 'custom', ...wrong })
  return z.NEVER
})

function isJson(value: unknown): value is Canonical {
  return value !== undefined && wrongIn(value, []) === undefined
}

type Wrong = { readonly path: PropertyKey[]; readonly message: string }

function wrongIn(value: unknown, path: readonly PropertyKey[]): Wrong | undefined {
  const wrong = (message: string) => ({ path: [...path], message })
  if (path.length > deepest) return { path: [], message: `is more than ${deepest} levels deep` }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return wrong('is no number that JSON has')
    const isExact = !Number.isInteger(value) || Number.isSafeInteger(value)
    return isExact ? undefined : wrong('is too large to be kept exactly: put it in quotation marks')
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, each] of Object.entries(value)) {
    // What YAML makes of {{name}} without quotation marks: an object whose key is an object.
    if (key.includes('{'))
      return wrong(`has the key ${key}: nothing is filled into keys, and as a value {{name}} needs quotation marks`)
    const found = wrongIn(each, [...path, Array.isArray(value) ? Number(key) : key])
    if (found !== undefined) return found
  }
  return undefined
}
