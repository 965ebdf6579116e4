import type { z } from 'zod'

/** As Slack writes it: what is wrong, and a JSON pointer to it. */
export function violation(says: string, path: readonly PropertyKey[]): string {
  return `[ERROR] ${says} [json-pointer:/${path.map(String).join('/')}]`
}

/** What a schema found wrong with what is at `root`. */
export function printIssue(issue: z.core.$ZodIssue, root: string): string {
  return violation(sayIssue(issue), [root, ...issue.path])
}

/** Every id that is not the first of its kind, with its place. */
export function repeatsIn(ids: (string | undefined)[]): [string, number][] {
  return ids.flatMap((id, index): [string, number][] =>
    id !== undefined && ids.indexOf(id) < index ? [[id, index]] : [],
  )
}

function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') {
    return issue.origin === 'array'
      ? `no more than ${issue.maximum} items allowed`
      : `must be less than ${Number(issue.maximum) + 1} characters`
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'array'
      ? `must provide at least ${issue.minimum} items`
      : `must be more than ${Number(issue.minimum) - 1} characters`
  }
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`
  return issue.code === 'invalid_union' ? 'unsupported type or missing type' : issue.message
}
