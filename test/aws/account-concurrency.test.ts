import { expect, test } from 'vitest'
import { readAccountConcurrency } from '../../src/aws/account-concurrency.ts'
import { readActions } from '../../src/aws/read-actions.ts'
import { known } from '../../src/core/evidence.ts'
import { askingOrganisation, askingStub, noon } from './asking-places.ts'
import { jsonAnswer, jsonError } from './function-answers.ts'
import type { Call, Reply } from './stub.ts'
import { frankfurt } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

const minuteMs = 60_000
const stretch = { from: noon - 5 * minuteMs, until: noon }
const query = { place: frankfurt, stretch }

const limits = jsonAnswer({ AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 400 } })
const isSearch = ({ body }: Call) => body.includes('SEARCH')
const results = (...found: (readonly [Id: string, Label: string, ...Values: number[]])[]): Reply =>
  jsonAnswer({
    MetricDataResults: found.map(([Id, Label, ...Values]) => ({ Id, Label, Values, Timestamps: Values.map(() => 0) })),
  })
const region = results(['q0', 'ConcurrentExecutions', 990, 640], ['q1', 'UnreservedConcurrentExecutions', 395])
type Result = Parameters<typeof results>[number]
const found: readonly Result[] = [
  ['found', 'order-intake', 90],
  ['found', 'image-resize', 410, 870],
]
const many = Array.from({ length: 498 }, (_, index): Result => ['found', `job-${index}`, 1])
const result = (more: object): Reply =>
  jsonAnswer({ MetricDataResults: [{ Id: 'found', Label: 'image-resize', Values: [870], Timestamps: [0], ...more }] })

const answering = (replies: { limits?: Reply; region?: Reply; search?: Reply }) =>
  askingStub((call) => {
    if (call.action !== 'GetMetricData') return replies.limits ?? limits
    return isSearch(call) ? (replies.search ?? results(...found)) : (replies.region ?? region)
  })

test('the limits, their use in those minutes, and who used most', async () => {
  const { calls, stub } = await answering({})
  expect(await readAccountConcurrency(query, calls)).toEqual({
    value: {
      limit: 1000,
      unreserved: 400,
      at: stretch.from,
      used: 990,
      unreservedUsed: 395,
      busiest: { name: 'image-resize', used: 870 },
    },
  })
  const [search, ...more] = stub.calls.filter(isSearch)
  expect(more).toEqual([])
  expect(JSON.parse(search?.body ?? '')).toMatchObject({
    StartTime: stretch.from / 1000,
    EndTime: stretch.until / 1000,
    MetricDataQueries: [
      {
        Expression: `SEARCH('{AWS/Lambda,FunctionName} MetricName="ConcurrentExecutions"', 'Maximum', 300)`,
        Label: "${PROP('Dim.FunctionName')}",
      },
    ],
  })
})

test('what CloudWatch has no value for is absent, and a search that fails spoils nothing else', async () => {
  const { calls } = await answering({ region: results(['q0', '']), search: jsonError('ValidationError', 400) })
  expect(await readAccountConcurrency(query, calls)).toEqual({
    value: {
      limit: 1000,
      unreserved: 400,
      at: stretch.from,
      used: undefined,
      unreservedUsed: undefined,
      busiest: undefined,
    },
  })
})

test.each([
  ['the search found fewer than it gives', results(...many, ...found.slice(1)), 'image-resize'],
  ['it found as many as it gives', results(...many, ...found), undefined],
  ['CloudWatch gave a part', result({ StatusCode: 'PartialData' }), undefined],
  ['CloudWatch says something of it', result({ Messages: [{ Code: 'MaxMetrics', Value: 'Too many.' }] }), undefined],
  ['even the most is little of the whole', results(['found', 'image-resize', 98]), undefined],
  ['no function ran', results(['found', 'image-resize', 0]), undefined],
])('who used most, where %s', async (_, search, name) => {
  const { calls } = await answering({ search })
  const read = known(await readAccountConcurrency(query, calls))
  expect([read?.used, read?.busiest?.name]).toEqual([990, name])
})

test.each([
  ['lambda:GetAccountSettings', { limits: jsonError('AccessDeniedException', 403) }],
  ['cloudwatch:GetMetricData', { region: jsonError('AccessDeniedException', 403) }],
])('who may not do %s is told so', async (action, replies) => {
  const { calls } = await answering(replies)
  expect(await readAccountConcurrency(query, calls)).toEqual({
    unread: expect.stringContaining(`may not do ${action} in eu-central-1 (AccessDeniedException).`),
  })
})

test('settings without a limit are no settings', async () => {
  const { calls } = await answering({ limits: jsonAnswer({}) })
  expect(await readAccountConcurrency(query, calls)).toEqual({ unread: expect.stringContaining('production') })
})

test('of the playground, with what the role needs for it alone', async () => {
  const { calls, simulation } = await askingOrganisation()
  simulation.allowOnly(readActions.readAccountConcurrency)
  expect(await readAccountConcurrency(query, calls)).toMatchObject({
    value: { limit: 1000, unreserved: 996, used: expect.any(Number), busiest: { name: expect.any(String) } },
  })
})
