import { expect, test } from 'vitest'
import { failureOf, nameOf, simulatedIn, startedAws } from './simulation.ts'

test('groups say how many they want, whom they have and what is suspended', async () => {
  const { autoScaling } = await startedAws()
  const { AutoScalingGroups } = await (await autoScaling('production')).describeAutoScalingGroups({})
  expect(AutoScalingGroups).toMatchObject([
    { AutoScalingGroupName: 'shop-web', MinSize: 3, MaxSize: 12, DesiredCapacity: 6, SuspendedProcesses: [] },
  ])
  expect(AutoScalingGroups?.[0]?.Instances).toHaveLength(6)
  expect(AutoScalingGroups?.[0]?.TargetGroupARNs).toHaveLength(1)
  const american = await (await autoScaling('production', 'us-east-1')).describeAutoScalingGroups({
    AutoScalingGroupNames: ['batch-workers', 'no-such-group'],
  })
  expect(american.AutoScalingGroups).toMatchObject([
    { DesiredCapacity: 1, SuspendedProcesses: [{ ProcessName: 'ReplaceUnhealthy' }] },
  ])
})

test('of given instances only those of a group are answered, page by page', async () => {
  const { aws, autoScaling } = await startedAws()
  const client = await autoScaling('production')
  const ids = ['web-1', 'grafana', 'web-6'].map((name) => simulatedIn(aws, name).id)
  const first = await client.describeAutoScalingInstances({ InstanceIds: ids, MaxRecords: 1 })
  expect(first.AutoScalingInstances).toMatchObject([
    { InstanceId: ids[0], AutoScalingGroupName: 'shop-web', LifecycleState: 'InService', HealthStatus: 'HEALTHY' },
  ])
  const second = await client.describeAutoScalingInstances({
    InstanceIds: ids,
    MaxRecords: 1,
    NextToken: first.NextToken,
  })
  expect(second.AutoScalingInstances).toMatchObject([{ InstanceId: ids[2], LifecycleState: 'Pending' }])
  expect(second.NextToken).toBeUndefined()
  expect((await failureOf(client.describeAutoScalingInstances({ NextToken: 'x' }))).code).toBe('InvalidNextToken')
})

test('a member that is stopped is found unhealthy, terminated and replaced by another one', async () => {
  const { aws, changer, autoScaling, balancing, clock } = await startedAws()
  const ec2 = await changer('staging')
  const client = await autoScaling('staging')
  const lost = simulatedIn(aws, 'web-staging-1')
  const members = async () => {
    const { AutoScalingGroups } = await client.describeAutoScalingGroups({})
    return AutoScalingGroups?.[0]?.Instances ?? []
  }
  await ec2.stopInstances({ InstanceIds: [lost.id] })
  expect((await members()).map(({ HealthStatus }) => HealthStatus)).toEqual(['Healthy', 'Healthy'])
  clock.time += 39_000
  expect((await members()).map(({ HealthStatus }) => HealthStatus)).toEqual(['Unhealthy', 'Healthy'])
  clock.time += 22_000
  const during = await members()
  expect(during.map(({ LifecycleState }) => LifecycleState)).toEqual(['InService', 'Pending'])
  const fresh = during.find(({ LifecycleState }) => LifecycleState === 'Pending')?.InstanceId ?? ''
  clock.time += 25_000
  const answer = await ec2.describeInstances({ InstanceIds: [lost.id, fresh] })
  const instances = answer.Reservations?.flatMap(({ Instances = [] }) => Instances) ?? []
  const [old, born] = [lost.id, fresh].map((id) => instances.find(({ InstanceId }) => InstanceId === id))
  expect(old?.State?.Name).toBe('terminated')
  expect(born).toMatchObject({ State: { Name: 'running' }, LaunchTime: new Date('2026-11-23T12:01:00Z') })
  expect(born && nameOf(born)).toBe('web-staging-1')
  expect(born?.PrivateIpAddress).not.toBe(lost.running.PrivateIpAddress)
  const volumes = await ec2.describeVolumes({ Filters: [{ Name: 'attachment.instance-id', Values: [fresh] }] })
  expect(volumes.Volumes).toMatchObject([{ State: 'in-use', Size: 16, Encrypted: true }])
  const targets = await (await balancing('staging')).describeTargetGroups({})
  const arn = targets.TargetGroups?.[0]?.TargetGroupArn
  const health = await (await balancing('staging')).describeTargetHealth({ TargetGroupArn: arn })
  expect(health.TargetHealthDescriptions?.map(({ Target }) => Target?.Id)).toContain(fresh)
  expect(health.TargetHealthDescriptions?.map(({ Target }) => Target?.Id)).not.toContain(lost.id)
})

test('a terminated member is replaced as well, and a hundred requests later still only once', async () => {
  const { aws, changer, autoScaling, clock } = await startedAws()
  const ec2 = await changer('production')
  await ec2.terminateInstances({ InstanceIds: [simulatedIn(aws, 'web-2').id] })
  for (let minute = 0; minute < 100; minute += 1) {
    clock.time += 30_000
    await ec2.describeVolumes({ MaxResults: 5 })
  }
  const { AutoScalingGroups } = await (await autoScaling('production')).describeAutoScalingGroups({})
  expect(AutoScalingGroups?.[0]?.Instances?.map(({ LifecycleState }) => LifecycleState)).toEqual(
    Array.from({ length: 6 }, () => 'InService'),
  )
})

test('a member that is running again in time is kept, one of a group that replaces nobody as well', async () => {
  const { aws, changer, autoScaling, clock } = await startedAws()
  const ec2 = await changer('staging')
  const InstanceIds = [simulatedIn(aws, 'web-staging-1').id]
  await ec2.stopInstances({ InstanceIds })
  clock.time += 45_000
  await ec2.startInstances({ InstanceIds })
  clock.time += 300_000
  const group = await (await autoScaling('staging')).describeAutoScalingGroups({})
  expect(group.AutoScalingGroups?.[0]?.Instances?.map(({ InstanceId }) => InstanceId)).toContain(InstanceIds[0])
  const american = await changer('production', 'us-east-1')
  const worker = simulatedIn(aws, 'batch-gpu').id
  await american.terminateInstances({ InstanceIds: [worker] })
  clock.time += 300_000
  const workers = await (await autoScaling('production', 'us-east-1')).describeAutoScalingInstances({
    InstanceIds: [worker],
  })
  expect(workers.AutoScalingInstances).toMatchObject([{ LifecycleState: 'Terminated', HealthStatus: 'UNHEALTHY' }])
})

test('a member whose start fails is replaced', async () => {
  const { aws, changer, autoScaling, clock } = await startedAws()
  const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'ec2:*', Resource: '*' } })
  const ec2 = await changer('staging', undefined, { Policy })
  const InstanceIds = [simulatedIn(aws, 'web-staging-1').id]
  await ec2.stopInstances({ InstanceIds })
  clock.time += 50_000
  await ec2.startInstances({ InstanceIds })
  clock.time += 100_000
  const { AutoScalingGroups } = await (await autoScaling('staging')).describeAutoScalingGroups({})
  const ids = AutoScalingGroups?.[0]?.Instances?.map(({ InstanceId }) => InstanceId)
  expect(ids).toHaveLength(2)
  expect(ids).not.toContain(InstanceIds[0])
})
