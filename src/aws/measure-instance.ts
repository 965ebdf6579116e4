import { type InstanceMeasures, type InstanceMetric, instanceMetrics, type MeasureQuery } from '../core/ec2/evidence.ts'
import type { Read } from '../core/evidence.ts'
import { readMetrics } from './metric-data.ts'
import { periodsOf, valuesAt } from './metric-periods.ts'
import type { PlaceCalls } from './place-calls.ts'

/** What is bad is to be seen in a long period too: the emptiest a balance was, a check that failed once. */
const statistics: Readonly<Record<InstanceMetric, string>> = {
  CPUUtilization: 'Average',
  CPUCreditBalance: 'Minimum',
  CPUSurplusCreditBalance: 'Maximum',
  StatusCheckFailed_Instance: 'Maximum',
  StatusCheckFailed_System: 'Maximum',
  StatusCheckFailed_AttachedEBS: 'Maximum',
  NetworkIn: 'Sum',
  NetworkOut: 'Sum',
  'EBSByteBalance%': 'Minimum',
  'EBSIOBalance%': 'Minimum',
}

export async function measureInstance(
  { instance: { id, place }, from, until, periodSeconds }: MeasureQuery,
  calls: PlaceCalls,
): Promise<Read<InstanceMeasures>> {
  const times = periodsOf({ from, until }, periodSeconds)
  const answer = await calls.attemptMetrics(
    { place, action: 'cloudwatch:GetMetricData' },
    readMetrics(
      instanceMetrics.map((metric) => ({ instanceId: id, metric, statistic: statistics[metric] })),
      { stretch: { from: times[0] ?? from, until }, periodSeconds },
    ),
  )
  if ('failure' in answer) return { unread: answer.failure.message }
  const values = instanceMetrics.flatMap((metric, index) => {
    const points = answer.value[index] ?? []
    return points.length === 0 ? [] : [[metric, valuesAt(times, points, periodSeconds)] as const]
  })
  return { value: { times, periodSeconds, values: Object.fromEntries(values) } }
}
