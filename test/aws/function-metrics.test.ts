import { afterEach, describe, expect, test } from 'vitest'
import { functionNamed, jsonAnswer, jsonError, withSessions } from './function-answers.ts'
import type { Call, Reply } from './stub.ts'
import { ada, type Surroundings, stagingFrankfurt, surround } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

let here: Surroundings
afterEach(() => here.close())

type Query = {
  readonly Id: string
  readonly MetricStat: {
    readonly Metric: { readonly MetricName: string; readonly Dimensions: readonly { readonly Value: string }[] }
    readonly Period: number
    readonly Stat: string
  }
}
type Asked = { readonly MetricDataQueries: readonly Query[]; readonly NextToken?: string; readonly StartTime: number }
function asked(call: Call): Asked {
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- the test reads what our own client sent
  return JSON.parse(call.body) as Asked
}
const metricCalls = () => here.stub.calls.filter(({ action }) => action === 'GetMetricData').map(asked)
const hour = 3600
const day = { from: 0, until: 86_400_000 }

const start = async (answer: (call: Call) => Reply) => {
  here = await surround(withSessions(answer))
  return here.aws.functionsFor(ada)
}
const sums = (value: (query: Query) => number | undefined) => (call: Call) =>
  jsonAnswer({
    MetricDataResults: asked(call).MetricDataQueries.map((query) => {
      const one = value(query)
      return { Id: query.Id, Timestamps: one === undefined ? [] : [0, hour], Values: one === undefined ? [] : [one, 1] }
    }),
  })

describe('counting calls', () => {
  test('asks for five hundred sums at a time, side by side, and adds up the hours', async () => {
    const reader = await start(
      sums(
        ({ MetricStat }) =>
          ({ Errors: 2, Throttles: undefined })[MetricStat.Metric.MetricName] ??
          (MetricStat.Metric.MetricName === 'Throttles' ? undefined : 10),
      ),
    )
    const functions = Array.from({ length: 400 }, (_, index) => functionNamed(`f-${index}`))
    const { counts, failures } = await reader.countCalls(functions, day)
    expect(failures).toEqual([])
    expect(counts.size).toBe(400)
    expect(counts.get(functions[399]?.arn ?? '')).toEqual({ invocations: 11, errors: 3, throttles: 0 })
    const sizes = metricCalls().map(({ MetricDataQueries }) => MetricDataQueries.length)
    expect(sizes.toSorted((one, other) => one - other)).toEqual([200, 500, 500])
    const queries = metricCalls().flatMap(({ MetricDataQueries }) => MetricDataQueries)
    expect(new Set(queries.map(({ MetricStat }) => `${MetricStat.Stat} ${MetricStat.Period}`))).toEqual(
      new Set(['Sum 3600']),
    )
  })

  test('follows pages, over which the points of one question may be spread', async () => {
    const reader = await start((call) =>
      asked(call).NextToken === undefined
        ? jsonAnswer({
            MetricDataResults: [{ Id: 'q0', Timestamps: [0], Values: [5], StatusCode: 'PartialData' }],
            NextToken: 't',
          })
        : jsonAnswer({
            MetricDataResults: [
              { Id: 'q0', Timestamps: [hour], Values: [6] },
              { Id: 'q1', Timestamps: [0], Values: [1] },
            ],
          }),
    )
    const { counts } = await reader.countCalls([functionNamed('a')], day)
    expect([...counts.values()]).toEqual([{ invocations: 11, errors: 1, throttles: 0 }])
  })

  test('leaves out a function whose numbers CloudWatch could not make, and places that fail', async () => {
    const reader = await start((call) =>
      call.accessKeyId.includes('444455556666')
        ? jsonError('ThrottlingException')
        : jsonAnswer({ MetricDataResults: [{ Id: 'q1', StatusCode: 'InternalError' }] }),
    )
    const functions = [
      functionNamed('a'),
      functionNamed('b'),
      functionNamed('c', { place: stagingFrankfurt, arn: 'c' }),
    ]
    const { counts, failures } = await reader.countCalls(functions, day)
    expect([...counts.keys()]).toEqual([functions[1]?.arn])
    expect(failures).toMatchObject([
      {
        place: stagingFrankfurt,
        message: expect.stringContaining('CloudWatch in staging, eu-central-1 takes no more'),
      },
    ])
  })

  test('of none asks nothing', async () => {
    const reader = await start(() => 'reset')
    expect(await reader.countCalls([], day)).toEqual({ counts: new Map(), failures: [] })
    expect(here.stub.calls).toEqual([])
  })

  test('of a short stretch takes it as a whole, in full minutes', async () => {
    const reader = await start(sums(() => 1))
    await reader.countCalls([functionNamed('a')], { from: 0, until: 290_000 })
    expect(metricCalls()[0]?.MetricDataQueries[0]?.MetricStat.Period).toBe(300)
  })
})

describe('measuring', () => {
  test('puts each value where its period begins, on full periods', async () => {
    const reader = await start(sums(({ MetricStat: { Stat } }) => (Stat === 'p95' ? undefined : 4)))
    const stretch = { from: 600_000, until: 2 * hour * 1000 + 1 }
    const { times, series } = await reader.measure({ function: functionNamed('a'), stretch, periodSeconds: hour })
    expect(times).toEqual([0, hour * 1000, 2 * hour * 1000])
    expect(metricCalls()[0]?.StartTime).toBe(0)
    expect(series.find(({ name }) => name === 'Invocations')?.values).toEqual([4, 1, undefined])
    expect(series.find(({ name }) => name === 'Duration p95')?.values).toEqual([undefined, undefined, undefined])
    expect(
      metricCalls()[0]?.MetricDataQueries.map(({ MetricStat: { Metric, Stat } }) => `${Stat} ${Metric.MetricName}`),
    ).toEqual([
      'Sum Invocations',
      'Sum Errors',
      'Sum Throttles',
      'p50 Duration',
      'p95 Duration',
      'Maximum ConcurrentExecutions',
    ])
  })

  test('that fails is a sentence', async () => {
    const reader = await start(() => jsonError('AccessDeniedException'))
    const measured = reader.measure({ function: functionNamed('a'), stretch: day, periodSeconds: hour })
    await expect(measured).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringContaining('may not do cloudwatch:GetMetricData in eu-central-1'),
    })
  })
})
