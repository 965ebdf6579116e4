import type { LogEntry } from './log-entry.ts'
import { failureIn, failureOf } from './log-failure.ts'

/** A line of the JSON format; nothing where it is none. */
export function readJsonEntry(text: string): LogEntry | undefined {
  const line = parseRecord(text)
  if (line === undefined) return undefined
  const { type, record } = line
  if (typeof type === 'string' && type.startsWith('platform.'))
    return readPlatform(type, isRecord(record) ? record : {})
  const { requestId = line['AWSRequestId'], level, message = text } = line
  const said = typeof message === 'string' ? message : JSON.stringify(message)
  return {
    kind: 'said',
    requestId: typeof requestId === 'string' ? requestId : undefined,
    text: typeof level === 'string' && level !== 'INFO' ? `${level} ${said}` : said,
    failure: failureIn(said),
  }
}

function readPlatform(type: string, record: Readonly<Record<string, unknown>>): LogEntry {
  const requestId = stringIn(record, 'requestId')
  if (requestId === undefined) return { kind: 'platform' }
  if (type === 'platform.start') return { kind: 'start', requestId }
  if (type === 'platform.runtimeDone') return { kind: 'end', requestId }
  if (type !== 'platform.report') return { kind: 'platform' }
  const metrics = isRecord(record['metrics']) ? record['metrics'] : {}
  const initMs = numberIn(metrics, 'initDurationMs') ?? numberIn(metrics, 'restoreDurationMs')
  const report = {
    durationMs: numberIn(metrics, 'durationMs') ?? 0,
    billedMs: numberIn(metrics, 'billedDurationMs') ?? 0,
    memoryMb: numberIn(metrics, 'memorySizeMB') ?? 0,
    usedMb: numberIn(metrics, 'maxMemoryUsedMB') ?? 0,
    initMs,
  }
  const failure = failureOf(stringIn(record, 'status'), stringIn(record, 'errorType'))
  return { kind: 'report', requestId, report, failure }
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
