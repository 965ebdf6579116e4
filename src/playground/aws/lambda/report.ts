import type { Failure } from './environment-messages.ts'
import type { Ended, Said } from './run-event.ts'
import type { Line } from './simulated-function.ts'

/** Of one invocation, what its lines in the log say. */
export type Reported = {
  readonly requestId: string
  readonly at: number
  readonly version: string
  readonly isNode: boolean
  readonly runtime: string
  readonly memoryMb: number
  readonly timeoutMs: number
  /** Where it was a cold start. */
  readonly initMs: number | undefined
  /** What the code wrote while it was loaded. */
  readonly loading?: readonly { readonly level: string; readonly text: string }[]
  readonly ended: Ended
}

const stamp = (time: number): string => new Date(time).toISOString()
const fixed = (ms: number): string => ms.toFixed(2)

/** As Lambda words the ends that the function does not see itself (Lambda Developer Guide, "Troubleshoot invocation issues"). */
export function failureIn({ requestId, ended: { end }, timeoutMs }: Reported): Failure | undefined {
  const of = (type: string, message: string): Failure => ({
    type,
    message: `RequestId: ${requestId} ${message}`,
    trace: [],
  })
  switch (end.kind) {
    case 'result':
      return undefined
    case 'failed':
      return end.failure
    case 'timeout':
      return of('Sandbox.Timedout', `Error: Task timed out after ${fixed(timeoutMs / 1000)} seconds`)
    case 'memory':
      return of('Runtime.OutOfMemory', 'Error: Runtime exited with error: signal: killed')
    case 'exit':
      return of(
        'Runtime.ExitError',
        end.status === 0
          ? 'Error: Runtime exited without providing a reason'
          : `Error: Runtime exited with error: exit status ${end.status}`,
      )
    default:
      return end satisfies never
  }
}

/** The answer's payload where the function failed. */
export function failurePayload({ type, message, trace }: Failure, { isNode, requestId, ended }: Reported): object {
  if (ended.end.kind !== 'failed') return { errorType: type, errorMessage: message }
  return isNode
    ? { errorType: type, errorMessage: message, trace }
    : { errorMessage: message, errorType: type, requestId, stackTrace: trace }
}

/** Everything that Lambda writes of the invocation, from START to REPORT. */
export function linesOf(reported: Reported): Line[] {
  const { requestId, at, version, ended, initMs } = reported
  const endAt = at + ended.durationMs
  const start: Line[] = [{ at, message: `START RequestId: ${requestId} Version: ${version}\n` }]
  const init =
    initMs === undefined ? [] : [{ at: at - initMs, message: `INIT_START Runtime Version: ${reported.runtime}\n` }]
  return [
    ...init,
    ...loadingLines(reported),
    ...start,
    ...ended.said.map((said) => ({ at: at + said.afterMs, message: saidLine(said, reported) })),
    ...failureLines(reported).map((message) => ({ at: endAt, message })),
    { at: endAt, message: `END RequestId: ${requestId}\n` },
    { at: endAt, message: reportLine(reported) },
  ]
}

/** Before there is a request, Node's runtime writes `undefined` for its id. */
function loadingLines({ loading = [], at, isNode, ended: { end }, initMs = 0 }: Reported): Line[] {
  const line = (level: string, text: string): Line => ({
    at: at - initMs,
    message: isNode ? `${stamp(at - initMs)}\tundefined\t${level}\t${text}\n` : `${text}\n`,
  })
  const lines = loading.map(({ level, text }) => line(level, text))
  if (end.kind !== 'failed' || end.isLoading !== true) return lines
  const { type, message, trace, logged } = end.failure
  const json = logged ?? JSON.stringify({ errorType: type, errorMessage: message, stack: trace })
  const why = isNode
    ? `Uncaught Exception \t${json}`
    : `[ERROR] ${type}: ${message}\nTraceback (most recent call last):`
  const report = `INIT_REPORT Init Duration: ${fixed(initMs)} ms\tPhase: init\tStatus: error\tError Type: ${type}\n`
  return [...lines, line('ERROR', why), { at, message: report }]
}

function saidLine({ afterMs, level, text }: Said, { isNode, at, requestId }: Reported): string {
  return isNode ? `${stamp(at + afterMs)}\t${requestId}\t${level}\t${text}\n` : `${text}\n`
}

function failureLines(reported: Reported): string[] {
  const { requestId, at, ended, isNode } = reported
  const failure = failureIn(reported)
  if (failure === undefined) return []
  const when = stamp(at + ended.durationMs)
  const { type, message, trace, logged } = failure
  if (ended.end.kind === 'timeout') return [`${when} ${message.slice('RequestId: '.length).replace('Error: ', '')}\n\n`]
  if (ended.end.kind !== 'failed') return [`${message}\n${type}\n`]
  if (ended.end.isLoading === true) return []
  if (!isNode) return [`[ERROR] ${type}: ${message}\nTraceback (most recent call last):\n${trace.join('')}\n`]
  const json = logged ?? JSON.stringify({ errorType: type, errorMessage: message, stack: trace })
  return [`${when}\t${requestId}\tERROR\tInvoke Error \t${json}\n`]
}

/** The time that a cold start takes is billed with the rest, since August 2025. */
function reportLine({ requestId, ended, memoryMb, initMs }: Reported): string {
  // Where the code did not load, that was tried again as part of the invocation.
  const isLoaded = ended.end.kind !== 'failed' || ended.end.isLoading === undefined
  const began = isLoaded ? initMs : undefined
  const billed = Math.ceil(ended.durationMs + (began ?? 0))
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${fixed(ended.durationMs)} ms`,
    `Billed Duration: ${billed} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${ended.usedMb} MB`,
    ...(began === undefined ? [] : [`Init Duration: ${fixed(began)} ms`]),
    ...statusOf(ended),
  ]
  return `${parts.join('\t')}\t\n`
}

function statusOf({ end }: Ended): string[] {
  if (end.kind === 'timeout') return ['Status: timeout']
  if (end.kind === 'failed') return end.isLoading === true ? ['Status: error', `Error Type: ${end.failure.type}`] : []
  if (end.kind === 'memory') return ['Status: error', 'Error Type: Runtime.OutOfMemory']
  return end.kind === 'exit' ? ['Status: error', 'Error Type: Runtime.ExitError'] : []
}
