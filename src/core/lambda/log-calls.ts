import type { CallFailure, LoggedCall, LogLine } from './functions.ts'
import { type LogEntry, readLogEntry } from './log-entry.ts'

export type FoldedLog = {
  /** Oldest first. */
  readonly calls: readonly LoggedCall[]
  /** What the code said outside of any call, or where it cannot be told of which. */
  readonly loose: readonly LogLine[]
}

type Call = { -readonly [Key in keyof Omit<LoggedCall, 'lines' | 'isFailed'>]: LoggedCall[Key] } & { lines: LogLine[] }

type Stream = {
  /** Begun and not ended, as far as its lines say. */
  readonly open: Set<string>
  /** Said before a call began, as at a cold start: shown with the call that follows. */
  early: LogLine[]
}

/** Lines in the order of time, folded call by call: what each said, and its REPORT line read. */
export function foldCalls(lines: readonly LogLine[]): FoldedLog {
  const calls = new Map<string, Call>()
  const streams = new Map<string | undefined, Stream>()
  const loose: LogLine[] = []
  for (const line of lines) {
    const stream = streams.get(line.stream) ?? { open: new Set(), early: [] }
    streams.set(line.stream, stream)
    addLine(line, { calls, stream, loose })
  }
  for (const { early } of streams.values()) loose.push(...early)
  return {
    calls: [...calls.values()]
      .map((call) => ({ ...call, isFailed: call.failure !== undefined }))
      .toSorted((one, other) => one.at - other.at),
    loose: loose.toSorted((one, other) => one.at - other.at),
  }
}

type Folding = { readonly calls: Map<string, Call>; readonly stream: Stream; readonly loose: LogLine[] }

function addLine(line: LogLine, { calls, stream, loose }: Folding): void {
  const entry = readLogEntry(line.text)
  if (entry.kind === 'platform') return
  const requestId = entry.requestId ?? onlyOpen(stream)
  if (entry.kind === 'said' && requestId === undefined) {
    // Lines of several environments in one: whose call comes next says nothing.
    const aside = line.stream === undefined ? loose : stream.early
    aside.push({ ...line, text: entry.text })
    return
  }
  if (requestId === undefined) return
  const call = calls.get(requestId) ?? newCall(requestId, line.at)
  calls.set(requestId, call)
  tell(call, entry, { line, stream })
}

function tell(call: Call, entry: LogEntry, { line, stream }: { line: LogLine; stream: Stream }): void {
  if (entry.kind === 'start') {
    call.at = line.at
    call.lines.unshift(...stream.early)
    stream.early = []
    stream.open.add(call.requestId)
  }
  if (entry.kind === 'end' || entry.kind === 'report') stream.open.delete(call.requestId)
  if (entry.kind === 'report') call.report = entry.report
  if (entry.kind === 'said') call.lines.push({ ...line, text: entry.text })
  if (entry.kind === 'report' || entry.kind === 'said') call.failure = worse(call.failure, entry.failure)
}

function onlyOpen({ open }: Stream): string | undefined {
  const [first] = open
  return open.size === 1 ? first : undefined
}

function newCall(requestId: string, at: number): Call {
  return { requestId, at, lines: [], report: undefined, failure: undefined }
}

// The exact reason before the mere fact: a call that ran out of memory has also ended.
const exactest: readonly CallFailure[] = ['timeout', 'memory', 'exit', 'error']

function worse(one: CallFailure | undefined, other: CallFailure | undefined): CallFailure | undefined {
  return exactest.find((failure) => failure === one || failure === other)
}
