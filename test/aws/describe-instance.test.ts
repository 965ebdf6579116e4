import { afterEach, describe, expect, test } from 'vitest'
import type { Instance } from '../../src/core/ec2/instance.ts'
import { assumedRole, ec2Answer, ec2Error, filtersOf, instancesAnswer } from './answers.ts'
import type { Call, Reply } from './stub.ts'
import { ada, frankfurt, type Surroundings, surround } from './surroundings.ts'

let here: Surroundings
afterEach(() => here.close())

const more = `<keyName>ops</keyName><platformDetails>Linux/UNIX</platformDetails><architecture>arm64</architecture>
<vpcId>vpc-1</vpcId><subnetId>subnet-1</subnetId><reason>User initiated (2026-11-23 14:02:07 GMT)</reason>
<stateReason><code>Client.InstanceInitiatedShutdown</code><message>Client.InstanceInitiatedShutdown: Instance initiated shutdown</message></stateReason>
<groupSet><item><groupId>sg-1</groupId><groupName>web</groupName></item></groupSet>
<iamInstanceProfile><arn>arn:aws:iam::111122223333:instance-profile/teams/web-role</arn></iamInstanceProfile>
<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-1</volumeId><deleteOnTermination>true</deleteOnTermination></ebs></item><item><deviceName>/dev/sdb</deviceName><ebs><volumeId>vol-2</volumeId><deleteOnTermination>false</deleteOnTermination></ebs></item></blockDeviceMapping>`

const association = (inside: string) =>
  `<networkInterfaceSet><item><association>${inside}</association></item></networkInterfaceSet>`

const answers: Record<string, Reply> = {
  DescribeInstances: instancesAnswer([
    {
      id: 'i-1',
      name: 'web',
      state: 'stopped',
      more: more + association('<publicIp>3.4.5.6</publicIp><ipOwnerId>111122223333</ipOwnerId>'),
    },
  ]),
  DescribeInstanceStatus: ec2Answer(
    'DescribeInstanceStatus',
    `<instanceStatusSet><item><instanceId>i-1</instanceId><eventsSet>
<item><code>instance-retirement</code><description>[Completed] Old host</description></item>
<item><code>system-reboot</code><description>A reboot is needed</description><notBefore>2026-12-01T00:00:00.000Z</notBefore></item>
</eventsSet><instanceStatus><status>impaired</status></instanceStatus><systemStatus><status>ok</status></systemStatus></item></instanceStatusSet>`,
  ),
  DescribeVolumes: ec2Answer(
    'DescribeVolumes',
    '<volumeSet><item><volumeId>vol-1</volumeId><size>20</size><volumeType>gp3</volumeType><encrypted>true</encrypted></item></volumeSet>',
  ),
  DescribeImages: ec2Answer(
    'DescribeImages',
    '<imagesSet><item><imageId>ami-1</imageId><name>al2023-arm64</name></item></imagesSet>',
  ),
  DescribeInstanceTypes: ec2Answer(
    'DescribeInstanceTypes',
    '<instanceTypeSet><item><instanceType>t3.micro</instanceType><vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>1024</sizeInMiB></memoryInfo></item></instanceTypeSet>',
  ),
  DescribeInstanceAttribute: ec2Answer(
    'DescribeInstanceAttribute',
    '<instanceId>i-1</instanceId><disableApiTermination><value>true</value></disableApiTermination>',
  ),
}

const instance: Instance = {
  id: 'i-1',
  place: frankfurt,
  name: 'web',
  state: 'running',
  type: 't3.micro',
  zone: 'eu-central-1a',
  launchedAt: 0,
  tags: new Map(),
  privateAddress: undefined,
  publicAddress: undefined,
  imageId: 'ami-1',
}

const answering = (replies: Record<string, Reply> = {}) =>
  surround((call) =>
    call.action === 'AssumeRole' ? assumedRole(call) : (replies[call.action] ?? answers[call.action] ?? 'reset'),
  )
const details = () => here.aws.readerFor(ada).describeInstance(instance)
const callsFor = (action: string): readonly Call[] => here.stub.calls.filter((call) => call.action === action)

test('everything that six calls say of an instance', async () => {
  here = await answering()
  expect(await details()).toMatchObject({
    instance: { id: 'i-1', state: 'stopped', place: frankfurt },
    imageName: 'al2023-arm64',
    keyName: 'ops',
    platform: 'Linux/UNIX',
    architecture: 'arm64',
    lifecycle: 'on-demand',
    vcpus: 2,
    memoryMib: 1024,
    vpcId: 'vpc-1',
    subnetId: 'subnet-1',
    isPublicAddressElastic: true,
    securityGroups: [{ id: 'sg-1', name: 'web' }],
    role: 'web-role',
    volumes: [
      { id: 'vol-1', device: '/dev/xvda', sizeGib: 20, type: 'gp3', isEncrypted: true, isDeletedOnTermination: true },
      {
        id: 'vol-2',
        device: '/dev/sdb',
        sizeGib: undefined,
        type: undefined,
        isEncrypted: undefined,
        isDeletedOnTermination: false,
      },
    ],
    instanceCheck: 'impaired',
    systemCheck: 'ok',
    scheduledEvents: [{ what: 'A reboot is needed', notBefore: Date.parse('2026-12-01T00:00:00Z') }],
    stateReason: { code: 'Client.InstanceInitiatedShutdown' },
    stateTransition: 'User initiated (2026-11-23 14:02:07 GMT)',
    isTerminationProtected: true,
    unread: [],
  })
  expect(callsFor('DescribeInstances').map(filtersOf)).toEqual([{ 'instance-id': ['i-1'] }])
})

test('a stopped instance is asked for its status too', async () => {
  here = await answering()
  await details()
  expect(Object.fromEntries(callsFor('DescribeInstanceStatus')[0]?.params ?? [])).toMatchObject({
    'InstanceId.1': 'i-1',
    IncludeAllInstances: 'true',
  })
})

describe('a public address', () => {
  test.each([
    { whose: 'lent by EC2', inside: '<publicIp>3.4.5.6</publicIp><ipOwnerId>amazon</ipOwnerId>', isElastic: false },
    {
      whose: 'of the account',
      inside: '<publicIp>3.4.5.6</publicIp><ipOwnerId>111122223333</ipOwnerId>',
      isElastic: true,
    },
    {
      whose: 'from a range that somebody brought',
      inside: '<publicIp>3.4.5.6</publicIp><ipOwnerId>aws-bring-your-own</ipOwnerId>',
      isElastic: true,
    },
    { whose: 'of a carrier', inside: '<carrierIp>3.4.5.6</carrierIp><ipOwnerId>verizon</ipOwnerId>', isElastic: false },
    {
      whose: 'of another interface',
      inside: '<publicIp>9.9.9.9</publicIp><ipOwnerId>111122223333</ipOwnerId>',
      isElastic: false,
    },
  ])('$whose', async ({ inside, isElastic }) => {
    here = await answering({ DescribeInstances: instancesAnswer([{ id: 'i-1', more: association(inside) }]) })
    expect((await details()).isPublicAddressElastic).toBe(isElastic)
  })
})

test('addresses of IPv6, of all its interfaces', async () => {
  const card = (...addresses: string[]) =>
    `<item><ipv6AddressesSet>${addresses.map((address) => `<item><ipv6Address>${address}</ipv6Address></item>`).join('')}</ipv6AddressesSet></item>`
  const cards = `<networkInterfaceSet>${card('2001:db8::1', '2001:db8::2')}${card('2001:db8:1::1')}</networkInterfaceSet>`
  const said = `<ipv6Address>2001:db8::1</ipv6Address>${cards}`
  here = await answering({ DescribeInstances: instancesAnswer([{ id: 'i-1', more: said }]) })
  expect((await details()).ipv6Addresses).toEqual(['2001:db8::1', '2001:db8::2', '2001:db8:1::1'])
  await here.close()
  here = await answering({ DescribeInstances: instancesAnswer([{ id: 'i-1', more: '<ipv6Address/>' }]) })
  expect((await details()).ipv6Addresses).toEqual([])
})

test.each(['ebs', 'instance-store'])('its root may be on %s', async (root) => {
  const said = `<rootDeviceType>${root}</rootDeviceType>`
  here = await answering({ DescribeInstances: instancesAnswer([{ id: 'i-1', more: said }]) })
  expect((await details()).rootDevice).toBe(root)
})

test.each(['spot', 'scheduled', 'capacity-block'])('an instance may be %s', async (lifecycle) => {
  const said = `<instanceLifecycle>${lifecycle}</instanceLifecycle>`
  here = await answering({ DescribeInstances: instancesAnswer([{ id: 'i-1', more: said }]) })
  expect((await details()).lifecycle).toBe(lifecycle)
})

describe('a part that cannot be read', () => {
  test.each([
    {
      action: 'DescribeInstanceStatus',
      part: 'The status checks',
      missing: { instanceCheck: undefined, systemCheck: undefined, scheduledEvents: [] },
    },
    {
      action: 'DescribeVolumes',
      part: 'The volumes',
      missing: { volumes: [{ id: 'vol-1', sizeGib: undefined }, { id: 'vol-2' }] },
    },
    { action: 'DescribeImages', part: 'The image', missing: { imageName: undefined } },
    {
      action: 'DescribeInstanceTypes',
      part: 'The size of the type',
      missing: { vcpus: undefined, memoryMib: undefined },
    },
    {
      action: 'DescribeInstanceAttribute',
      part: 'The termination protection',
      missing: { isTerminationProtected: undefined },
    },
  ])('$part', async ({ action, part, missing }) => {
    here = await answering({ [action]: ec2Error('UnauthorizedOperation', 403) })
    const shown = await details()
    expect(shown).toMatchObject({ instance: { id: 'i-1' }, ...missing })
    expect(shown.unread).toEqual([
      expect.stringMatching(
        `^${part} could not be read: The role WindlassRead of production may not do ec2:${action} `,
      ),
    ])
  })

  test('a page of a proxy is not taken for "none"', async () => {
    here = await answering({ DescribeVolumes: { body: '<html><body>Please sign in</body></html>' } })
    expect((await details()).unread).toEqual([expect.stringContaining('gave an answer that is not AWS')])
  })

  test('an image that is gone is no failure', async () => {
    here = await answering({ DescribeImages: ec2Answer('DescribeImages', '<imagesSet/>') })
    expect(await details()).toMatchObject({ imageName: undefined, unread: [] })
  })
})

test('without the instance itself there is nothing to show', async () => {
  here = await answering({ DescribeInstances: ec2Error('UnauthorizedOperation', 403) })
  await expect(details()).rejects.toMatchObject({ name: 'UserError', code: 'UnauthorizedOperation' })
})

test('an instance that is gone meanwhile is said to be gone', async () => {
  here = await answering({ DescribeInstances: instancesAnswer([]) })
  await expect(details()).rejects.toMatchObject({
    code: 'NotFound',
    message: 'web (i-1) is no longer in production, eu-central-1.',
  })
})

test('the size of a type is asked once for a Region', async () => {
  here = await answering()
  await details()
  expect(await details()).toMatchObject({ vcpus: 2, memoryMib: 1024 })
  expect(callsFor('DescribeInstanceTypes')).toHaveLength(1)
})
