import { known } from '../evidence.ts'
import type { InstanceFacts, InstanceMetric } from './evidence.ts'

export type Measured = {
  /** Oldest first; only where CloudWatch has a value. */
  readonly points: readonly { readonly at: number; readonly value: number }[]
  readonly latest: number
  readonly periodMs: number
}

/** Nothing where it was not read or has no value. */
export function measured(facts: InstanceFacts, metric: InstanceMetric): Measured | undefined {
  const measures = known(facts.measures)
  const points = (measures?.values[metric] ?? []).flatMap((value, index) => {
    const at = measures?.times[index]
    return value === undefined || at === undefined ? [] : [{ at, value }]
  })
  const latest = points.at(-1)?.value
  if (measures === undefined || latest === undefined) return undefined
  return { points, latest, periodMs: measures.periodSeconds * 1000 }
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
