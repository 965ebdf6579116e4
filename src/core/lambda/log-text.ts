import type { CallFailure, LoggedCall, LogLine } from './functions.ts'
import type { FoldedLog } from './log-calls.ts'
import { took } from './sizes.ts'

const failures: Readonly<Record<CallFailure, string>> = {
  timeout: 'timed out',
  memory: 'ran out of memory',
  exit: 'its process ended',
  error: 'failed',
}

/** Calls and what was said outside of any, oldest first. */
export function textsOf({ calls, loose }: FoldedLog, timeZone: string): string[] {
  return [
    ...calls.map((call) => ({ at: call.at, shown: callText(call, timeZone) })),
    ...loose.map((line) => ({ at: line.at, shown: looseText(line, timeZone) })),
  ]
    .toSorted((one, other) => one.at - other.at)
    .map(({ shown }) => shown)
}

/** One call with its REPORT line folded into the first line, and below it what it said. */
export function callText(call: LoggedCall, timeZone: string): string {
  return [headOf(call, timeZone), ...call.lines.flatMap(linesOf)].join('\n')
}

function headOf({ at, report, failure, requestId }: LoggedCall, timeZone: string): string {
  const ended = failure !== undefined ? `✕ ${failures[failure]}` : report === undefined ? '◐ no report here' : '✓'
  const facts =
    report === undefined
      ? []
      : [
          took(report.durationMs),
          `${report.usedMb} of ${report.memoryMb} MB`,
          ...(report.initMs === undefined ? [] : [`cold start ${took(report.initMs)}`]),
        ]
  const clock = timeOfDay(at, timeZone)
  // `✓ 212 ms` reads as one; after words there is a dot.
  if (ended === '✓') return `${clock} ✓ ${[...facts, requestId].join(' · ')}`
  return [`${clock} ${ended}`, ...facts, requestId].join(' · ')
}

function linesOf({ text }: LogLine): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
}

export function looseText({ at, text }: LogLine, timeZone: string): string {
  return `${timeOfDay(at, timeZone)} ${text.trimEnd()}`
}

function timeOfDay(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at))
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'second' })
}

/** The newest of them that have room together, in their order; of a single one too long, its end. */
export function newestThatFit(texts: readonly string[], room: number): string[] {
  const kept: string[] = []
  let left = room
  for (const text of texts.toReversed()) {
    if (text.length + 1 > left) break
    kept.unshift(text)
    left -= text.length + 1
  }
  const last = texts.at(-1)
  return kept.length === 0 && last !== undefined ? [`…${last.slice(-(room - 2))}`] : kept
}
