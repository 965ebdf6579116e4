import { expect, test } from 'vitest'
import { measureLog } from '../../src/aws/measure-log.ts'
import { readActions } from '../../src/aws/read-actions.ts'
import { known } from '../../src/core/evidence.ts'
import { askingOrganisation, askingStub, noon } from './asking-places.ts'
import { functionNamed, jsonAnswer, jsonError } from './function-answers.ts'
import { frankfurt } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

const stretch = { from: noon - 86_400_000, until: noon }
const found = (result: object) => jsonAnswer({ MetricDataResults: [{ Id: 'q0', ...result }] })

test('all that its log group took in is added up, hour by hour', async () => {
  const { calls, stub } = await askingStub(() => found({ Values: [1000, 24], Timestamps: [0, 3600] }))
  const asked = { function: functionNamed('orders', { logGroup: 'shared' }), stretch }
  expect(await measureLog(asked, calls)).toEqual({ value: 1024 })
  const { body = '' } = stub.calls.find(({ action }) => action === 'GetMetricData') ?? {}
  expect(JSON.parse(body)).toMatchObject({
    StartTime: stretch.from / 1000,
    MetricDataQueries: [
      {
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Logs',
            MetricName: 'IncomingBytes',
            Dimensions: [{ Name: 'LogGroupName', Value: 'shared' }],
          },
          Period: 3600,
          Stat: 'Sum',
        },
      },
    ],
  })
})

test('what could not be measured is said', async () => {
  const asked = { function: functionNamed('orders'), stretch }
  const { calls } = await askingStub(() => found({ StatusCode: 'InternalError' }))
  expect(await measureLog(asked, calls)).toEqual({ unread: 'CloudWatch could not say how much its log took in.' })
  const { calls: denied } = await askingStub(() => jsonError('AccessDeniedException'))
  expect(await measureLog(asked, denied)).toEqual({ unread: expect.stringContaining('production') })
})

test('the organisation has it for the actions that are listed', async () => {
  const { calls, simulation } = await askingOrganisation()
  simulation.allowOnly(readActions.measureLog)
  const asked = { function: functionNamed('loyalty-points', { place: frankfurt }), stretch }
  expect(known(await measureLog(asked, calls))).toBeGreaterThan(10_000)
})
