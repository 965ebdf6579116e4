import type { CallFailure, LoggedCall, LogLine, Report } from './functions.ts'
import { type LogEntry, readLogEntry } from './log-entry.ts'

export type FoldedLog = {
  /** Oldest first. */
  readonly calls: readonly LoggedCall[]
  /** What the code said outside of any call, or where it cannot be told of which. */
  readonly loose: readonly LooseLine[]
}

/** With the failure that it tells of: the runtimes write some without saying of which call. */
export type LooseLine = LogLine & { readonly failure?: CallFailure; readonly isStarting?: boolean }

type Call = { -readonly [Key in keyof Omit<LoggedCall, 'lines' | 'isFailed'>]: LoggedCall[Key] } & { lines: LogLine[] }

type Stream = {
  /** Begun and not ended, as far as its lines say. */
  readonly open: Set<string>
  /** Said before a call began, as at a cold start: shown with the call that follows. */
  early: LooseLine[]
  /** Of a start that Lambda gave up: it began anew within the call that follows. */
  timedOutInit: { readonly at: number; readonly tookMs: number } | undefined
}

/** Lines in the order of time, folded call by call: what each said, and its REPORT line read. */
export function foldCalls(lines: readonly LogLine[]): FoldedLog {
  const calls = new Map<string, Call>()
  const streams = new Map<string | undefined, Stream>()
  const loose: LooseLine[] = []
  for (const line of lines) {
    const stream = streams.get(line.stream) ?? { open: new Set(), early: [], timedOutInit: undefined }
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

type Folding = { readonly calls: Map<string, Call>; readonly stream: Stream; readonly loose: LooseLine[] }

function addLine(line: LogLine, { calls, stream, loose }: Folding): void {
  const entry = readLogEntry(line.text)
  if (entry.kind === 'platform') return
  if (entry.kind === 'init') {
    stream.timedOutInit = { at: line.at, tookMs: entry.timedOutMs }
    return
  }
  const requestId = entry.requestId ?? onlyOpen(stream)
  if (entry.kind === 'said' && requestId === undefined) {
    // Lines of several environments in one: whose call comes next says nothing.
    const aside = line.stream === undefined ? loose : stream.early
    const { text, failure, isStarting = false } = entry
    aside.push({ ...line, text, ...(failure === undefined ? {} : { failure, isStarting }) })
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
  if (entry.kind === 'start') takeInit(call, { at: line.at, stream })
  if (entry.kind === 'report') takeInit(call, { at: line.at - entry.report.durationMs, stream })
  if (entry.kind === 'end' || entry.kind === 'report') stream.open.delete(call.requestId)
  if (entry.kind === 'report') {
    call.report = entry.report
    if (entry.failure !== undefined) takeEarly(call, { at: line.at, report: entry.report, stream })
  }
  if (entry.kind === 'said') call.lines.push({ ...line, text: entry.text })
  if (entry.kind === 'report' || entry.kind === 'said') call.failure = worse(call.failure, entry.failure)
}

// The call waits for the start and begins when that is given up. Where a filter has left out calls, the next one that is
// read is not always that one.
const longestAfterInitMs = 2000

function takeInit(call: Call, { at, stream }: { readonly at: number; readonly stream: Stream }): void {
  const init = stream.timedOutInit
  if (init !== undefined && at - init.at <= longestAfterInitMs) call.initTimedOutMs = init.tookMs
  stream.timedOutInit = undefined
}

type Reported = { readonly at: number; readonly report: Report; readonly stream: Stream }

/** Where a filter has left out the beginning of a call, or it could not be started, what was said of its failure. */
function takeEarly(call: Call, { at, report, stream }: Reported): void {
  const own = stream.early.filter((line) => isOf(line, report, at))
  stream.early = stream.early.filter((line) => !own.includes(line))
  call.lines.unshift(...own)
  for (const { failure } of own) call.failure = worse(call.failure, failure)
}

// The report is written some milliseconds after the end; a start may take 10 s, and what fails in it is said there too.
const late = 250
const longestInitMs = 10_000

function isOf(line: LooseLine, { durationMs, errorType }: Report, at: number): boolean {
  const begin = at - durationMs - late
  const isOfStart = line.isStarting === true || (errorType !== undefined && line.text.includes(errorType))
  return line.at >= begin || (isOfStart && line.at >= begin - longestInitMs)
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
