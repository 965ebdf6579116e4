import type { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { expect, test } from 'vitest'
import { startedFunctions } from './functions.ts'
import { noon, simulatedIn } from './simulation.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

type Wanted = { id: string; metric: string; stat?: string; period?: number; from: number; until?: number }

async function points(client: CloudWatch, { id, metric, stat = 'Average', period = 300, from, until = noon }: Wanted) {
  const Metric = { Namespace: 'AWS/EC2', MetricName: metric, Dimensions: [{ Name: 'InstanceId', Value: id }] }
  const { MetricDataResults: [result] = [] } = await client.getMetricData({
    MetricDataQueries: [{ Id: 'q0', MetricStat: { Metric, Period: period, Stat: stat } }],
    StartTime: new Date(from),
    EndTime: new Date(until),
    ScanBy: 'TimestampAscending',
  })
  return { times: (result?.Timestamps ?? []).map((time) => time.getTime()), values: result?.Values ?? [] }
}

test('a calm instance has a value every five minutes, always the same', async () => {
  const { monitoring, aws } = await startedFunctions()
  const client = await monitoring('production')
  const wanted = { id: simulatedIn(aws, 'orders-db').id, metric: 'CPUUtilization', from: noon - hourMs }
  const { times, values } = await points(client, wanted)
  expect(times).toEqual(Array.from({ length: 12 }, (_, index) => noon - hourMs + index * 5 * minuteMs))
  expect(Math.min(...values)).toBeGreaterThan(2)
  expect(Math.max(...values)).toBeLessThan(20)
  expect(new Set(values).size).toBeGreaterThan(6)
  expect((await points(client, wanted)).values).toEqual(values)
  const [sum = 0] = (await points(client, { ...wanted, metric: 'NetworkIn', stat: 'Sum', period: 3600 })).values
  const each = (await points(client, { ...wanted, metric: 'NetworkIn', stat: 'Sum' })).values
  expect(sum).toBe(each.reduce((total, value) => total + value, 0))
})

test('what a CloudWatch agent publishes is found by a search, whatever else it is named by', async () => {
  const { monitoring, aws } = await startedFunctions()
  const client = await monitoring('production')
  const simulated = simulatedIn(aws, 'orders-db')
  const search = async (terms: string, schema = '') => {
    const Expression = `SEARCH('${schema}MetricName="mem_used_percent" ${terms}', 'Average', 300)`
    const { MetricDataResults = [] } = await client.getMetricData({
      MetricDataQueries: [{ Id: 'memory', Expression }],
      StartTime: new Date(noon - hourMs),
      EndTime: new Date(noon),
    })
    return MetricDataResults.map(({ Id, Label, Values }) => ({ Id, Label, Values }))
  }
  const own = `Namespace="CWAgent" InstanceId="${simulated.id}"`
  expect(await search(own)).toEqual([])
  simulated.agent = { InstanceType: 'm7g.large' }
  simulated.load = [{ since: noon - hourMs, memoryPercent: 93 }]
  const values = Array.from({ length: 12 }, () => 93)
  expect(await search(own)).toEqual([
    { Id: 'memory', Label: `mem_used_percent ${simulated.id} m7g.large`, Values: values },
  ])
  expect(await search(`InstanceId="${simulated.id}"`, '{CWAgent,InstanceId} ')).toEqual([])
  expect(await search(`InstanceId="${simulated.id}"`, '{CWAgent,InstanceId,InstanceType} ')).toHaveLength(1)
  expect(await search(`${own} InstanceType="t3.micro"`)).toEqual([])
})

test('a period has its value once it is over', async () => {
  const { monitoring, aws, clock } = await startedFunctions()
  const client = await monitoring('production')
  const wanted = { id: simulatedIn(aws, 'orders-db').id, metric: 'CPUUtilization', from: noon, until: noon + hourMs }
  clock.time += 5 * minuteMs - 1
  expect((await points(client, wanted)).times).toEqual([])
  clock.time += 1
  expect((await points(client, wanted)).times).toEqual([noon])
})

test('there is nothing from before a launch, after a stop, and of what CloudWatch does not know', async () => {
  const { monitoring, aws } = await startedFunctions()
  const production = await monitoring('production')
  const agent = { id: simulatedIn(aws, 'jenkins-agent-1').id, metric: 'CPUUtilization', from: noon - 24 * hourMs }
  expect((await points(production, agent)).times[0]).toBe(noon - 5 * hourMs + 5 * minuteMs)
  const staging = await monitoring('staging')
  const stopped = { ...agent, id: simulatedIn(aws, 'grafana-staging').id, from: noon - 96 * hourMs }
  expect((await points(staging, stopped)).times.at(-1)).toBeLessThan(noon - 72 * hourMs)
  expect((await points(production, stopped)).times).toEqual([])
  expect((await points(production, { ...agent, id: 'i-0123456789abcdef0' })).times).toEqual([])
  expect((await points(production, { ...agent, metric: 'MemoryUtilization' })).times).toEqual([])
})

test('a failing status check shows from the minute since when it fails', async () => {
  const { monitoring, aws } = await startedFunctions()
  const client = await monitoring('production')
  const wanted = { id: simulatedIn(aws, 'web-5').id, stat: 'Maximum', period: 60, from: noon - 30 * minuteMs }
  const { values } = await points(client, { ...wanted, metric: 'StatusCheckFailed_Instance' })
  expect(values).toEqual([...Array<number>(6).fill(0), ...Array<number>(24).fill(1)])
  expect((await points(client, { ...wanted, metric: 'StatusCheckFailed' })).values).toEqual(values)
  const others = ['StatusCheckFailed_System', 'StatusCheckFailed_AttachedEBS']
  for (const metric of others) {
    // oxlint-disable-next-line no-await-in-loop -- one metric after the other
    expect(new Set((await points(client, { ...wanted, metric })).values)).toEqual(new Set([0]))
  }
})

test('credits are of burstable types only, and at most what a day earns', async () => {
  const { monitoring, aws } = await startedFunctions()
  const client = await monitoring('production')
  const credits = async (name: string, more: Partial<Wanted> = {}) =>
    (await points(client, { id: simulatedIn(aws, name).id, metric: 'CPUCreditBalance', from: noon - hourMs, ...more }))
      .values
  expect(await credits('vpn')).toEqual(Array(12).fill(576))
  expect(await credits('orders-db')).toEqual([])
  expect(await credits('vpn', { metric: 'CPUSurplusCreditBalance' })).toEqual(Array(12).fill(0))
  expect(await credits('orders-db', { metric: 'EBSByteBalance%' })).toEqual(Array(12).fill(99))
})

test('a busy one uses its credits up and then gets what it earns', async () => {
  const { monitoring, aws } = await startedFunctions()
  const client = await monitoring('production')
  const { id } = simulatedIn(aws, 'grafana')
  const from = noon - 16 * hourMs
  const balance = (await points(client, { id, metric: 'CPUCreditBalance', stat: 'Minimum', period: 3600, from })).values
  expect(balance.slice(0, 2)).toEqual([864, 864])
  expect(balance).toEqual(balance.toSorted((one, other) => other - one))
  expect(balance.slice(-3)).toEqual([0, 0, 0])
  const cpu = (await points(client, { id, metric: 'CPUUtilization', stat: 'Maximum', period: 3600, from })).values
  expect([cpu[4], cpu.at(-1)]).toEqual([96, 30])
})
