import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Aws, createAws } from '../../src/aws/aws.ts'
import { readActions } from '../../src/aws/read-actions.ts'
import type { Instance } from '../../src/core/ec2/instance.ts'
import { placesOf } from '../../src/core/place.ts'
import type { Target } from '../../src/core/plan.ts'
import { parsePolicy } from '../../src/playground/aws/iam/policy.ts'
import { type AwsSimulation, startAws } from '../../src/playground/aws/organisation.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { ada, everything, sealer, silentLog, useEndpoint } from './surroundings.ts'

const noon = Date.UTC(2026, 10, 23, 12)
const places = placesOf(awsAccounts)
const anHourMs = 3_600_000

let now: number
let simulation: AwsSimulation
let aws: Aws
beforeEach(async () => {
  now = noon
  simulation = await startAws({ world: awsWorld(noon), clock: { now: () => now } })
  useEndpoint(simulation.url)
  process.env['AWS_ACCESS_KEY_ID'] = botCredentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = botCredentials.secretAccessKey
  aws = createAws({ accounts: awsAccounts, now: () => now, log: silentLog, sealer })
})
afterEach(() => {
  aws.close()
  return simulation.close()
})

const reader = () => aws.readerFor(ada)
const changer = ({ isRehearsal = false } = {}) => aws.changerFor({ requester: ada, change: 'CH4NGE', isRehearsal })
async function named(name: string): Promise<Instance> {
  const { instances } = await reader().findInstances({ ...everything, places, selectors: [{ kind: 'name', name }] })
  const [instance] = instances
  if (instance === undefined) throw new Error(`No ${name}`)
  return instance
}
async function stateOf({ id }: Target): Promise<string | undefined> {
  const { instances } = await reader().findInstances({
    ...everything,
    places,
    selectors: [{ kind: 'id', id: `i-${id.slice(2)}` }],
  })
  return instances[0]?.state
}
async function target(name: string): Promise<Target> {
  const { id, place, state, type } = await named(name)
  const known = { owner: undefined, environment: undefined, isProduction: true, tags: {} }
  return { kind: 'instance', id, place, name, state, type, ...known }
}
const changes = () =>
  simulation.calls.filter(({ action }) => action.endsWith('Instances') && !action.startsWith('Describe'))

test('a stop and a start, looked at all the way', async () => {
  const checkout = await target('checkout-1')
  expect(await changer().stopInstance(checkout, { hibernate: false })).toEqual({
    kind: 'accepted',
    requestId: expect.any(String),
  })
  expect(await stateOf(checkout)).toBe('stopping')
  now += anHourMs
  expect(await stateOf(checkout)).toBe('stopped')
  expect(await changer().startInstance(checkout)).toMatchObject({ kind: 'accepted' })
  expect(await stateOf(checkout)).toBe('pending')
  now += anHourMs / 2
  expect(await stateOf(checkout)).toBe('running')
})

test('a terminated instance is still seen', async () => {
  const checkout = await target('checkout-2')
  expect(await changer().terminateInstance(checkout)).toMatchObject({ kind: 'accepted' })
  expect(await stateOf(checkout)).toBe('shutting-down')
  now += 5 * 60_000
  expect(await stateOf(checkout)).toBe('terminated')
})

test("AWS's own record names the person, the change and the request", async () => {
  const acted = await changer().rebootInstance(await target('checkout-1'))
  const [call] = changes()
  expect(call).toMatchObject({
    action: 'RebootInstances',
    sourceIdentity: 'T0WORK-U0ADA',
    sessionTags: { 'windlass:person': 'T0WORK-U0ADA', 'windlass:change': 'CH4NGE' },
    callerArn: expect.stringMatching(/:assumed-role\/WindlassChange\/T0WORK-U0ADA$/),
  })
  const event = simulation.trail().find(({ eventName }) => eventName === 'RebootInstances')
  expect(acted).toEqual({ kind: 'accepted', requestId: event?.requestID })
})

test('a rehearsal changes nothing', async () => {
  const checkout = await target('checkout-1')
  expect(await changer({ isRehearsal: true }).terminateInstance(checkout)).toMatchObject({ kind: 'accepted' })
  now += anHourMs
  expect(await stateOf(checkout)).toBe('running')
})

test('an instance with encrypted volumes starts in a session that lets EC2 use their keys', async () => {
  const replica = await target('orders-db-replica')
  await changer().stopInstance(replica, { hibernate: false })
  now += anHourMs
  await changer().startInstance(replica)
  now += anHourMs / 2
  expect(await stateOf(replica)).toBe('running')
})

describe('what AWS refuses', () => {
  test('a protected instance', async () => {
    const database = await target('orders-db')
    expect(await changer().terminateInstance(database)).toMatchObject({
      kind: 'refused',
      code: 'OperationNotPermitted',
      message: expect.stringContaining('it is protected against being terminated'),
    })
  })

  test('to hibernate what is not set up for it', async () => {
    const checkout = await target('checkout-1')
    expect(await changer().stopInstance(checkout, { hibernate: true })).toMatchObject({
      kind: 'refused',
      spreads: 'nowhere',
    })
    expect(await stateOf(checkout)).toBe('running')
  })

  test('a role that may not, in the rehearsal already', async () => {
    const role = simulation.world.accounts[0]?.roles.find(({ name }) => name === 'WindlassChange')
    if (role === undefined) throw new Error('No such role')
    role.policies = []
    expect(await changer({ isRehearsal: true }).rebootInstance(await target('checkout-1'))).toMatchObject({
      kind: 'refused',
      code: 'UnauthorizedOperation',
      message: expect.stringContaining('the role WindlassChange of production may not do ec2:RebootInstances to it'),
      spreads: 'account',
    })
  })

  test('an account that is only looked at', async () => {
    const sandbox = await target('twin')
    const inSandbox = { ...sandbox, place: { ...sandbox.place, account: 'sandbox', accountId: '777788889999' } }
    expect(await changer().rebootInstance(inSandbox)).toMatchObject({ kind: 'refused', code: 'NoChangeRole' })
  })
})

describe('an answer that is lost', () => {
  test('after a stop: it is done, nobody knows, and it is not sent again', async () => {
    simulation.faults.add({ fault: { kind: 'lose-answer' }, where: { action: 'StopInstances' }, times: 1 })
    const checkout = await target('checkout-1')
    expect(await changer().stopInstance(checkout, { hibernate: false })).toMatchObject({ kind: 'unknown' })
    expect(await stateOf(checkout)).toBe('stopping')
    expect(changes()).toHaveLength(1)
  })

  test('after a reboot: nobody knows, and it is not sent again', async () => {
    simulation.faults.add({ fault: { kind: 'lose-answer' }, where: { action: 'RebootInstances' }, times: 1 })
    expect(await changer().rebootInstance(await target('checkout-1'))).toMatchObject({ kind: 'unknown' })
    expect(changes()).toHaveLength(1)
  })
})

test('what stands around instances is read with the actions that are listed for it, and no other', async () => {
  const [web, database, kafka] = await Promise.all([named('web-1'), named('orders-db'), named('kafka-1')])
  simulation.allowOnly(readActions.describeSurroundings)
  const { surroundings, unread } = await reader().describeSurroundings([web, database, kafka])
  expect(unread).toEqual([])
  expect(surroundings.get(web.id)).toMatchObject({
    group: { name: expect.stringContaining('shop-web'), desired: 6, members: 6, replaces: true },
    targetGroups: [{ health: 'healthy' }],
    lifecycle: 'on-demand',
    rootDevice: 'ebs',
    instanceStoreGb: 0,
    isTerminationProtected: false,
  })
  expect(surroundings.get(database.id)).toMatchObject({
    group: undefined,
    targetGroups: [],
    isTerminationProtected: true,
    isStopProtected: false,
    volumes: [{ isEncrypted: true, sizeGib: 40 }, { sizeGib: 500 }],
  })
  expect(surroundings.get(kafka.id)?.instanceStoreGb).toBeGreaterThan(0)
})

test.each(['sts:TagSession', 'sts:SetSourceIdentity'])(
  'a change role whose trust lacks %s is found by the check',
  async (without) => {
    const [account] = simulation.world.accounts
    const [frankfurt, elsewhere] = places
    const role = account?.roles.find(({ name }) => name === 'WindlassChange')
    if (role === undefined || frankfurt === undefined || elsewhere === undefined) throw new Error('No such role')
    const actions = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'].filter((action) => action !== without)
    const principal = { AWS: 'arn:aws:iam::111122223333:user/windlass' }
    role.trust = parsePolicy({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: principal, Action: actions }],
    })
    const { found, problems } = await aws.checkPlace(frankfurt, ada)
    expect(found).toBeDefined()
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(`role WindlassChange of production lacks ${without} for`),
    ])
    // An account's role is one, so it is said at its first Region alone.
    expect((await aws.checkPlace(elsewhere, ada)).problems).toEqual([])
  },
)

test('what a plan or an explanation reads and the read role may not is found by the check', async () => {
  const role = simulation.world.accounts[0]?.roles.find(({ name }) => name === 'WindlassRead')
  const [frankfurt] = places
  if (role === undefined || frankfurt === undefined) throw new Error('No such role')
  expect((await aws.checkPlace(frankfurt, ada)).problems).toEqual([])
  const actions = readActions.describeInstance
  role.policies = [
    parsePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [...actions], Resource: '*' }] }),
  ]
  const { problems } = await aws.checkPlace(frankfurt, ada)
  expect(problems.map(({ message }) => /may not do (\S+)/.exec(message)?.[1])).toEqual([
    'ec2:DescribeAddresses',
    'autoscaling:DescribeAutoScalingInstances',
    'autoscaling:DescribeAutoScalingGroups',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
    'cloudtrail:LookupEvents',
    'autoscaling:DescribeScalingActivities',
    'ec2:GetConsoleOutput',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeNetworkAcls',
    'ec2:DescribeRouteTables',
    'ec2:DescribeSpotInstanceRequests',
    'elasticloadbalancing:DescribeLoadBalancers',
    'lambda:GetAccountSettings',
    'sts:DecodeAuthorizationMessage',
    'pricing:GetProducts',
  ])
})
