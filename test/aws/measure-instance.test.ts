import { expect, test } from 'vitest'
import { measureInstance } from '../../src/aws/measure-instance.ts'
import { readActions } from '../../src/aws/read-actions.ts'
import { instanceMetrics } from '../../src/core/ec2/evidence.ts'
import { known } from '../../src/core/evidence.ts'
import { anInstance } from '../fixtures/values.ts'
import { askingOrganisation, askingStub, noon } from './asking-places.ts'
import { jsonAnswer, jsonError } from './function-answers.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

const hourMs = 3_600_000
const query = { instance: anInstance(), from: 600_000, until: 2 * hourMs + 1, periodSeconds: 3600 }

type Query = { Id: string; Expression?: string; MetricStat?: { Metric: object; Period: number; Stat: string } }
function queriesIn(body: string): readonly Query[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- the test reads what our own client sent
  return (JSON.parse(body) as { MetricDataQueries: Query[] }).MetricDataQueries
}

test('one call asks for every metric, each with the statistic that shows what is bad, and another for the memory', async () => {
  const { calls, stub } = await askingStub(() => jsonAnswer({ MetricDataResults: [] }))
  await measureInstance(query, calls)
  const asked = stub.calls.filter(({ action }) => action === 'GetMetricData')
  expect(asked).toHaveLength(2)
  const queries = asked.flatMap(({ body }) => queriesIn(body))
  const measured = queries.flatMap(({ MetricStat }) => MetricStat ?? [])
  expect(measured.map(({ Metric, Stat }) => [Stat, Reflect.get(Metric, 'MetricName')])).toEqual([
    ['Average', 'CPUUtilization'],
    ['Minimum', 'CPUCreditBalance'],
    ['Maximum', 'CPUSurplusCreditBalance'],
    ['Maximum', 'StatusCheckFailed_Instance'],
    ['Maximum', 'StatusCheckFailed_System'],
    ['Maximum', 'StatusCheckFailed_AttachedEBS'],
    ['Sum', 'NetworkIn'],
    ['Sum', 'NetworkOut'],
    ['Minimum', 'EBSByteBalance%'],
    ['Minimum', 'EBSIOBalance%'],
  ])
  expect(queries.flatMap(({ Expression }) => Expression ?? [])).toEqual([
    `SEARCH('Namespace="CWAgent" MetricName="mem_used_percent" InstanceId="${query.instance.id}"', 'Average', 3600)`,
  ])
  expect(measured[0]).toMatchObject({
    Period: 3600,
    Metric: { Namespace: 'AWS/EC2', Dimensions: [{ Name: 'InstanceId', Value: query.instance.id }] },
  })
})

test('values stand where their period begins, and a metric without any is left out', async () => {
  const { calls } = await askingStub(({ body }) =>
    jsonAnswer({
      MetricDataResults: queriesIn(body).map(({ Id, Expression }, index) =>
        index === 0 && Expression === undefined
          ? { Id, Timestamps: [0, 7200], Values: [4, 0] }
          : { Id, Timestamps: [], Values: [] },
      ),
    }),
  )
  expect(await measureInstance(query, calls)).toEqual({
    value: {
      times: [0, hourMs, 2 * hourMs],
      periodSeconds: 3600,
      values: { CPUUtilization: [4, undefined, 0] },
    },
  })
})

test('of its volumes that burst, what is left of that comes with the same call', async () => {
  const { calls, stub } = await askingStub(({ body }) => {
    const volumeOf = ({ MetricStat }: Query) => JSON.stringify(MetricStat?.Metric ?? {}).match(/vol-\d/)?.[0]
    const results = queriesIn(body).map((each) => ({
      Id: each.Id,
      ...(volumeOf(each) === 'vol-2' ? { Timestamps: [0, 3600], Values: [40, 0] } : { Timestamps: [], Values: [] }),
    }))
    return jsonAnswer({ MetricDataResults: results })
  })
  const measures = known(await measureInstance({ ...query, volumes: ['vol-1', 'vol-2'] }, calls))
  expect(measures).toMatchObject({ values: {}, bursts: new Map([['vol-2', [40, 0, undefined]]]) })
  const asked = stub.calls.filter(({ action }) => action === 'GetMetricData')
  expect(asked).toHaveLength(2)
  const ofVolumes = asked
    .flatMap(({ body }) => queriesIn(body))
    .filter(({ MetricStat }) => MetricStat?.Stat === 'Minimum')
  expect(ofVolumes.map(({ MetricStat }) => MetricStat?.Metric).slice(-2)).toEqual(
    ['vol-1', 'vol-2'].map((Value) => ({
      Namespace: 'AWS/EBS',
      MetricName: 'BurstBalance',
      Dimensions: [{ Name: 'VolumeId', Value }],
    })),
  )
})

test('of memory, all that the search found is one line, and nothing found is none', async () => {
  const { calls } = await askingStub(({ body }) => {
    const { Id } = queriesIn(body).find(({ Expression }) => Expression !== undefined) ?? {}
    const series = [
      { Id, Label: 'CWAgent i-1 mem_used_percent', Timestamps: [0], Values: [91] },
      { Id, Label: 'CWAgent i-1 ami-1 t3.micro mem_used_percent', Timestamps: [3600], Values: [95] },
    ]
    return jsonAnswer({ MetricDataResults: series })
  })
  expect(known(await measureInstance(query, calls))?.values).toEqual({ mem_used_percent: [91, 95, undefined] })
})

test('where nothing can be searched, the other metrics are there', async () => {
  const { calls } = await askingStub(({ body }) => {
    const queries = queriesIn(body)
    return queries.some(({ Expression }) => Expression !== undefined)
      ? jsonError('ValidationError', 400)
      : jsonAnswer({ MetricDataResults: queries.map(({ Id }) => ({ Id, Timestamps: [0], Values: [7] })) })
  })
  const measures = known(await measureInstance(query, calls))
  expect(Object.keys(measures?.values ?? {})).toEqual(instanceMetrics)
  expect(measures?.memoryUnread).toContain('refused cloudwatch:GetMetricData with the code ValidationException')
})

test('a search that CloudWatch itself could not finish is one that did not work', async () => {
  const { calls } = await askingStub(({ body }) => {
    const status = (expression: string | undefined) => (expression === undefined ? 'Complete' : 'InternalError')
    const results = queriesIn(body).map(({ Id, Expression }) => ({ Id, StatusCode: status(Expression) }))
    return jsonAnswer({ MetricDataResults: results })
  })
  expect(known(await measureInstance(query, calls))).toMatchObject({
    values: {},
    memoryUnread: 'CloudWatch could not search for mem_used_percent. Ask again in a minute.',
  })
})

test('where it may not be read, the sentence says so', async () => {
  const { calls } = await askingStub(() => jsonError('AccessDeniedException', 403))
  expect(await measureInstance(query, calls)).toEqual({
    unread:
      "The role WindlassRead of production may not do cloudwatch:GetMetricData in eu-central-1 (AccessDeniedException). An AWS administrator adds cloudwatch:GetMetricData to the role's policies, or lifts what denies it.",
  })
})

test('a day of an instance of the playground whose credits are used up', async () => {
  const { calls, detailsOf, simulation } = await askingOrganisation()
  const { instance } = await detailsOf('grafana')
  simulation.allowOnly(readActions.measureInstance)
  const answer = await measureInstance({ instance, from: noon - 24 * hourMs, until: noon, periodSeconds: 300 }, calls)
  const measures = known(answer)
  expect(Object.keys(measures?.values ?? {})).toEqual(instanceMetrics)
  expect(measures?.times).toHaveLength(288)
  const { CPUUtilization: cpu = [], CPUCreditBalance: credits = [] } = measures?.values ?? {}
  expect([credits[0], credits.at(-1)]).toEqual([864, 0])
  expect(cpu[0]).toBeLessThan(20)
  expect(cpu[24 * 12 - 8 * 12]).toBe(96)
  expect(cpu.at(-1)).toBe(30)
})
