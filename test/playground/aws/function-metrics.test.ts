import {
  type CloudWatch,
  type Dimension,
  type MetricDataQuery,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch'
import { expect, test } from 'vitest'
import { invoked, startedFunctions } from './functions.ts'
import { failureOf, noon } from './simulation.ts'

const dayMs = 86_400_000
const of = (functionName: string, more: Record<string, string> = {}): Dimension[] =>
  Object.entries({ FunctionName: functionName, ...more }).map(([Name, Value]) => ({ Name, Value }))

type Wanted = { metric: string; stat?: string; dimensions: Dimension[]; period?: number }

const query = ({ metric, stat = 'Sum', dimensions, period = 86_400 }: Wanted, index = 0): MetricDataQuery => ({
  Id: `q${index}`,
  MetricStat: {
    Metric: { Namespace: 'AWS/Lambda', MetricName: metric, Dimensions: dimensions },
    Period: period,
    Stat: stat,
  },
})

/** The sum of what each query found in a window. */
async function totals(client: CloudWatch, wanted: Wanted[], [from, until]: [number, number]) {
  const { MetricDataResults = [] } = await client.getMetricData({
    MetricDataQueries: wanted.map(query),
    StartTime: new Date(from),
    EndTime: new Date(until),
  })
  return MetricDataResults.map(({ Values = [] }) => Values.reduce((sum, value) => sum + value, 0))
}

test('the day before is in the metrics: runs, errors, what was throttled and how long it took', async () => {
  const { monitoring } = await startedFunctions()
  const client = await monitoring('production')
  const loyalty = of('loyalty-points')
  const stock = of('stock-sync')
  const [runs = 0, errors = 0, p50 = 0, p95 = 0, average = 0, most = 0, atOnce = 0, stockRuns = 0, throttles = 0] =
    await totals(
      client,
      [
        { metric: 'Invocations', dimensions: loyalty },
        { metric: 'Errors', dimensions: loyalty },
        { metric: 'Duration', stat: 'p50', dimensions: loyalty, period: 86_400 * 2 },
        { metric: 'Duration', stat: 'p95', dimensions: loyalty, period: 86_400 * 2 },
        { metric: 'Duration', stat: 'Average', dimensions: loyalty, period: 86_400 * 2 },
        { metric: 'Duration', stat: 'Maximum', dimensions: loyalty, period: 86_400 * 2 },
        { metric: 'ConcurrentExecutions', stat: 'Maximum', dimensions: of('invoice-pdf'), period: 86_400 * 2 },
        { metric: 'Invocations', dimensions: stock },
        { metric: 'Throttles', dimensions: stock },
      ],
      [noon - dayMs, noon],
    )
  expect(runs).toBeGreaterThan(1000)
  expect(errors / runs).toBeGreaterThan(0.04)
  expect(errors / runs).toBeLessThan(0.08)
  expect(p50).toBeGreaterThan(25)
  expect(p95).toBeGreaterThan(p50 * 1.5)
  expect(average).toBeGreaterThan(p50 * 0.9)
  expect(most).toBeGreaterThan(p95)
  expect(atOnce).toBeGreaterThan(1)
  expect(throttles / (stockRuns + throttles)).toBeCloseTo(0.2, 1)
})

test('a run counts in the minute that it began in, and says which alias and version it was', async () => {
  const { changer, monitoring, clock } = await startedFunctions()
  const lambda = await changer('staging')
  await invoked(lambda, 'echo')
  await lambda.publishVersion({ FunctionName: 'echo' })
  await lambda.invoke({ FunctionName: 'echo', Qualifier: '1' })
  await lambda.invoke({ FunctionName: 'ledger-write' })
  clock.time += 60_000
  const client = await monitoring('staging')
  const wanted = [
    { metric: 'Invocations', dimensions: of('echo') },
    { metric: 'Invocations', dimensions: of('echo', { Resource: 'echo:1' }) },
    { metric: 'Invocations', dimensions: of('echo', { Resource: 'echo' }) },
    { metric: 'Errors', dimensions: of('echo') },
    { metric: 'Errors', dimensions: of('ledger-write') },
  ].map((one) => ({ ...one, period: 60 }))
  expect(await totals(client, wanted, [noon, noon + 60_000])).toEqual([2, 1, 2, 0, 1])
  expect(await totals(client, wanted, [noon - 60_000, noon])).toEqual([0, 0, 0, 0, 0])
})

test('a canary that goes bad shows in the metrics of its version, and no longer once it is rolled back', async () => {
  const { changer, monitoring, clock } = await startedFunctions()
  const lambda = await changer('production')
  const which = { FunctionName: 'order-intake', Name: 'live' }
  const client = await monitoring('production')
  const version = (ExecutedVersion: string) => of('order-intake', { Resource: 'order-intake:live', ExecutedVersion })
  const sides = (window: [number, number]) =>
    totals(
      client,
      ['42', '43'].flatMap((name) =>
        ['Invocations', 'Errors'].map((metric) => ({ metric, dimensions: version(name), period: 60 })),
      ),
      window,
    )
  await lambda.updateAlias({ ...which, RoutingConfig: { AdditionalVersionWeights: { 43: 0.2 } } })
  clock.time += 600_000
  const [oldRuns = 0, oldErrors, newRuns = 0, newErrors = 0] = await sides([noon, noon + 600_000])
  expect(newRuns).toBeGreaterThan(10)
  expect(oldRuns).toBeGreaterThan(newRuns * 2)
  expect(oldErrors).toBe(0)
  expect(newErrors).toBeGreaterThan(0)
  await lambda.updateAlias({ ...which, RoutingConfig: { AdditionalVersionWeights: {} } })
  clock.time += 600_000
  const [runs, errors, ...bad] = await sides([noon + 600_000, noon + 1_200_000])
  expect([runs, errors, ...bad]).toEqual([expect.any(Number), 0, 0, 0])
  expect(runs).toBeGreaterThan(100)
})

test('what changes a function changes how it goes: off, with more room, without its queue', async () => {
  const { changer, monitoring, clock } = await startedFunctions()
  const lambda = await changer('production')
  await lambda.updateFunctionConfiguration({ FunctionName: 'sales-export', MemorySize: 1024 })
  await lambda.deleteFunctionConcurrency({ FunctionName: 'sms-sender' })
  const { EventSourceMappings = [] } = await lambda.listEventSourceMappings({ FunctionName: 'invoice-pdf' })
  await lambda.updateEventSourceMapping({ UUID: EventSourceMappings[0]?.UUID, Enabled: false })
  clock.time += 7_200_000
  const wanted = [
    { metric: 'Errors', dimensions: of('sales-export') },
    { metric: 'Throttles', dimensions: of('sms-sender') },
    { metric: 'Invocations', dimensions: of('invoice-pdf') },
  ].map((one) => ({ ...one, period: 3600 }))
  const client = await monitoring('production')
  const before = await totals(client, wanted, [noon - 7_200_000, noon])
  expect(before.every((value) => value > 0)).toBe(true)
  expect(await totals(client, wanted, [noon, noon + 7_200_000])).toEqual([0, 0, 0])
})

test('newest come first unless asked otherwise, and a small page has the rest on the next', async () => {
  const { monitoring } = await startedFunctions()
  const client = await monitoring('production')
  const input = {
    MetricDataQueries: [
      query({ metric: 'Invocations', dimensions: of('loyalty-points'), period: 3600 }, 0),
      query({ metric: 'Invocations', dimensions: of('nobody'), period: 3600 }, 1),
      query({ metric: 'Invocations', dimensions: of('order-intake'), period: 3600 }, 2),
    ],
    StartTime: new Date(noon - dayMs),
    EndTime: new Date(noon),
  }
  const whole = await client.getMetricData({ ...input, ScanBy: 'TimestampAscending' })
  expect(whole.MetricDataResults?.map(({ Values, StatusCode }) => [Values?.length, StatusCode])).toEqual([
    [24, 'Complete'],
    [0, 'Complete'],
    [24, 'Complete'],
  ])
  const times = whole.MetricDataResults?.[0]?.Timestamps?.map((time) => time.getTime()) ?? []
  expect(times).toEqual(times.toSorted((left, right) => left - right))
  const pages: [string | undefined, number | undefined, string | undefined][][] = []
  for await (const page of paginateGetMetricData({ client }, { ...input, MaxDatapoints: 30 }))
    pages.push((page.MetricDataResults ?? []).map(({ Id, Values, StatusCode }) => [Id, Values?.length, StatusCode]))
  expect(pages).toEqual([
    [
      ['q0', 24, 'Complete'],
      ['q1', 0, 'Complete'],
      ['q2', 6, 'PartialData'],
    ],
    [['q2', 18, 'Complete']],
  ])
})

test('of the Region together, and searched for: who runs most at once', async () => {
  const { monitoring, aws } = await startedFunctions()
  const client = await monitoring('production')
  const search = `SEARCH('{AWS/Lambda,FunctionName} MetricName="ConcurrentExecutions"', 'Maximum', 3600)`
  const label = "${PROP('Dim.FunctionName')}"
  const ask = async (queries: MetricDataQuery[]) => {
    const window = { StartTime: new Date(noon - 3_600_000), EndTime: new Date(noon) }
    const { MetricDataResults = [] } = await client.getMetricData({ MetricDataQueries: queries, ...window })
    return MetricDataResults.map(({ Id, Label, Values = [] }) => ({ Id, Label, most: Math.max(...Values) }))
  }
  const together = query({ metric: 'ConcurrentExecutions', stat: 'Maximum', dimensions: [], period: 3600 })
  const [region, ...found] = await ask([together, { Id: 'all', Expression: search, Label: label }])
  expect(found.length).toBeGreaterThan(4)
  expect(found.map(({ Label }) => Label)).toContain('order-intake')
  expect(region?.most).toBeGreaterThanOrEqual(Math.max(...found.map(({ most }) => most)))
  const [place] = aws.world.accounts.flatMap(({ places }) => places.get('eu-central-1') ?? [])
  if (place !== undefined) place.concurrency = 2
  expect((await ask([together]))[0]?.most).toBe(2)
  const math = client.getMetricData({
    MetricDataQueries: [{ Id: 'sum', Expression: 'SUM(METRICS())' }],
    StartTime: new Date(0),
    EndTime: new Date(noon),
  })
  expect(await failureOf(math)).toMatchObject({ code: 'NotImplemented', status: 501 })
})

test('too many queries, a window that is none and an id twice are refused', async () => {
  const { monitoring } = await startedFunctions()
  const client = await monitoring('production')
  const window = { StartTime: new Date(noon - dayMs), EndTime: new Date(noon) }
  const many = Array.from({ length: 501 }, (_, index) => query({ metric: 'Errors', dimensions: of('echo') }, index))
  const failures = [
    client.getMetricData({ ...window, MetricDataQueries: many }),
    client.getMetricData({ ...window, EndTime: window.StartTime, MetricDataQueries: many.slice(0, 1) }),
    client.getMetricData({ ...window, MetricDataQueries: [...many.slice(0, 1), ...many.slice(0, 1)] }),
  ].map(failureOf)
  expect((await Promise.all(failures)).map(({ code, status }) => [code, status])).toEqual([
    ['ValidationException', 400],
    ['ValidationException', 400],
    ['ValidationException', 400],
  ])
  const { MetricDataResults } = await client.getMetricData({ ...window, MetricDataQueries: many.slice(0, 500) })
  expect(MetricDataResults).toHaveLength(500)
})
