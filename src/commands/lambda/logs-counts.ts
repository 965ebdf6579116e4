import type { CallFailure, LoggedCall } from '../../core/lambda/functions.ts'
import type { FoldedLog } from '../../core/lambda/log-calls.ts'
import { bold, code, type Text, text } from '../../core/text.ts'

/** `14 calls, 3 failed: 2 timed out, 1 threw`. */
export function countsOf({ calls, loose }: FoldedLog, pattern: string | undefined): Text {
  const fitting = pattern === undefined ? '' : text` with lines that fit ${code(pattern)}`
  if (calls.length === 0) return text`${loose.length} ${loose.length === 1 ? 'line' : 'lines'} of no call${fitting}`
  const count = calls.length === 1 ? '1 call' : `${calls.length} calls`
  return text`${bold(count)}${fitting}, ${howTheyEnded(calls)}`
}

const ended: Readonly<Record<CallFailure, string>> = {
  timeout: 'timed out',
  memory: 'ran out of memory',
  exit: 'ended its process',
  error: 'threw',
}

function howTheyEnded(calls: readonly LoggedCall[]): Text {
  const failures = calls.flatMap(({ failure }) => (failure === undefined ? [] : [failure]))
  if (failures.length === 0)
    return [calls.every(({ report }) => report !== undefined) ? 'none failed' : 'no failure among the lines']
  const kinds = [...Map.groupBy(failures, (failure) => failure)].map(([kind, own]) => `${own.length} ${ended[kind]}`)
  return text`${bold(`${failures.length} failed`)}: ${kinds.join(', ')}`
}
