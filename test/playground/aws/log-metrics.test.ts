import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs'
import { expect, test } from 'vitest'
import { startedFunctions } from './functions.ts'
import { noon } from './simulation.ts'

const hourMs = 3_600_000
const logGroupName = '/aws/lambda/loyalty-points'

test('what a log group took in is as much as is read from it, under its name alone', async () => {
  const { monitoring, logs } = await startedFunctions()
  const client = await monitoring('production')
  const took = async (MetricName: string, dimensions: Record<string, string> = { LogGroupName: logGroupName }) => {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }))
    const Metric = { Namespace: 'AWS/Logs', MetricName, Dimensions }
    const { MetricDataResults: [result] = [] } = await client.getMetricData({
      MetricDataQueries: [{ Id: 'q0', MetricStat: { Metric, Period: 3600, Stat: 'Sum' } }],
      StartTime: new Date(noon - 2 * hourMs),
      EndTime: new Date(noon),
    })
    return (result?.Values ?? []).reduce((sum, value) => sum + value, 0)
  }
  const messages: string[] = []
  const asked = { logGroupName, startTime: noon - 2 * hourMs, endTime: noon - 1 }
  for await (const { events = [] } of paginateFilterLogEvents({ client: await logs('production') }, asked))
    messages.push(...events.map(({ message = '' }) => message))
  expect(messages.length).toBeGreaterThan(100)
  expect(await took('IncomingLogEvents')).toBe(messages.length)
  expect(await took('IncomingBytes')).toBe(Buffer.byteLength(messages.join('')))
  expect(await took('IncomingBytes', { LogGroupName: '/aws/lambda/nobody' })).toBe(0)
  expect(await took('IncomingBytes', { FunctionName: 'loyalty-points' })).toBe(0)
  expect(await took('ForwardedBytes')).toBe(0)
})
