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

type Query = { Id: string; MetricStat: { Metric: object; Period: number; Stat: string } }
function queriesIn(body: string): readonly Query[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- the test reads what our own client sent
  return (JSON.parse(body) as { MetricDataQueries: Query[] }).MetricDataQueries
}

test('one call asks for every metric, each with the statistic that shows what is bad', async () => {
  const { calls, stub } = await askingStub(() => jsonAnswer({ MetricDataResults: [] }))
  await measureInstance(query, calls)
  const asked = stub.calls.filter(({ action }) => action === 'GetMetricData')
  expect(asked).toHaveLength(1)
  const queries = queriesIn(asked[0]?.body ?? '')
  expect(queries.map(({ MetricStat: { Metric, Stat } }) => [Stat, Reflect.get(Metric, 'MetricName')])).toEqual([
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
  expect(queries[0]?.MetricStat).toMatchObject({
    Period: 3600,
    Metric: { Namespace: 'AWS/EC2', Dimensions: [{ Name: 'InstanceId', Value: query.instance.id }] },
  })
})

test('values stand where their period begins, and a metric without any is left out', async () => {
  const { calls } = await askingStub(({ body }) =>
    jsonAnswer({
      MetricDataResults: queriesIn(body).map(({ Id }, index) =>
        index === 0 ? { Id, Timestamps: [0, 7200], Values: [4, 0] } : { Id, Timestamps: [], Values: [] },
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
