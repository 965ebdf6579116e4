import { type InstanceMeasures, instanceMetrics, type MeasureQuery, memoryMetric } from '../core/ec2/evidence.ts'
import type { Read } from '../core/evidence.ts'
import { readMetrics } from './metric-data.ts'
import { periodsOf, valuesAt } from './metric-periods.ts'
import type { PlaceCalls } from './place-calls.ts'

/** What is bad is to be seen in a long period too: the emptiest a balance was, a check that failed once. */
const statistics: Readonly<Record<(typeof instanceMetrics)[number], string>> = {
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

export async function measureInstance(query: MeasureQuery, calls: PlaceCalls): Promise<Read<InstanceMeasures>> {
  const { instance, volumes = [], from, until, periodSeconds } = query
  const times = periodsOf({ from, until }, periodSeconds)
  const asked = { stretch: { from: times[0] ?? from, until }, periodSeconds }
  const ask = { place: instance.place, action: 'cloudwatch:GetMetricData' } as const
  const own = instanceMetrics.map((metric) => ({ instanceId: instance.id, metric, statistic: statistics[metric] }))
  const ofVolumes = volumes.map((volumeId) => ({ volumeId, metric: 'BurstBalance', statistic: 'Minimum' }))
  const ofAgent = { search: agentMetric(instance.id), metric: memoryMetric, statistic: 'Average' }
  const [answer, memory] = await Promise.all([
    calls.attemptMetrics(ask, readMetrics([...own, ...ofVolumes], asked)),
    // By itself: what stands in the way of a search is not to take the other metrics along.
    calls.attemptMetrics(ask, readMetrics([ofAgent], asked)),
  ])
  if ('failure' in answer) return { unread: answer.failure.message }
  const [memoryPoints] = 'failure' in memory ? [] : memory.value
  const read = [...answer.value.slice(0, own.length), memoryPoints]
  const values = [...instanceMetrics, memoryMetric].flatMap((metric, index) => {
    const points = read[index] ?? []
    return points.length === 0 ? [] : [[metric, valuesAt(times, points, periodSeconds)] as const]
  })
  const bursts = volumes.flatMap((id, index) => {
    const points = answer.value[own.length + index] ?? []
    return points.length === 0 ? [] : [[id, valuesAt(times, points, periodSeconds)] as const]
  })
  const memoryUnread = 'failure' in memory ? memory.failure.message : memoryPoints === undefined ? noSearch : undefined
  return {
    value: {
      times,
      periodSeconds,
      values: Object.fromEntries(values),
      ...(bursts.length === 0 ? {} : { bursts: new Map(bursts) }),
      ...(memoryUnread === undefined ? {} : { memoryUnread }),
    },
  }
}

const noSearch = `CloudWatch could not search for ${memoryMetric}. Ask again in a minute.`

/** Whatever else the agent names it by: its Auto Scaling group, its image, its type. */
function agentMetric(id: string): string {
  return `Namespace="CWAgent" MetricName="${memoryMetric}" InstanceId="${id}"`
}
