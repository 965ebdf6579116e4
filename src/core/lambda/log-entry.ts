import type { CallFailure, Report } from './functions.ts'
import { failureIn, failureOf } from './log-failure.ts'
import { readJsonEntry } from './log-json.ts'
import { levelOf, withLevel } from './log-level.ts'

/** What one line of a function's log is: Lambda's own line about a call, or what the code said. */
export type LogEntry =
  | { readonly kind: 'start' | 'end'; readonly requestId: string }
  | {
      readonly kind: 'report'
      readonly requestId: string
      readonly report: Report
      readonly failure: CallFailure | undefined
    }
  /** The start of an environment that Lambda gave up after 10 s. */
  | { readonly kind: 'init'; readonly timedOutMs: number }
  /** Lambda's own other lines that are about no call: INIT_START, EXTENSION … */
  | { readonly kind: 'platform' }
  | {
      readonly kind: 'said'
      readonly requestId: string | undefined
      readonly text: string
      readonly failure: CallFailure | undefined
      /** It says itself that no call is under way yet. */
      readonly isStarting?: boolean
    }

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const own = new RegExp(`^(START|END|REPORT) RequestId: (${id})`)
const platform = /^(?:INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|LOGS|TELEMETRY|XRAY)\b/
// Node.js and .NET: time, id, level; Python's logger: level, time, id. Where no call is under way, Node.js writes
// `undefined` for the id, and .NET nothing.
const nodeLine = new RegExp(`^\\S+Z\\t(${id}|undefined|)\\t([A-Z]+|trce|dbug|info|warn|fail|crit)\\t`)
const pythonLine = new RegExp(`^\\[([A-Z]+)\\]\\t\\S+Z\\t(${id})?\\t`)
const endedLine = new RegExp(`^(?:\\S+Z (${id}) (?=Task timed out)|RequestId: (${id}) )`)

/** Reads a line in either of Lambda's log formats, text or JSON (Developer Guide, "Configuring log format"). */
export function readLogEntry(line: string): LogEntry {
  const text = line.trimEnd()
  const [, kind, requestId] = own.exec(text) ?? []
  if (requestId !== undefined && kind === 'REPORT') return { kind: 'report', requestId, ...readReport(text) }
  if (requestId !== undefined) return { kind: kind === 'START' ? 'start' : 'end', requestId }
  if (platform.test(text)) return readInit(text)
  return readJsonEntry(text) ?? readSaid(text)
}

function readInit(line: string): LogEntry {
  const fields = fieldsOf(line.replace(/^INIT_REPORT /, ''))
  return initEntry(fields.get('Phase'), fields.get('Status'), Number.parseFloat(fields.get('Init Duration') ?? ''))
}

/** Of its other phase, `invoke`, the call itself tells. */
export function initEntry(phase: string | undefined, status: string | undefined, tookMs: number): LogEntry {
  return phase === 'init' && status === 'timeout' ? { kind: 'init', timedOutMs: tookMs || 0 } : { kind: 'platform' }
}

function fieldsOf(line: string): ReadonlyMap<string, string> {
  return new Map(
    line.split(/[\t\n]/).map((part) => {
      const at = part.indexOf(': ')
      return [part.slice(0, at).trim(), part.slice(at + 2).trim()] as const
    }),
  )
}

function readReport(line: string): { report: Report; failure: CallFailure | undefined } {
  const fields = fieldsOf(line)
  const number = (name: string) => Number.parseFloat(fields.get(name) ?? '')
  const initMs = number('Init Duration') || number('Restore Duration')
  const errorType = fields.get('Error Type')
  const report = {
    durationMs: number('Duration') || 0,
    billedMs: number('Billed Duration') || 0,
    memoryMb: number('Memory Size') || 0,
    usedMb: number('Max Memory Used') || 0,
    initMs: initMs > 0 ? initMs : undefined,
    ...(errorType === undefined ? {} : { errorType }),
  }
  return { report, failure: failureOf(fields.get('Status'), errorType) }
}

function readSaid(text: string): LogEntry {
  const node = nodeLine.exec(text)
  const python = pythonLine.exec(text)
  const ended = endedLine.exec(text)
  const [prefix = ''] = node ?? python ?? ended ?? []
  const requestId = node?.[1] ?? python?.[2] ?? ended?.[1] ?? ended?.[2]
  const level = node?.[2] ?? python?.[1]
  const isStarting = requestId === 'undefined' || requestId === ''
  return {
    kind: 'said',
    requestId: isStarting ? undefined : requestId,
    text: withLevel(level === undefined ? undefined : levelOf(level), text.slice(prefix.length)),
    failure: failureIn(text),
    ...(isStarting ? { isStarting } : {}),
  }
}
