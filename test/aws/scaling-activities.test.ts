import { expect, test } from 'vitest'
import { readActions } from '../../src/aws/read-actions.ts'
import { listScalingActivities } from '../../src/aws/scaling-activities.ts'
import { known } from '../../src/core/evidence.ts'
import { stsError } from './answers.ts'
import { askingOrganisation, askingStub, noon } from './asking-places.ts'
import { frankfurt, virginia } from './surroundings.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

test('what a group did and why is told, newest first', async () => {
  const { calls, detailsOf, simulation } = await askingOrganisation()
  const { id } = (await detailsOf('web-us-3')).instance
  simulation.allowOnly(readActions.listScalingActivities)
  const found = known(await listScalingActivities({ place: virginia, group: 'shop-web-us' }, calls))
  expect(found).toEqual([
    {
      at: noon - 24 * 60_000,
      status: 'Successful',
      description: expect.stringMatching(/^Launching a new EC2 instance: i-/),
      cause: expect.stringContaining('unhealthy instance needing to be replaced'),
      message: undefined,
    },
    {
      at: noon - 25 * 60_000 - 40_000,
      status: 'Successful',
      description: `Terminating EC2 instance: ${id}`,
      cause:
        'At 2026-11-23T11:34:20Z an instance was taken out of service in response to an EC2 instance status check failure.',
      message: undefined,
    },
  ])
})

test('a group that did nothing has an empty list', async () => {
  const { calls } = await askingOrganisation()
  expect(await listScalingActivities({ place: frankfurt, group: 'shop-web' }, calls)).toEqual({ value: [] })
})

test('what failed says why, and fifty are asked for', async () => {
  const failed =
    '<member><ActivityId>a</ActivityId><AutoScalingGroupName>g</AutoScalingGroupName><Cause>c</Cause><Description>d</Description><StartTime>2026-11-23T12:00:00Z</StartTime><StatusCode>Failed</StatusCode><StatusMessage>No room.</StatusMessage></member>'
  const { calls, stub } = await askingStub(() => ({
    body: `<DescribeScalingActivitiesResponse><DescribeScalingActivitiesResult><Activities>${failed}</Activities></DescribeScalingActivitiesResult></DescribeScalingActivitiesResponse>`,
  }))
  expect(await listScalingActivities({ place: frankfurt, group: 'g' }, calls)).toEqual({
    value: [{ at: noon, status: 'Failed', description: 'd', cause: 'c', message: 'No room.' }],
  })
  const asked = stub.calls.find(({ action }) => action === 'DescribeScalingActivities')?.params
  expect([asked?.get('AutoScalingGroupName'), asked?.get('MaxRecords')]).toEqual(['g', '50'])
})

test('who may not ask is told what is missing', async () => {
  const { calls } = await askingStub(() => stsError('AccessDenied'))
  expect(await listScalingActivities({ place: frankfurt, group: 'g' }, calls)).toEqual({
    unread: expect.stringMatching(
      /^What the Auto Scaling group g did could not be read: The role WindlassRead of production may not do autoscaling:DescribeScalingActivities/,
    ),
  })
})
