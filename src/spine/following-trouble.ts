import { UserError } from '../core/errors.ts'

// As aws/trouble.ts knows them; CloudWatch Logs itself says ThrottlingException and LimitExceededException.
const throttled = /Throttl|TooManyRequests|RequestLimitExceeded|BandwidthLimitExceeded|^LimitExceeded|SlowDown/
// A new question begins a new session, and reaches AWS again as a rule.
const passing =
  /^(?:Timeout|Unreachable|ExpiredToken|ExpiredTokenException|ServiceUnavailable|ServiceUnavailableException)$/
const mostPassing = 3

/** Whether AWS is asked again, after so many failures in a row, of which this is the last. */
export function isWaitedOut(error: unknown, inRow: number): boolean {
  if (!(error instanceof UserError)) return false
  return throttled.test(error.code) || (passing.test(error.code) && inRow < mostPassing)
}
