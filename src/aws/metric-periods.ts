import type { Stretch } from '../core/lambda/functions.ts'
import type { Point } from './metric-data.ts'

/** Where each period of a stretch begins: at full multiples of its length, where CloudWatch begins them too. */
export function periodsOf({ from, until }: Stretch, periodSeconds: number): readonly number[] {
  const periodMs = periodSeconds * 1000
  const first = Math.floor(from / periodMs) * periodMs
  const periods = Math.max(0, Math.ceil((until - first) / periodMs))
  return Array.from({ length: periods }, (_, period) => first + period * periodMs)
}

/** Nothing for a period without a value. */
export function valuesAt(
  times: readonly number[],
  points: readonly Point[],
  periodSeconds: number,
): readonly (number | undefined)[] {
  const periodMs = periodSeconds * 1000
  const byPeriod = new Map(points.map(({ at, value }) => [Math.floor(at / periodMs) * periodMs, value]))
  return times.map((time) => byPeriod.get(time))
}
