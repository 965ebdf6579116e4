import { type FunctionError, parseFunctionError } from './call-failure.ts'
import type { Explanation } from './explain/rule.ts'
import { explain } from './explain.ts'
import type { CallFailure, LoggedCall } from './functions.ts'
import { failureIn, javaFault, pythonFault, rubyFault } from './log-failure.ts'

/** How the function is configured now. */
type Configured = { readonly memoryMb: number; readonly timeoutSeconds: number; readonly isInVpc?: boolean }

// Lambda's own error types, for logs that say only how it ended.
const codes: Readonly<Record<CallFailure, string | undefined>> = {
  timeout: 'Sandbox.Timedout',
  memory: 'Runtime.OutOfMemory',
  exit: 'Runtime.ExitError',
  error: undefined,
}

const mostLog = 10_000

/** Why a call failed and what helps, as far as its own lines tell; nothing of one that did not fail. */
export function explainLogged(call: LoggedCall, configured: Configured): Explanation | undefined {
  const { failure, report } = call
  if (failure === undefined) return undefined
  const texts = call.lines.map(({ text }) => text)
  const ending = texts.findLast((text) => failureIn(text) === failure) ?? ''
  const facts = {
    log: texts.join('\n').slice(-mostLog),
    // What it had then, where its log says so: it may have been configured anew since.
    memoryMb: report !== undefined && report.memoryMb > 0 ? report.memoryMb : configured.memoryMb,
    timeoutSeconds: /timed out after/.test(ending) ? undefined : configured.timeoutSeconds,
    isInVpc: configured.isInVpc,
    usedMb: report?.usedMb,
    initTimedOutMs: call.initTimedOutMs,
  }
  const thrown = failure === 'error' || failure === 'exit' ? lastError(texts) : undefined
  const ofThrown = thrown && explain({ ...facts, code: thrown.type, message: thrown.message })
  // Where nothing caught an error, that is why the process ended: what it says tells more than how it ended.
  if (ofThrown !== undefined || (failure === 'exit' && texts.some((text) => failureIn(text) === 'error')))
    return ofThrown
  return explain({ ...facts, code: codes[failure] ?? report?.errorType, message: ending })
}

type Thrown = Pick<FunctionError, 'type' | 'message'>

/** The last error that the lines of a call tell of. */
export function lastError(texts: readonly string[]): Thrown | undefined {
  for (const text of texts.toReversed()) {
    const thrown = readThrown(text)
    if (thrown !== undefined) return thrown
  }
  return undefined
}

// A logger's own words may stand above it, and .NET puts a number behind some.
const errorLine =
  /^(?:(?:\[ERROR\] |ERROR )(?:[^\r\n]*\r?\n)??)?((?:[\w$+]+\.)*[\w+]*(?:Error|Exception))(?: \(0x[\dA-Fa-f]+\))?(?::[ \t]*([^\r\n]*))?(?:[\r\n]|$)/

/** As JSON within the line (Node.js, and every runtime in Lambda's JSON format), or as Python, Java, .NET and Ruby write it. */
function readThrown(text: string): Thrown | undefined {
  // Lambda's own word for it begins like an error of Java's.
  if (failureIn(text) === 'exit') return undefined
  const at = text.indexOf('{')
  const error = at < 0 ? undefined : parseFunctionError({ kind: 'json', text: text.slice(at) })
  if (error !== undefined) return error
  const found = javaFault.exec(text) ?? pythonFault.exec(text) ?? errorLine.exec(text) ?? rubyFault.exec(text)
  const [, type, message = ''] = found ?? []
  return type === undefined ? undefined : { type, message }
}
