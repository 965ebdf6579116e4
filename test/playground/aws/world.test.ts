import { expect, test } from 'vitest'
import { instanceAt } from '../../../src/playground/aws/ec2/instance-at.ts'
import { awsAccounts, awsWorld } from '../../../src/playground/world/aws.ts'
import { makeInstances } from '../../../src/playground/world/aws-many.ts'
import { nameOf, noon } from './simulation.ts'

const all = (world = awsWorld(noon)) =>
  world.accounts.flatMap(({ name, places }) =>
    [...places].flatMap(([region, { instances }]) =>
      instances.flatMap((simulated) => {
        const instance = instanceAt(simulated, noon)
        return instance === undefined ? [] : [{ account: name, region, simulated, instance }]
      }),
    ),
  )

test('the same moment gives the same world', () => {
  expect(all()).toEqual(all())
  expect(awsWorld(noon).images).toEqual(awsWorld(noon).images)
})

test('no two things share an id', () => {
  const ids = all().flatMap(({ instance }) => [
    instance.InstanceId,
    ...(instance.BlockDeviceMappings ?? []).map(({ Ebs }) => Ebs?.VolumeId),
    ...(instance.NetworkInterfaces ?? []).map(({ NetworkInterfaceId }) => NetworkInterfaceId),
  ])
  expect(ids).not.toContain(undefined)
  expect(new Set(ids).size).toBe(ids.length)
})

test('every instance is in a Region that its account is configured with, of a type and an image that exist', () => {
  const world = awsWorld(noon)
  const types = new Set(world.instanceTypes.map(({ InstanceType }) => InstanceType))
  for (const { account, region, instance } of all(world)) {
    expect(awsAccounts.find(({ name }) => name === account)?.regions).toContain(region)
    expect(types).toContain(instance.InstanceType)
    expect(
      world.images.find((one) => one.region === region && one.image.ImageId === instance.ImageId)?.image,
    ).toMatchObject({
      Architecture: instance.Architecture,
    })
  }
})

test('some sixty instances are there, with everything that a list or an answer may trip over', () => {
  const found = all()
  const states = new Set(found.map(({ instance }) => instance.State?.Name))
  const named = (name: string) => found.filter(({ instance }) => nameOf(instance) === name)
  expect(found.length).toBeGreaterThanOrEqual(60)
  expect(states).toEqual(new Set(['running', 'pending', 'stopping', 'stopped', 'terminated']))
  expect(named('twin').map(({ account }) => account)).toEqual(['production', 'sandbox'])
  expect(named('').map(({ instance }) => instance.Tags)).toEqual([[]])
  expect(named('warehouse-sftp')[0]?.instance.StateReason?.Code).toBe('Client.InstanceInitiatedShutdown')
  expect(named('grafana-staging')[0]?.instance.StateTransitionReason).toBe('User initiated (2026-11-20 11:59:20 GMT)')
  expect(named('orders-db')[0]?.simulated.attributes.isTerminationProtected).toBe(true)
})

test('a large fleet is as large as asked for, always the same, and partly stopped', () => {
  const crowd = { account: '111122223333', region: 'eu-central-1', now: noon }
  const { instances } = makeInstances(1000, crowd)
  expect(new Set(instances.map(({ id }) => id)).size).toBe(1000)
  expect(instances[999]).toEqual(makeInstances(1000, crowd).instances[999])
  const stopped = instances.filter((one) => instanceAt(one, noon)?.State?.Name === 'stopped')
  expect(stopped).toHaveLength(143)
})

test('everything that an impact may speak of is there', () => {
  const found = all()
  const named = (name: string) => found.filter(({ instance }) => nameOf(instance) === name)
  const world = awsWorld(noon)
  expect(named('kafka-1')[0]?.instance.InstanceType).toBe('i4i.xlarge')
  expect(world.instanceTypes.find(({ InstanceType }) => InstanceType === 'i4i.xlarge')).toMatchObject({
    InstanceStorageSupported: true,
    InstanceStorageInfo: { TotalSizeInGB: 937 },
  })
  expect(named('checkout-staging-1')[0]?.instance.HibernationOptions).toEqual({ Configured: true })
  expect(named('vpn')[0]?.simulated.attributes).toMatchObject({ isTerminationProtected: true, isStopProtected: true })
  expect(named('batch-gpu')[0]?.instance.InstanceLifecycle).toBe('spot')
  const places = world.accounts.flatMap((account) => [...account.places.values()])
  expect(places.flatMap(({ addresses }) => addresses)).toHaveLength(4)
  expect(places.flatMap(({ balancing }) => balancing.map(({ group }) => group.TargetGroupName))).toEqual([
    'shop-web',
    'shop-web-staging',
  ])
  expect(found).toHaveLength(61)
})
