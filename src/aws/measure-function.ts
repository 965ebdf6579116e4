import { UserError } from '../core/errors.ts'
import type { Measured, MetricQuery } from '../core/lambda/functions.ts'
import { type Point, readMetrics } from './metric-data.ts'
import type { PlaceCalls } from './place-calls.ts'

const lines = [
  { name: 'Invocations', metric: 'Invocations', statistic: 'Sum' },
  { name: 'Errors', metric: 'Errors', statistic: 'Sum' },
  { name: 'Throttles', metric: 'Throttles', statistic: 'Sum' },
  { name: 'Duration p50', metric: 'Duration', statistic: 'p50' },
  { name: 'Duration p95', metric: 'Duration', statistic: 'p95' },
  { name: 'Concurrency', metric: 'ConcurrentExecutions', statistic: 'Maximum' },
] as const

/** Periods begin at full multiples of their length, where CloudWatch begins them too. */
export async function measureFunction(
  { function: { name, place }, stretch, periodSeconds }: MetricQuery,
  calls: PlaceCalls,
): Promise<Measured> {
  const periodMs = periodSeconds * 1000
  const from = Math.floor(stretch.from / periodMs) * periodMs
  const answer = await calls.attemptMetrics(
    { place, action: 'cloudwatch:GetMetricData' },
    readMetrics(
      lines.map(({ metric, statistic }) => ({ functionName: name, metric, statistic })),
      { stretch: { from, until: stretch.until }, periodSeconds },
    ),
  )
  if ('failure' in answer) throw new UserError(answer.failure.code, answer.failure.message)
  const periods = Math.max(0, Math.ceil((stretch.until - from) / periodMs))
  const times = Array.from({ length: periods }, (_, period) => from + period * periodMs)
  return {
    times,
    series: lines.map((line, index) => ({
      name: line.name,
      values: valuesAt(times, answer.value[index] ?? [], periodMs),
    })),
  }
}

function valuesAt(times: readonly number[], points: readonly Point[], periodMs: number): (number | undefined)[] {
  const byPeriod = new Map(points.map(({ at, value }) => [Math.floor(at / periodMs) * periodMs, value]))
  return times.map((time) => byPeriod.get(time))
}
