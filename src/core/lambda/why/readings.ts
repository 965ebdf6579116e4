import { known, type Read } from '../../evidence.ts'
import type { CallCounts } from '../function.ts'
import type { Measured, Report, Stretch } from '../functions.ts'
import { linesIn, peakOf, sumOf } from '../metrics.ts'
import type { FunctionFacts } from './facts.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs

/** What was measured over the day, with where each period begins and how long it is. */
export function measuresOf({ measured }: FunctionFacts) {
  const value = known(measured)
  const [first, second] = value?.times ?? []
  if (value === undefined || first === undefined || second === undefined) return undefined
  return { times: value.times, periodMs: second - first, ...linesIn(value) }
}

/** Of the last day: as counted, else as measured. */
export function countsOf(facts: FunctionFacts): CallCounts | undefined {
  const lines = measuresOf(facts)
  if (facts.counts !== undefined || lines === undefined) return facts.counts
  return { invocations: sumOf(lines.invocations), errors: sumOf(lines.errors), throttles: sumOf(lines.throttles) }
}

/** The period in which most calls were throttled, if any were. */
export function mostThrottled(measured: Read<Measured>): Stretch | undefined {
  const value = known(measured)
  const [first, second] = value?.times ?? []
  if (value === undefined || first === undefined || second === undefined) return undefined
  const most = peakOf(linesIn(value).throttles)
  const from = value.times[most?.index ?? -1]
  return most === undefined || most.value === 0 || from === undefined
    ? undefined
    : { from, until: from + second - first }
}

export function reportsOf({ reports }: FunctionFacts): readonly Report[] {
  return (known(reports) ?? []).flatMap(({ report }) => report ?? [])
}

/** How many are kept ready, of all versions and aliases; nothing where that could not be read. */
export function readyIn({ details: { provisioned } }: FunctionFacts): number | undefined {
  return provisioned?.reduce((sum, each) => sum + each.ready, 0)
}

/** Nothing where there are no values. */
export function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const sorted = values.filter((value) => value !== undefined).toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)]
}

/** `30 %`; what is not none is `under 1 %` at least. */
export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : (part / whole) * 100
  return share > 0 && share < 1 ? 'under 1 %' : `${Math.round(share)} %`
}

export function grouped(count: number): string {
  return count.toLocaleString('en')
}

/** `1 call`, `4,210 calls`. */
export function callsText(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'call' : 'calls'}`
}

/** `12 calls of orders were throttled in the last day`. */
export function throttledText({ throttles }: CallCounts, name: string): string {
  return `${callsText(throttles)} of ${name} ${throttles === 1 ? 'was' : 'were'} throttled in the last day`
}
