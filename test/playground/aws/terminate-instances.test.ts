import type { EC2 } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { failureOf, nameOf, simulatedIn, startedAws } from './simulation.ts'

async function statesOf(ec2: EC2): Promise<Map<string, string | undefined>> {
  const answer = await ec2.describeInstances({})
  const instances = answer.Reservations?.flatMap(({ Instances = [] }) => Instances) ?? []
  return new Map(instances.map((instance) => [nameOf(instance), instance.State?.Name]))
}

const volumesOf = async (ec2: EC2, ids: string[]) =>
  (await ec2.describeVolumes({ Filters: [{ Name: 'volume-id', Values: ids }] })).Volumes ?? []

test('volumes go with a terminated instance where they were to, the others stay and belong to nobody', async () => {
  const { aws, changer, clock } = await startedAws()
  const ec2 = await changer('production')
  const { id } = simulatedIn(aws, 'search-1')
  const { Volumes = [] } = await ec2.describeVolumes({ Filters: [{ Name: 'attachment.instance-id', Values: [id] }] })
  const ids = Volumes.flatMap(({ VolumeId }) => VolumeId ?? [])
  expect(ids).toHaveLength(2)
  const answer = await ec2.terminateInstances({ InstanceIds: [id] })
  expect(answer.TerminatingInstances).toEqual([
    { InstanceId: id, CurrentState: { Code: 32, Name: 'shutting-down' }, PreviousState: { Code: 16, Name: 'running' } },
  ])
  expect(await volumesOf(ec2, ids)).toHaveLength(2)
  clock.time += 30_000
  expect(await volumesOf(ec2, ids)).toMatchObject([{ Size: 200, State: 'available', Attachments: [] }])
  expect((await statesOf(ec2)).get('search-1')).toBe('terminated')
  clock.time += 3_600_000
  const anHourLater = await changer('production')
  expect((await statesOf(anHourLater)).has('search-1')).toBe(false)
  expect((await failureOf(anHourLater.terminateInstances({ InstanceIds: [id] }))).code).toBe(
    'InvalidInstanceID.NotFound',
  )
})

test('an Elastic address stays without its instance', async () => {
  const { aws, changer } = await startedAws()
  const ec2 = await changer('production')
  const { id } = simulatedIn(aws, 'bastion')
  const before = await ec2.describeAddresses({ Filters: [{ Name: 'instance-id', Values: [id] }] })
  const [address] = before.Addresses ?? []
  expect(address).toMatchObject({ Domain: 'vpc', PublicIp: /^203\.0\.113\./, AssociationId: /^eipassoc-/ })
  await ec2.terminateInstances({ InstanceIds: [id] })
  const after = await ec2.describeAddresses({ AllocationIds: [address?.AllocationId ?? ''] })
  expect(after.Addresses).toMatchObject([{ PublicIp: address?.PublicIp }])
  expect(after.Addresses?.[0]).not.toHaveProperty('InstanceId')
  const failures = await Promise.all([
    failureOf(ec2.describeAddresses({ AllocationIds: ['eipalloc-0123456789abcdef0'] })),
    failureOf(ec2.describeAddresses({ PublicIps: ['192.0.2.1'] })),
  ])
  expect(failures.map(({ code }) => code)).toEqual(['InvalidAllocationID.NotFound', 'InvalidAddress.NotFound'])
})

test('protection keeps one and its whole zone from being terminated, not those of other zones', async () => {
  const { aws, changer } = await startedAws()
  const ec2 = await changer('production')
  const ids = ['orders-db', 'web-1', 'web-2'].map((name) => simulatedIn(aws, name).id)
  expect(await failureOf(ec2.terminateInstances({ InstanceIds: ids }))).toEqual({
    code: 'OperationNotPermitted',
    message: `The instance '${ids[0]}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    status: 400,
  })
  const states = await statesOf(ec2)
  expect(['orders-db', 'web-1', 'web-2'].map((name) => states.get(name))).toEqual([
    'running',
    'running',
    'shutting-down',
  ])
})

test('protection from stopping is protection from termination too', async () => {
  const { aws, changer } = await startedAws()
  const ec2 = await changer('staging')
  const InstanceIds = [simulatedIn(aws, 'kafka-staging-1').id]
  const failures = [
    await failureOf(ec2.stopInstances({ InstanceIds })),
    await failureOf(ec2.terminateInstances({ InstanceIds })),
  ]
  expect(failures.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    `OperationNotPermitted: The instance '${InstanceIds[0]}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
    `OperationNotPermitted: The instance '${InstanceIds[0]}' may not be terminated. Modify its 'disableApiStop' instance attribute and try again.`,
  ])
})
