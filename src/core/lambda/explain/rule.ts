/** What is known of a failure, all of it scrubbed by whoever shows what comes of it. */
export type FailureFacts = {
  /** The function's error type, AWS's code of a refusal, or the reason code of a function's state. */
  readonly code: string | undefined
  readonly message: string
  /** The end of its log. */
  readonly log?: string | undefined
  readonly memoryMb?: number | undefined
  /** The most that the call had used, as its report says. */
  readonly usedMb?: number | undefined
  readonly timeoutSeconds?: number | undefined
  /** Of the start before the call that Lambda gave up. */
  readonly initTimedOutMs?: number | undefined
  readonly isInVpc?: boolean | undefined
}

/** Whole sentences: why it came to that, and what helps. */
export type Explanation = { readonly cause: string; readonly next: string }

/** Pure: says what it knows of such a failure, or nothing. */
export type Rule = (facts: FailureFacts) => Explanation | undefined

type Row = readonly [code: RegExp, cause: string, next: string]

/** Rules that need the code alone. */
export function byCode(...rows: readonly Row[]): Rule {
  return ({ code = '' }) => {
    const found = rows.find(([pattern]) => pattern.test(code))
    return found && { cause: found[1], next: found[2] }
  }
}
