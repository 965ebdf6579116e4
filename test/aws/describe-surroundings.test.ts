import { afterEach, describe, expect, test } from 'vitest'
import type { Instance } from '../../src/core/ec2/instance.ts'
import { assumedRole, ec2Answer, ec2Error, filtersOf, instancesAnswer, stsError } from './answers.ts'
import type { Call, Reply } from './stub.ts'
import { ada, frankfurt, type Surroundings, stagingFrankfurt, surround } from './surroundings.ts'

let here: Surroundings
afterEach(() => here.close())

const queryAnswer = (operation: string, inside: string): Reply => ({
  body: `<${operation}Response><${operation}Result>${inside}</${operation}Result></${operation}Response>`,
})
const more = `<vpcId>vpc-1</vpcId><platformDetails>Linux/UNIX</platformDetails><instanceLifecycle>spot</instanceLifecycle>
<rootDeviceType>ebs</rootDeviceType><hibernationOptions><configured>true</configured></hibernationOptions>
<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-1</volumeId><deleteOnTermination>true</deleteOnTermination></ebs></item></blockDeviceMapping>`

const group = (inside: string) =>
  queryAnswer(
    'DescribeAutoScalingGroups',
    `<AutoScalingGroups><member><AutoScalingGroupName>web</AutoScalingGroupName><MinSize>1</MinSize><DesiredCapacity>3</DesiredCapacity><Instances><member><InstanceId>i-1</InstanceId></member><member><InstanceId>i-9</InstanceId></member></Instances>${inside}</member></AutoScalingGroups>`,
  )
const membership = (state: string) =>
  queryAnswer(
    'DescribeAutoScalingInstances',
    `<AutoScalingInstances><member><InstanceId>i-1</InstanceId><AutoScalingGroupName>web</AutoScalingGroupName><LifecycleState>${state}</LifecycleState></member></AutoScalingInstances>`,
  )
const targetGroup = (name: string, { type = 'instance', vpc = 'vpc-1' } = {}) =>
  `<member><TargetGroupArn>arn:${name}</TargetGroupArn><TargetGroupName>${name}</TargetGroupName><TargetType>${type}</TargetType><VpcId>${vpc}</VpcId></member>`
const targetGroups = (inside: string, marker = '') =>
  queryAnswer('DescribeTargetGroups', `<TargetGroups>${inside}</TargetGroups>${marker}`)
const health = (...targets: [id: string, port: number, state: string][]) =>
  queryAnswer(
    'DescribeTargetHealth',
    `<TargetHealthDescriptions>${targets.map(([id, port, state]) => `<member><Target><Id>${id}</Id><Port>${port}</Port></Target><TargetHealth><State>${state}</State></TargetHealth></member>`).join('')}</TargetHealthDescriptions>`,
  )

const answers: Record<string, Reply> = {
  DescribeInstances: instancesAnswer([{ id: 'i-1', name: 'web', more }, { id: 'i-2' }]),
  DescribeVolumes: ec2Answer(
    'DescribeVolumes',
    '<volumeSet><item><volumeId>vol-1</volumeId><size>20</size><volumeType>gp3</volumeType><encrypted>true</encrypted></item></volumeSet>',
  ),
  DescribeAddresses: ec2Answer(
    'DescribeAddresses',
    '<addressesSet><item><publicIp>3.4.5.6</publicIp><instanceId>i-1</instanceId></item></addressesSet>',
  ),
  DescribeInstanceTypes: ec2Answer(
    'DescribeInstanceTypes',
    '<instanceTypeSet><item><instanceType>t3.micro</instanceType><instanceStorageInfo><totalSizeInGB>75</totalSizeInGB></instanceStorageInfo></item></instanceTypeSet>',
  ),
  DescribeAutoScalingInstances: membership('InService'),
  DescribeAutoScalingGroups: group(''),
  DescribeTargetGroups: targetGroups(
    targetGroup('web-80') + targetGroup('by-address', { type: 'ip' }) + targetGroup('elsewhere', { vpc: 'vpc-2' }),
  ),
  DescribeTargetHealth: health(['i-1', 80, 'unhealthy'], ['i-1', 8080, 'healthy'], ['i-9', 80, 'healthy']),
}

/** i-1 may not be terminated, i-2 may not be stopped. */
const protection = ({ params }: Call): Reply => {
  const attribute = params.get('Attribute') ?? ''
  const isProtected = (params.get('InstanceId') === 'i-1') === (attribute === 'disableApiTermination')
  return ec2Answer('DescribeInstanceAttribute', `<${attribute}><value>${isProtected}</value></${attribute}>`)
}

const instance = (id: Instance['id'], place = frankfurt): Instance => ({
  id,
  place,
  name: undefined,
  state: 'running',
  type: 't3.micro',
  zone: 'eu-central-1a',
  launchedAt: 0,
  tags: new Map(),
  privateAddress: undefined,
  publicAddress: undefined,
  imageId: undefined,
})

type Replies = Record<string, Reply | ((call: Call) => Reply)>
const answering = (replies: Replies = {}, withinMs = 8000) =>
  surround(
    (call) => {
      const reply = replies[call.action] ?? answers[call.action]
      if (typeof reply === 'function') return reply(call)
      if (reply !== undefined) return reply
      return call.action === 'AssumeRole' ? assumedRole(call) : protection(call)
    },
    { withinMs },
  )
const both = [instance('i-1'), instance('i-2')]
const ask = (instances: readonly Instance[] = both) => here.aws.readerFor(ada).describeSurroundings(instances)
const callsFor = (action: string): readonly Call[] => here.stub.calls.filter((call) => call.action === action)

test('everything that stands around two instances', async () => {
  here = await answering()
  const { surroundings, unread } = await ask()
  expect(unread).toEqual([])
  expect(surroundings.get('i-1')).toEqual({
    instance: expect.objectContaining({ id: 'i-1', name: 'web', place: frankfurt }),
    group: { name: 'web', desired: 3, members: 2, min: 1, replaces: true },
    targetGroups: [{ name: 'web-80', health: 'healthy' }],
    elasticAddress: '3.4.5.6',
    volumes: [
      { id: 'vol-1', device: '/dev/xvda', sizeGib: 20, type: 'gp3', isEncrypted: true, isDeletedOnTermination: true },
    ],
    instanceStoreGb: 75,
    rootDevice: 'ebs',
    lifecycle: 'spot',
    platform: 'Linux/UNIX',
    isHibernationConfigured: true,
    isTerminationProtected: true,
    isStopProtected: false,
  })
  expect(surroundings.get('i-2')).toMatchObject({
    group: undefined,
    targetGroups: [],
    elasticAddress: undefined,
    volumes: [],
    lifecycle: 'on-demand',
    isHibernationConfigured: false,
    isTerminationProtected: false,
    isStopProtected: true,
  })
})

test('both instances are asked for together, and only by their ids', async () => {
  here = await answering()
  await ask()
  expect(callsFor('DescribeInstances').map(filtersOf)).toEqual([{ 'instance-id': ['i-1', 'i-2'] }])
  expect(callsFor('DescribeVolumes').map(filtersOf)).toEqual([{ 'attachment.instance-id': ['i-1', 'i-2'] }])
  expect(callsFor('DescribeAddresses').map(filtersOf)).toEqual([{ 'instance-id': ['i-1', 'i-2'] }])
  expect(callsFor('DescribeTargetHealth').map(({ params }) => params.get('TargetGroupArn'))).toEqual(['arn:web-80'])
  expect(callsFor('AssumeRole')).toHaveLength(1)
})

test('no instance is no call', async () => {
  here = await answering()
  expect(await ask([])).toEqual({ surroundings: new Map(), unread: [] })
  expect(here.stub.calls).toEqual([])
})

test("a type's disks are asked for once", async () => {
  here = await answering()
  await ask()
  await ask()
  expect(callsFor('DescribeInstanceTypes')).toHaveLength(1)
  expect(callsFor('DescribeInstances')).toHaveLength(2)
})

test('a hundred and twenty members of groups are asked for fifty at a time', async () => {
  here = await answering()
  await ask(Array.from({ length: 120 }, (_, index) => instance(`i-${index}`)))
  expect(callsFor('DescribeAutoScalingInstances').map(({ params }) => params.has('InstanceIds.member.50'))).toEqual([
    true,
    true,
    false,
  ])
})

describe('a group does not replace an instance', () => {
  test.each(['HealthCheck', 'ReplaceUnhealthy', 'Launch', 'Terminate'])(
    'while its process %s is suspended',
    async (process) => {
      const suspended = `<SuspendedProcesses><member><ProcessName>${process}</ProcessName></member></SuspendedProcesses>`
      here = await answering({ DescribeAutoScalingGroups: group(suspended) })
      expect((await ask()).surroundings.get('i-1')?.group?.replaces).toBe(false)
    },
  )

  test('that is on standby', async () => {
    here = await answering({ DescribeAutoScalingInstances: membership('Standby') })
    expect((await ask()).surroundings.get('i-1')?.group?.replaces).toBe(false)
  })

  test('unless what is suspended has nothing to do with it', async () => {
    const suspended = '<SuspendedProcesses><member><ProcessName>AZRebalance</ProcessName></member></SuspendedProcesses>'
    here = await answering({ DescribeAutoScalingGroups: group(suspended) })
    expect((await ask()).surroundings.get('i-1')?.group?.replaces).toBe(true)
  })
})

describe('target groups', () => {
  test('come in pages', async () => {
    here = await answering({
      DescribeTargetGroups: ({ params }) =>
        params.has('Marker')
          ? targetGroups(targetGroup('second'))
          : targetGroups(targetGroup('first'), '<NextMarker>m</NextMarker>'),
    })
    const names = (await ask()).surroundings.get('i-1')?.targetGroups?.map(({ name }) => name)
    expect(names).toEqual(['first', 'second'])
  })

  test('more than two hundred are not looked into, and that is said', async () => {
    const many = Array.from({ length: 203 }, (_, index) => targetGroup(`g-${index}`)).join('')
    here = await answering({ DescribeTargetGroups: targetGroups(many) })
    expect((await ask()).unread).toEqual([
      'production, eu-central-1 has 203 target groups for these networks; only 200 of them were looked into.',
    ])
    expect(callsFor('DescribeTargetHealth')).toHaveLength(200)
  })
})

describe('a part that cannot be read', () => {
  const denied: Reply = ec2Error('UnauthorizedOperation', 403)
  const queryDenied: Reply = stsError('AccessDenied')

  test.each([
    {
      action: 'DescribeVolumes',
      reply: denied,
      says: 'The volumes could not be read: The role WindlassRead of production may not do ec2:DescribeVolumes in eu-central-1',
    },
    { action: 'DescribeAddresses', reply: denied, says: 'The Elastic addresses could not be read: ' },
    { action: 'DescribeInstanceTypes', reply: denied, says: 'The disks of the hosts could not be read: ' },
    {
      action: 'DescribeInstanceAttribute',
      reply: denied,
      says: 'The termination protection and the stop protection could not be read: ',
    },
    {
      action: 'DescribeAutoScalingInstances',
      reply: queryDenied,
      says: 'The Auto Scaling groups could not be read: The role WindlassRead of production may not do autoscaling:DescribeAutoScalingInstances',
    },
    {
      action: 'DescribeAutoScalingGroups',
      reply: queryDenied,
      says: 'may not do autoscaling:DescribeAutoScalingGroups',
    },
    {
      action: 'DescribeTargetGroups',
      reply: queryDenied,
      says: 'The load balancers could not be read: The role WindlassRead of production may not do elasticloadbalancing:DescribeTargetGroups',
    },
    {
      action: 'DescribeTargetHealth',
      reply: queryDenied,
      says: 'may not do elasticloadbalancing:DescribeTargetHealth',
    },
    {
      action: 'DescribeTargetHealth',
      reply: stsError('InvalidTarget', 400),
      says: 'Elastic Load Balancing in production, eu-central-1 refused elasticloadbalancing:DescribeTargetHealth with the code InvalidTarget',
    },
  ])('$action: is said, and the rest is there', async ({ action, reply, says }) => {
    here = await answering({ [action]: reply })
    const { surroundings, unread } = await ask()
    expect(unread).toEqual([expect.stringContaining(says)])
    expect(surroundings.get('i-1')).toMatchObject({ instance: { name: 'web' }, lifecycle: 'spot' })
  })

  test('all of them without a session: one sentence, and the instances as they were known', async () => {
    here = await answering({ AssumeRole: stsError('AccessDenied') })
    const { surroundings, unread } = await ask()
    expect(unread).toEqual([
      expect.stringMatching(
        /^The instances, the volumes, the Elastic addresses, .+ and the load balancers could not be read: Windlass could not assume the role WindlassRead of production\./,
      ),
    ])
    expect([...surroundings.keys()]).toEqual(['i-1', 'i-2'])
    expect(surroundings.get('i-1')).toMatchObject({ volumes: undefined, targetGroups: undefined })
  })

  test('an instance that is gone is said, and keeps no other from being read', async () => {
    here = await answering({
      DescribeInstances: instancesAnswer([{ id: 'i-1', more }]),
      DescribeInstanceAttribute: (call) =>
        call.params.get('InstanceId') === 'i-2' ? ec2Error('InvalidInstanceID.NotFound') : protection(call),
    })
    const { surroundings, unread } = await ask()
    expect(unread).toEqual(['i-2 is no longer in production, eu-central-1.'])
    expect(surroundings.get('i-1')?.isTerminationProtected).toBe(true)
    expect(surroundings.get('i-2')?.volumes).toBeUndefined()
  })

  test('two that follow each other have one time limit together', async () => {
    here = await answering({ DescribeTargetGroups: 'hang', DescribeAutoScalingGroups: 'hang' }, 600)
    const { unread } = await ask()
    expect(unread).toEqual([
      'The Auto Scaling groups and the load balancers could not be read: production, eu-central-1 did not answer within 0.6 s. Ask again; if it stays so, look at health.aws.amazon.com.',
    ])
  })

  test('in one place spoils no other', async () => {
    here = await answering({
      DescribeVolumes: (call) => (call.accessKeyId.includes('4444') ? denied : (answers['DescribeVolumes'] ?? denied)),
    })
    const { surroundings, unread } = await ask([instance('i-1'), instance('i-2', stagingFrankfurt)])
    expect(unread).toEqual([expect.stringContaining('of staging may not do ec2:DescribeVolumes')])
    expect(surroundings.get('i-1')?.volumes?.[0]?.sizeGib).toBe(20)
  })
})
