import type { CallFailure } from './functions.ts'
import { initEntry, type LogEntry } from './log-entry.ts'
import { failureIn, failureOf } from './log-failure.ts'
import { levelOf, withLevel } from './log-level.ts'

/** A line of the JSON format; nothing where it is none. */
export function readJsonEntry(text: string): LogEntry | undefined {
  const line = parseRecord(text)
  if (line === undefined) return undefined
  const { type, record } = line
  if (typeof type === 'string' && type.startsWith('platform.'))
    return readPlatform(type, isRecord(record) ? record : {})
  const { requestId = line['AWSRequestId'] } = line
  const level = stringIn(line, 'level')
  return {
    kind: 'said',
    // Python's is empty where no call is under way.
    requestId: typeof requestId === 'string' && requestId !== '' ? requestId : undefined,
    text: withLevel(level === undefined ? undefined : levelOf(level), saidIn(line, text)),
    failure: thrownIn(line) ?? failureIn(stringIn(line, 'message') ?? text),
  }
}

/** Of an error beside a message (Python's and .NET's loggers), both, as .NET writes them in text. */
function saidIn({ message, ...line }: Fields, text: string): string {
  if (message === undefined || message === null) return text
  const said = typeof message === 'string' ? message : JSON.stringify(message)
  return isError(line) ? `${said}\n${stringIn(line, 'errorType')}: ${stringIn(line, 'errorMessage')}` : said
}

/**
 * Python's and .NET's runtimes write what nothing caught without a message (bootstrap.py, LambdaBootstrap.cs); with one,
 * the code has logged it. Node.js writes both alike, but for types of its own (LogPatch.js): of other errors the report
 * tells whether they ended the call.
 */
function thrownIn({ level, message, ...line }: Fields): CallFailure | undefined {
  if (typeof level !== 'string' || levelOf(level) !== 'ERROR') return undefined
  if (message === undefined || message === null) return isError(line) ? 'error' : undefined
  return isRecord(message) && isError(message) && stringIn(message, 'errorType')?.startsWith('Runtime.') === true
    ? 'error'
    : undefined
}

function isError(record: Fields): boolean {
  return stringIn(record, 'errorType') !== undefined && stringIn(record, 'errorMessage') !== undefined
}

function readPlatform(type: string, record: Readonly<Record<string, unknown>>): LogEntry {
  const requestId = stringIn(record, 'requestId')
  const metrics = isRecord(record['metrics']) ? record['metrics'] : {}
  if (type === 'platform.initReport')
    return initEntry(stringIn(record, 'phase'), stringIn(record, 'status'), numberIn(metrics, 'durationMs') ?? 0)
  if (requestId === undefined) return { kind: 'platform' }
  if (type === 'platform.start') return { kind: 'start', requestId }
  if (type === 'platform.runtimeDone') return { kind: 'end', requestId }
  if (type !== 'platform.report') return { kind: 'platform' }
  const errorType = stringIn(record, 'errorType')
  const initMs = numberIn(metrics, 'initDurationMs') ?? numberIn(metrics, 'restoreDurationMs')
  const report = {
    durationMs: numberIn(metrics, 'durationMs') ?? 0,
    billedMs: numberIn(metrics, 'billedDurationMs') ?? 0,
    memoryMb: numberIn(metrics, 'memorySizeMB') ?? 0,
    usedMb: numberIn(metrics, 'maxMemoryUsedMB') ?? 0,
    initMs,
    ...(errorType === undefined ? {} : { errorType }),
  }
  return { kind: 'report', requestId, report, failure: failureOf(stringIn(record, 'status'), errorType) }
}

type Fields = Readonly<Record<string, unknown>>

function parseRecord(text: string): Fields | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function stringIn(record: Fields, name: string): string | undefined {
  const value = record[name]
  return typeof value === 'string' ? value : undefined
}

function numberIn(record: Fields, name: string): number | undefined {
  const value = record[name]
  return typeof value === 'number' ? value : undefined
}
