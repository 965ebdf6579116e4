import type { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { expect, test } from 'vitest'
import { startedFunctions } from './functions.ts'
import { noon, simulatedIn } from './simulation.ts'

const hourMs = 3_600_000

async function burstOf(client: CloudWatch, volumeId: string, metric = 'BurstBalance'): Promise<readonly number[]> {
  const Metric = { Namespace: 'AWS/EBS', MetricName: metric, Dimensions: [{ Name: 'VolumeId', Value: volumeId }] }
  const { MetricDataResults: [result] = [] } = await client.getMetricData({
    MetricDataQueries: [{ Id: 'q0', MetricStat: { Metric, Period: 300, Stat: 'Minimum' } }],
    StartTime: new Date(noon - hourMs),
    EndTime: new Date(noon),
    ScanBy: 'TimestampAscending',
  })
  return result?.Values ?? []
}

test('a small gp2 has a burst, which its instance uses up, and volumes of other types have none', async () => {
  const { monitoring, aws } = await startedFunctions()
  const client = await monitoring('production')
  const simulated = simulatedIn(aws, 'orders-db')
  const id = simulated.running.BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? ''
  const volume = aws.world.accounts
    .flatMap(({ places }) => [...places.values()])
    .flatMap(({ volumes }) => volumes)
    .find(({ VolumeId }) => VolumeId === id)
  if (volume === undefined) throw new Error('orders-db has no volume')
  Object.assign(volume, { VolumeType: 'gp2', Size: 30 })
  expect(await burstOf(client, id)).toEqual(Array(12).fill(100))
  simulated.load = [{ since: noon - hourMs / 2, burstBalancePercent: 0 }]
  expect(await burstOf(client, id)).toEqual([...Array(6).fill(100), ...Array(6).fill(0)])
  expect(await burstOf(client, id, 'VolumeQueueLength')).toEqual([])
  expect(await burstOf(client, 'vol-0123456789abcdef0')).toEqual([])
  volume.Size = 1000
  expect(await burstOf(client, id)).toEqual([])
  Object.assign(volume, { VolumeType: 'gp3', Size: 30 })
  expect(await burstOf(client, id)).toEqual([])
})
