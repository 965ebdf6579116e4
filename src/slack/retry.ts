import type { Log } from '../core/log.ts'
import type { System } from '../core/system.ts'
import { retryAfterMs } from './slack-error.ts'

export type Patience = {
  /** How long to go on after the first failure. */
  readonly patienceMs: number
  /** The method, for the log. */
  readonly what: string
}

const firstWaitMs = 500
const longestWaitMs = 8_000

/**
 * Tries again where Slack is out of reach, limits the rate or fails itself. The SDK's own policy waits up to half an
 * hour, and one 429 stops all calls of its client (reference/slack.md, T5 and T6): hence this one, per call.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  { patienceMs, what }: Patience,
  { system, log }: { readonly system: System; readonly log: Log },
): Promise<T> {
  const givesUpAt = system.now() + patienceMs
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      return await attempt()
    } catch (error) {
      const askedMs = retryAfterMs(error)
      if (askedMs === undefined) throw error
      const restMs = Math.max(waitMs, askedMs)
      if (system.now() + restMs > givesUpAt) throw error
      log.warn({ what, error, waitMs: restMs }, 'Slack did not take a call: it is tried again')
      await system.sleep(restMs)
    }
  }
}
