import { UserError } from '../core/errors.ts'
import type { Measured, MetricQuery } from '../core/lambda/functions.ts'
import { readMetrics } from './metric-data.ts'
import { periodsOf, valuesAt } from './metric-periods.ts'
import type { PlaceCalls } from './place-calls.ts'

const lines = [
  { name: 'Invocations', metric: 'Invocations', statistic: 'Sum' },
  { name: 'Errors', metric: 'Errors', statistic: 'Sum' },
  { name: 'Throttles', metric: 'Throttles', statistic: 'Sum' },
  { name: 'Duration p50', metric: 'Duration', statistic: 'p50' },
  { name: 'Duration p95', metric: 'Duration', statistic: 'p95' },
  { name: 'Concurrency', metric: 'ConcurrentExecutions', statistic: 'Maximum' },
] as const

export async function measureFunction(
  { function: { name, place }, stretch, periodSeconds }: MetricQuery,
  calls: PlaceCalls,
): Promise<Measured> {
  const times = periodsOf(stretch, periodSeconds)
  const answer = await calls.attemptMetrics(
    { place, action: 'cloudwatch:GetMetricData' },
    readMetrics(
      lines.map(({ metric, statistic }) => ({ functionName: name, metric, statistic })),
      { stretch: { from: times[0] ?? stretch.from, until: stretch.until }, periodSeconds },
    ),
  )
  if ('failure' in answer) throw new UserError(answer.failure.code, answer.failure.message)
  return {
    times,
    series: lines.map((line, index) => ({
      name: line.name,
      values: valuesAt(times, answer.value[index] ?? [], periodSeconds),
    })),
  }
}
