import type { EC2 } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { account, failureOf, nameOf, startedAws } from './simulation.ts'

async function idOf(ec2: EC2, name: string): Promise<string> {
  const answer = await ec2.describeInstances({ Filters: [{ Name: 'tag:Name', Values: [name] }] })
  const id = answer.Reservations?.[0]?.Instances?.[0]?.InstanceId
  if (id === undefined) throw new Error(`no instance ${name}`)
  return id
}

test('status checks are of running instances unless all are asked for', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production', 'eu-west-1')
  const running = await ec2.describeInstanceStatus({})
  const all = await ec2.describeInstanceStatus({ IncludeAllInstances: true })
  expect(running.InstanceStatuses).toHaveLength(4)
  expect(all.InstanceStatuses).toHaveLength(5)
  expect(all.InstanceStatuses?.find(({ InstanceState }) => InstanceState?.Name === 'stopped')).toMatchObject({
    InstanceStatus: { Status: 'not-applicable' },
    SystemStatus: { Status: 'not-applicable' },
  })
  const stopped = await idOf(ec2, 'warehouse-sftp')
  expect((await ec2.describeInstanceStatus({ InstanceIds: [stopped] })).InstanceStatuses).toEqual([])
})

test('a failed check says since when, a scheduled event when it is due', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const impaired = await ec2.describeInstanceStatus({
    Filters: [{ Name: 'instance-status.status', Values: ['impaired'] }],
  })
  expect(impaired.InstanceStatuses).toMatchObject([
    {
      InstanceId: await idOf(ec2, 'web-5'),
      InstanceStatus: {
        Details: [{ Name: 'reachability', Status: 'failed', ImpairedSince: new Date('2026-11-23T11:36:00Z') }],
      },
      SystemStatus: { Status: 'ok' },
    },
  ])
  const retiring = await ec2.describeInstanceStatus({
    Filters: [{ Name: 'event.code', Values: ['instance-retirement'] }],
  })
  expect(retiring.InstanceStatuses).toMatchObject([
    { InstanceId: await idOf(ec2, 'kafka-2'), Events: [{ NotBefore: new Date('2026-12-01T12:00:00Z') }] },
  ])
})

test('checks of an instance that has just started are initializing for a while', async () => {
  const { reader, clock } = await startedAws()
  const ec2 = await reader('production')
  const InstanceIds = [await idOf(ec2, 'web-6')]
  const status = async () =>
    (await ec2.describeInstanceStatus({ InstanceIds })).InstanceStatuses?.[0]?.InstanceStatus?.Status
  clock.time += 30_000
  expect(await status()).toBe('initializing')
  clock.time += 120_000
  expect(await status()).toBe('ok')
})

test('no more than 100 ids may be asked for their status', async () => {
  const { reader } = await startedAws()
  const InstanceIds = Array.from({ length: 101 }, (_, index) => `i-${String(index).padStart(17, '0')}`)
  const failure = await failureOf((await reader('production')).describeInstanceStatus({ InstanceIds }))
  expect(failure.code).toBe('InvalidParameterValue')
})

test('volumes are found by their instance, with size, type and encryption', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const id = await idOf(ec2, 'orders-db')
  const { Volumes = [] } = await ec2.describeVolumes({ Filters: [{ Name: 'attachment.instance-id', Values: [id] }] })
  expect(Volumes).toMatchObject([
    { Size: 40, VolumeType: 'gp3', Encrypted: true, Attachments: [{ DeleteOnTermination: true, InstanceId: id }] },
    { Size: 500, VolumeType: 'io2', Encrypted: true, Iops: 12_000, Attachments: [{ DeleteOnTermination: false }] },
  ])
  const VolumeIds = Volumes.flatMap(({ VolumeId }) => VolumeId ?? []).slice(0, 1)
  expect((await ec2.describeVolumes({ VolumeIds })).Volumes).toHaveLength(1)
})

test('images are those of their own Region, found by owner, filter and id', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const own = await ec2.describeImages({ Owners: ['self'] })
  expect(own.Images?.map(({ Name }) => Name)).toEqual(['harbour-web-2026.11.3-x86_64', 'harbour-web-2026.11.3-arm64'])
  const windows = await ec2.describeImages({ Filters: [{ Name: 'platform', Values: ['windows'] }] })
  expect(windows.Images).toMatchObject([{ Platform: 'windows', ImageOwnerAlias: 'amazon', Architecture: 'x86_64' }])
  const instance = (await ec2.describeInstances({ Filters: [{ Name: 'tag:Name', Values: ['web-1'] }] }))
    .Reservations?.[0]
  const ImageIds = [instance?.Instances?.[0]?.ImageId ?? '']
  expect((await ec2.describeImages({ ImageIds })).Images).toMatchObject([{ Name: 'harbour-web-2026.11.3-arm64' }])
  const elsewhere = await reader('staging', 'us-east-1')
  expect((await failureOf(elsewhere.describeImages({ ImageIds }))).code).toBe('InvalidAMIID.NotFound')
})

test('instance types say how many processors, how much memory and which architecture', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const answer = await ec2.describeInstanceTypes({ InstanceTypes: ['m7g.large', 'g5.xlarge'] })
  const types = (answer.InstanceTypes ?? []).toSorted((left, right) =>
    String(left.InstanceType).localeCompare(String(right.InstanceType)),
  )
  expect(types).toMatchObject([
    { VCpuInfo: { DefaultVCpus: 4 }, MemoryInfo: { SizeInMiB: 16_384 }, GpuInfo: { Gpus: [{ Name: 'A10G' }] } },
    {
      VCpuInfo: { DefaultVCpus: 2 },
      MemoryInfo: { SizeInMiB: 8192 },
      ProcessorInfo: { SupportedArchitectures: ['arm64'] },
    },
  ])
  const burstable = await ec2.describeInstanceTypes({
    Filters: [{ Name: 'burstable-performance-supported', Values: ['true'] }],
  })
  expect(burstable.InstanceTypes?.every(({ InstanceType: type = '' }) => type.startsWith('t'))).toBe(true)
})

test.each([
  ['disableApiTermination', { DisableApiTermination: { Value: true } }],
  ['disableApiStop', { DisableApiStop: { Value: false } }],
  ['instanceInitiatedShutdownBehavior', { InstanceInitiatedShutdownBehavior: { Value: 'stop' } }],
  ['instanceType', { InstanceType: { Value: 'r6i.2xlarge' } }],
  ['groupSet', { Groups: [{ GroupName: 'orders' }] }],
  ['rootDeviceName', { RootDeviceName: { Value: '/dev/sda1' } }],
  ['sourceDestCheck', { SourceDestCheck: { Value: true } }],
  ['ebsOptimized', { EbsOptimized: { Value: true } }],
] as const)('the attribute %s is answered alone', async (Attribute, expected) => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const InstanceId = await idOf(ec2, 'orders-db')
  const { $metadata: _, ...answer } = await ec2.describeInstanceAttribute({ InstanceId, Attribute })
  expect(answer).toMatchObject({ InstanceId, ...expected })
  expect(Object.keys(answer)).toHaveLength(2)
})

test('what is not there is refused by each call in its own words', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const InstanceId = 'i-0123456789abcdef0'
  const failures = await Promise.all([
    failureOf(ec2.describeVolumes({ VolumeIds: ['vol-0123456789abcdef0'] })),
    failureOf(ec2.describeVolumes({ VolumeIds: ['disk'] })),
    failureOf(ec2.describeImages({ ImageIds: ['ami-0123456789abcdef0'] })),
    failureOf(ec2.describeImages({ ImageIds: ['image'] })),
    failureOf(ec2.describeInstanceAttribute({ InstanceId, Attribute: 'userData' })),
    failureOf(ec2.describeInstanceAttribute({ InstanceId, Attribute: 'enaSupport' })),
  ])
  expect(failures.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    "InvalidVolume.NotFound: The volume 'vol-0123456789abcdef0' does not exist.",
    "InvalidParameterValue: Value (disk) for parameter volumeId is invalid. Expected: 'vol-...'.",
    "InvalidAMIID.NotFound: The image id '[ami-0123456789abcdef0]' does not exist",
    'InvalidAMIID.Malformed: Invalid id: "image" (expecting "ami-...")',
    "InvalidInstanceID.NotFound: The instance ID 'i-0123456789abcdef0' does not exist",
    'InvalidParameterValue: Value (enaSupport) for parameter attribute is invalid. Unknown attribute.',
  ])
})

test('an action that AWS has and the simulation does not is never an empty success', async () => {
  const { reader } = await startedAws()
  const failure = await failureOf((await reader('production')).describeVpcs({}))
  expect(failure).toMatchObject({ code: 'NotImplemented', status: 501 })
})

test('the configured accounts are those of the organisation, and their instances those that a company has', async () => {
  const { reader, aws } = await startedAws()
  expect(aws.world.accounts.map(({ name, id }) => ({ name, id }))).toEqual(
    ['production', 'staging', 'sandbox'].map((name) => ({ name, id: account(name).id })),
  )
  const sandbox = await (await reader('sandbox', 'eu-west-1')).describeInstances({})
  const names = sandbox.Reservations?.flatMap(({ Instances = [] }) => Instances.map(nameOf))
  expect(names).toEqual(['ada-dev', 'lin-dev', 'grace-notebook', 'twin', 'spike-<b>*web*_1_</b>', 'release-bell', ''])
})
