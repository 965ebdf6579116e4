import type { CallFailure } from './functions.ts'

/** Of Lambda's own status: success, timeout, error, failure. */
export function failureOf(status: string | undefined, errorType: string | undefined): CallFailure | undefined {
  if (status === undefined || status === 'success') return undefined
  if (status === 'timeout') return 'timeout'
  if (errorType === 'Runtime.OutOfMemory') return 'memory'
  return errorType === 'Runtime.ExitError' ? 'exit' : 'error'
}

/** Java's runtime writes message and class, then the trace, which begins with the class (its UserFault.java). */
export const javaFault = /: ((?:[\w$]+\.)+[\w$]+)\r?\n\1(?::[ \t]*([^\r\n]*)|[\r\n]|$)/
/** Python's runtime writes the class, then always the frames (awslambdaric, bootstrap.py, log_error). */
export const pythonFault = /^\[ERROR\] ([\w.]+)(?:: ([^\r\n]*))?[\r\n][\s\S]*?\bTraceback \(most recent call last\)/
// Go's writes its answer with the standard logger, which puts the time before it (aws-lambda-go, invoke_loop.go).
const goFault = /^(?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? )?\{"errorMessage":"/
// What reached .NET's runtime has its frames in the trace; what the handler itself caught and logged ends above them.
const dotnetFault =
  /^(?:\S+Z\t\S*\t[a-z]{4}\t|[A-Z]+ )?(?:[\w+`]+\.)*[\w+`]*Exception\b[\s\S]*\n[ \t]*at (?:lambda_method\d*\(|Amazon\.Lambda\.RuntimeSupport\.)/
// Ruby's writes `Function<KeyError>`, with its answer on several lines (its lambda_errors.rb, lambda_logger.rb).
export const rubyFault = /"errorType": "(?:Function|Init|Runtime)<([\w:]+)>"/
// Lambda's own line where nothing could be started: `RequestId: … Error: …` and below it the type.
const notStarted = /(?:^|\s)Error: [\s\S]*\n(?:Runtime|Extension)\.\w+\s*$/
const answerRefused = /Failed to post handler success response\. Http response code: 413/
const faults = [javaFault, goFault, rubyFault, dotnetFault, notStarted, answerRefused]

// How the runtimes write what ends a call (Developer Guide, "Troubleshoot execution issues in Lambda"). A line that the
// code itself logs as an error ends nothing.
export function failureIn(text: string): CallFailure | undefined {
  if (/Task timed out after [\d.]+ seconds/.test(text)) return 'timeout'
  if (/Runtime\.OutOfMemory|signal: killed|JavaScript heap out of memory/.test(text)) return 'memory'
  if (/Runtime\.ExitError|Runtime exited (?:with|without)/.test(text)) return 'exit'
  if (/(?:\t|^ERROR )(?:Invoke Error|Uncaught Exception|Unhandled Promise Rejection)\s/.test(text)) return 'error'
  if (/^\[ERROR\] \S+[\s\S]*[\r\n]Traceback/.test(text)) return 'error'
  return faults.some((fault) => fault.test(text)) ? 'error' : undefined
}
