import { expect, test } from 'vitest'
import { failureOf, noon, simulatedIn, startedAws } from './simulation.ts'

test('what a group did to replace a lost member is told, newest first, while it goes on and afterwards', async () => {
  const { aws, changer, autoScaling, clock } = await startedAws()
  const client = await autoScaling('staging')
  const lost = simulatedIn(aws, 'web-staging-1').id
  const told = async () =>
    (await client.describeScalingActivities({ AutoScalingGroupName: 'shop-web-staging' })).Activities ?? []
  expect(await told()).toEqual([])
  await (await changer('staging')).stopInstances({ InstanceIds: [lost] })
  clock.time += 61_000
  const during = await told()
  expect(during.map(({ StatusCode, Progress, EndTime }) => [StatusCode, Progress, EndTime])).toEqual([
    ['InProgress', 50, undefined],
    ['Successful', 100, new Date(noon + 60_000)],
  ])
  clock.time += 60_000
  expect((await told()).map(({ Description, StatusCode, StartTime }) => [Description, StatusCode, StartTime])).toEqual([
    [expect.stringMatching(/^Launching a new EC2 instance: i-/), 'Successful', new Date(noon + 60_000)],
    [`Terminating EC2 instance: ${lost}`, 'Successful', new Date(noon + 60_000)],
  ])
  expect((await told())[1]?.Cause).toBe(
    'At 2026-11-23T12:01:00Z an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.',
  )
})

test('pages, a group that is not there, and too many at once', async () => {
  const { autoScaling } = await startedAws()
  const client = await autoScaling('production', 'us-east-1')
  const question = { AutoScalingGroupName: 'shop-web-us', MaxRecords: 1 }
  const first = await client.describeScalingActivities(question)
  const second = await client.describeScalingActivities({ ...question, NextToken: first.NextToken })
  expect(first.Activities?.[0]?.Description).toMatch(/^Launching/)
  expect(second.Activities?.[0]?.Cause).toMatch(/EC2 instance status check failure\.$/)
  expect(second.NextToken).toBeUndefined()
  const ids = [first.Activities?.[0]?.ActivityId ?? '']
  expect((await client.describeScalingActivities({ ActivityIds: ids })).Activities).toEqual(first.Activities)
  for (const wrong of [{ AutoScalingGroupName: 'nobody' }, { MaxRecords: 101 }])
    expect((await failureOf(client.describeScalingActivities(wrong))).code).toBe('ValidationError')
})

test('Auto Scaling is on record for what it did', async () => {
  const { aws, changer, clock } = await startedAws()
  const place = aws.world.accounts.find(({ name }) => name === 'staging')?.places.get('eu-central-1')
  const before = place?.past.length ?? 0
  const ec2 = await changer('staging')
  await ec2.stopInstances({ InstanceIds: [simulatedIn(aws, 'web-staging-1').id] })
  clock.time += 61_000
  await ec2.describeInstances({ MaxResults: 5 })
  expect(place?.past.slice(before).map(({ name, from }) => [name, from])).toEqual([
    ['TerminateInstances', 'autoscaling.amazonaws.com'],
    ['RunInstances', 'autoscaling.amazonaws.com'],
  ])
})
