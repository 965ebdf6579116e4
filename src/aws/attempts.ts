import type { RetryErrorInfo, RetryStrategyV2 } from '@smithy/types'

/** What is known of the attempts of one call that changes something. */
export type Attempts = {
  /** For the SDK's client, which makes the attempts. */
  readonly strategy: RetryStrategyV2
  /** What the last attempt ended in, while the next one has not begun. */
  pausedAfter(): unknown
}

type Options = {
  /** False where doing it twice is worse than not knowing: then only what never ran is tried again. */
  readonly repeats: boolean
  readonly standard: RetryStrategyV2
  /** Whether a failure leaves it open that the call was carried out. */
  isOpen(error: unknown): boolean
}

/** The SDK's own attempts and pauses; what may have been carried out is looked at by who asked, not sent again. */
export function watchAttempts({ repeats, standard, isOpen }: Options): Attempts {
  let paused: unknown

  async function refresh(token: Parameters<typeof standard.refreshRetryTokenForRetry>[0], failed: RetryErrorInfo) {
    const error: unknown = failed.error
    if (!repeats && isOpen(error)) throw new Error('It is not done twice')
    paused = error
    const next = await standard.refreshRetryTokenForRetry(token, failed)
    paused = undefined
    return next
  }

  return {
    strategy: {
      acquireInitialRetryToken: (scope) => standard.acquireInitialRetryToken(scope),
      refreshRetryTokenForRetry: refresh,
      recordSuccess: (token) => standard.recordSuccess(token),
    },
    pausedAfter: () => paused,
  }
}
