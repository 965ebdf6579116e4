import { lastError } from './explain-logged.ts'
import type { LoggedCall } from './functions.ts'
import type { FoldedLog, LooseLine } from './log-calls.ts'

/**
 * The calls, and one for each error that is not said of which call it is: Python, Java and Go write those without an id,
 * and a filter has left out the lines by which it could be told.
 */
export function callsWithErrors({ calls, loose }: FoldedLog): LoggedCall[] {
  const others = loose.filter(({ failure, text }) => failure !== undefined || lastError([text]) !== undefined)
  return [...calls, ...others.map(callOf)].toSorted((one, other) => one.at - other.at)
}

function callOf(line: LooseLine): LoggedCall {
  const { at, failure } = line
  return { requestId: '', at, lines: [line], report: undefined, isFailed: failure !== undefined, failure }
}
