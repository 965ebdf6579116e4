import { expect, test } from 'vitest'
import { findSpotRequest } from '../../src/aws/find-spot-request.ts'
import { readActions } from '../../src/aws/read-actions.ts'
import { anInstance } from '../fixtures/values.ts'
import { ec2Answer, ec2Error, filtersOf } from './answers.ts'
import { askingOrganisation, askingStub, noon } from './asking-places.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

const instance = anInstance()
const answer = (inside: string) => ec2Answer('DescribeSpotInstanceRequests', inside)

test('the request that an instance was launched for, with what became of it', async () => {
  const { calls, stub } = await askingStub(() =>
    answer(
      '<spotInstanceRequestSet><item><spotInstanceRequestId>sir-1</spotInstanceRequestId><state>closed</state><status><code>instance-terminated-by-price</code><updateTime>2026-11-23T11:00:00.000Z</updateTime><message>Too &lt;dear&gt;</message></status></item></spotInstanceRequestSet>',
    ),
  )
  expect(await findSpotRequest(instance, calls)).toEqual({
    value: {
      id: 'sir-1',
      state: 'closed',
      code: 'instance-terminated-by-price',
      message: 'Too <dear>',
      at: noon - 3_600_000,
    },
  })
  expect(stub.calls.filter(({ action }) => action !== 'AssumeRole').map(filtersOf)).toEqual([
    { 'instance-id': [instance.id] },
  ])
})

test('there is none for an instance that no request launched', async () => {
  const { calls } = await askingStub(() => answer('<spotInstanceRequestSet/>'))
  expect(await findSpotRequest(instance, calls)).toEqual({ value: undefined })
})

test.each([
  ['UnauthorizedOperation', 403, 'may not do ec2:DescribeSpotInstanceRequests in eu-central-1'],
  ['RequestLimitExceeded', 503, 'production, eu-central-1 takes no more requests at the moment'],
])('%s is a sentence, not an error', async (code, status, says) => {
  const { calls } = await askingStub(() => ec2Error(code, status))
  expect(await findSpotRequest(instance, calls)).toEqual({ unread: expect.stringContaining(says) })
})

test('one of the playground that AWS took back', async () => {
  const { calls, detailsOf, simulation } = await askingOrganisation()
  const { instance: taken, stateReason } = await detailsOf('batch-etl-1')
  simulation.allowOnly(readActions.findSpotRequest)
  expect(stateReason?.code).toBe('Server.SpotInstanceTermination')
  expect(await findSpotRequest(taken, calls)).toMatchObject({
    value: { state: 'closed', code: 'instance-terminated-no-capacity', at: noon - 720_000 },
  })
})
