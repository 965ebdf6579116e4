import type { CallFailure } from './functions.ts'

/** Of Lambda's own status: success, timeout, error, failure. */
export function failureOf(status: string | undefined, errorType: string | undefined): CallFailure | undefined {
  if (status === undefined || status === 'success') return undefined
  if (status === 'timeout') return 'timeout'
  if (errorType === 'Runtime.OutOfMemory') return 'memory'
  return errorType === 'Runtime.ExitError' ? 'exit' : 'error'
}

// How the runtimes write what ends a call (Developer Guide, "Troubleshoot execution issues in Lambda"). A line that the
// code itself logs as an error ends nothing.
export function failureIn(text: string): CallFailure | undefined {
  if (/Task timed out after [\d.]+ seconds/.test(text)) return 'timeout'
  if (/Runtime\.OutOfMemory|signal: killed|JavaScript heap out of memory/.test(text)) return 'memory'
  if (/Runtime\.ExitError|Runtime exited (?:with|without)/.test(text)) return 'exit'
  if (/\t(?:Invoke Error|Uncaught Exception|Unhandled Promise Rejection)\s/.test(text)) return 'error'
  return /^\[ERROR\] \S+[\s\S]*\nTraceback/.test(text) ? 'error' : undefined
}
