import type { Read } from '../core/evidence.ts'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { Stretch } from '../core/lambda/functions.ts'
import { logGroupOf } from '../core/lambda/log-group.ts'
import { readMetrics } from './metric-data.ts'
import type { PlaceCalls } from './place-calls.ts'

type Query = { readonly function: LambdaFunction; readonly stretch: Stretch }

/** How many bytes its log group took in (CloudWatch Logs User Guide, "CloudWatch Logs metrics"). */
export async function measureLog({ function: shown, stretch }: Query, calls: PlaceCalls): Promise<Read<number>> {
  const asked = { logGroup: logGroupOf(shown), metric: 'IncomingBytes', statistic: 'Sum' }
  const answer = await calls.attemptMetrics(
    { place: shown.place, action: 'cloudwatch:GetMetricData' },
    readMetrics([asked], { stretch, periodSeconds: 3600 }),
  )
  if ('failure' in answer) return { unread: answer.failure.message }
  const [points] = answer.value
  if (points === undefined) return { unread: 'CloudWatch could not say how much its log took in.' }
  return { value: points.reduce((total, { value }) => total + value, 0) }
}
