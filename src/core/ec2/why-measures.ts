import { known } from '../evidence.ts'
import type { InstanceFacts, InstanceMetric } from './evidence.ts'

export type Measured = {
  /** Oldest first; only where CloudWatch has a value. */
  readonly points: readonly { readonly at: number; readonly value: number }[]
  readonly latest: number
  readonly latestAt: number
  /** CloudWatch has a value of the last period or of one shortly before: whoever publishes it is not silent. */
  readonly isOfNow: boolean
  readonly periodMs: number
}

// The last period has just begun, and values come some minutes late.
const mostPeriods = 3

/** Nothing where it was not read or has no value. */
export function measured(facts: InstanceFacts, metric: InstanceMetric): Measured | undefined {
  return measuredOf(facts, known(facts.measures)?.values[metric])
}

export function measuredOf(
  facts: InstanceFacts,
  values: readonly (number | undefined)[] | undefined,
): Measured | undefined {
  const measures = known(facts.measures)
  const points = (values ?? []).flatMap((value, index) => {
    const at = measures?.times[index]
    return value === undefined || at === undefined ? [] : [{ at, value }]
  })
  const last = points.at(-1)
  if (measures === undefined || last === undefined) return undefined
  const periodMs = measures.periodSeconds * 1000
  const isOfNow = facts.now - last.at <= mostPeriods * periodMs
  return { points, latest: last.value, latestAt: last.at, isOfNow, periodMs }
}

/** From when on it has been so without a break, up to the last value; nothing where the last is not. */
export function heldSince({ points }: Measured, isSo: (value: number) => boolean): number | undefined {
  const before = points.findLastIndex(({ value }) => !isSo(value))
  return points[before + 1]?.at
}

export function meanOf(points: Measured['points']): number {
  return points.reduce((total, { value }) => total + value, 0) / points.length
}

/** At most so many of the last values. */
export function lastly({ points }: Measured, count: number): Measured['points'] {
  return points.slice(-count)
}

export function percent(value: number): string {
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })} %`
}
