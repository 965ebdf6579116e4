import type { CallFailure, LoggedCall } from '../../core/lambda/functions.ts'
import type { FoldedLog } from '../../core/lambda/log-calls.ts'
import { bold, code, type Text, text } from '../../core/text.ts'

type Read = { readonly pattern: string | undefined; readonly isCut: boolean }

/** `14 calls, 3 failed: 2 timed out, 1 threw`; `the newest 14 calls` where there are older ones that were not read. */
export function countsOf({ calls, loose }: FoldedLog, { pattern, isCut }: Read): Text {
  const fitting = pattern === undefined ? '' : text` with lines that fit ${code(pattern)}`
  if (calls.length === 0) return text`${counted(loose.length, 'line', isCut)} of no call${fitting}`
  const count = counted(calls.length, 'call', isCut)
  return text`${bold(count)}${fitting}, ${howTheyEnded(calls)}`
}

function counted(count: number, noun: string, isCut: boolean): string {
  if (isCut && count === 1) return `the newest ${noun}`
  return `${isCut ? 'the newest ' : ''}${count} ${noun}${count === 1 ? '' : 's'}`
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
