/** Whether a change needs a reason, and what one looks like. */
export type ReasonRule = {
  readonly required: 'never' | 'production' | 'always'
  /** A regular expression that the whole reason must fit. */
  readonly pattern: string | undefined
  /** What such a reason is, in words. */
  readonly hint: string | undefined
}

export const longestReason = 300

export type ReasonProblem = 'missing' | 'too-long' | 'unlike-the-pattern'

/** What is wrong with the reason that a person gave; an empty one is none. */
export function findReasonProblem(
  { required, pattern }: ReasonRule,
  reason: string | undefined,
  { isProduction }: { readonly isProduction: boolean },
): ReasonProblem | undefined {
  const given = reason?.trim() ?? ''
  if (given === '') return required === 'always' || (required === 'production' && isProduction) ? 'missing' : undefined
  if (given.length > longestReason) return 'too-long'
  return pattern === undefined || wholePattern(pattern).test(given) ? undefined : 'unlike-the-pattern'
}

/** The pattern for the whole text, not for a part of it. Throws a SyntaxError where it is no regular expression. */
export function wholePattern(pattern: string): RegExp {
  // Compiled alone first: `a)|(b` would step out of the group that holds it.
  return new RegExp(`^(?:${new RegExp(pattern, 'u').source})$`, 'u')
}
