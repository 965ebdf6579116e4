import type { Measured, Stretch } from './functions.ts'

// Slack's data_visualization block: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
const mostPoints = 20
const minute = 60
const day = 86_400

// What a person reads easily on a clock; CloudWatch takes any multiple of a minute (API reference, GetMetricData).
const periods = [1, 2, 5, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * minute)

export type Grid = { readonly stretch: Stretch; readonly periodSeconds: number }

/** The shortest period in which the stretch has at most twenty points, beginning and ending on whole periods. */
export function gridOf(stretch: Stretch): Grid {
  const period = periods.find((seconds) => pointsOf(stretch, seconds) <= mostPoints) ?? wholeDays(stretch)
  return { stretch: aligned(stretch, period), periodSeconds: period }
}

function wholeDays({ from, until }: Stretch): number {
  // One point fewer, since both ends may be in the middle of a period.
  return Math.ceil((until - from) / 1000 / day / (mostPoints - 1)) * day
}

function aligned({ from, until }: Stretch, periodSeconds: number): Stretch {
  const ms = periodSeconds * 1000
  return { from: Math.floor(from / ms) * ms, until: Math.ceil(until / ms) * ms }
}

function pointsOf(stretch: Stretch, periodSeconds: number): number {
  const { from, until } = aligned(stretch, periodSeconds)
  return (until - from) / (periodSeconds * 1000)
}

/** `15 min`, `2 h`, `3 days`. */
export function periodName(seconds: number): string {
  if (seconds < 3600) return `${seconds / minute} min`
  if (seconds < day) return `${seconds / 3600} h`
  return seconds === day ? 'day' : `${seconds / day} days`
}

/** What stands below each point, in one time zone for everyone: a chart knows no reader's clock. */
export function pointLabels(times: readonly number[], { periodSeconds, stretch }: Grid, timeZone: string): string[] {
  const needsDay = stretch.until - stretch.from >= day * 1000
  return times.map((at) => {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
    const date = local.toLocaleString('en', { month: 'short', day: 'numeric' })
    const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
    if (periodSeconds >= day) return date
    return needsDay ? `${date} ${time}` : time
  })
}

export type Points = readonly (number | undefined)[]

/** The lines by what they measure; a line that is not there has no values. */
export function linesIn({ series, times }: Measured) {
  const line = (pattern: RegExp): Points =>
    series.find(({ name }) => pattern.test(name))?.values ?? times.map(() => undefined)
  return {
    invocations: line(/^invocations/i),
    errors: line(/^errors/i),
    throttles: line(/^throttles/i),
    p50: line(/p50/i),
    p95: line(/p95/i),
    concurrency: line(/concurren/i),
  }
}

export function sumOf(points: Points): number {
  return points.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}

/** The largest value and where it stands. */
export function peakOf(points: Points): { readonly value: number; readonly index: number } | undefined {
  let peak: { value: number; index: number } | undefined
  for (const [index, value] of points.entries()) {
    if (value !== undefined && (peak === undefined || value > peak.value)) peak = { value, index }
  }
  return peak
}

/** Where errors began after points with calls and without any; nothing where there were some all along, or none. */
export function beginningOf(errors: Points, invocations: Points): number | undefined {
  const first = errors.findIndex((value) => (value ?? 0) > 0)
  const isQuietBefore = first > 0 && invocations.slice(0, first).some((value) => (value ?? 0) > 0)
  return isQuietBefore ? first : undefined
}
