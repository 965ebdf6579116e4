import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Aws, createAws } from '../../src/aws/aws.ts'
import { readActions } from '../../src/aws/read-actions.ts'
import type { InstanceQuery } from '../../src/core/ec2/instances.ts'
import { placesOf } from '../../src/core/place.ts'
import { parsePolicy } from '../../src/playground/aws/iam/policy.ts'
import { type AwsSimulation, startAws } from '../../src/playground/aws/organisation.ts'
import { awsAccounts, awsWorld } from '../../src/playground/world/aws.ts'
import { botCredentials } from '../../src/playground/world/aws-access.ts'
import { fillPlace } from '../../src/playground/world/aws-many.ts'
import { ada, everything, sealer, silentLog, useEndpoint } from './surroundings.ts'

const noon = Date.UTC(2026, 10, 23, 12)
const places = placesOf(awsAccounts)
const [frankfurt] = places

let simulation: AwsSimulation
let aws: Aws
beforeEach(async () => {
  simulation = await startAws({ world: awsWorld(noon), clock: { now: () => noon } })
  useEndpoint(simulation.url)
  process.env['AWS_ACCESS_KEY_ID'] = botCredentials.accessKeyId
  process.env['AWS_SECRET_ACCESS_KEY'] = botCredentials.secretAccessKey
  aws = createAws({ accounts: awsAccounts, now: () => noon, log: silentLog, sealer })
})
afterEach(() => {
  aws.close()
  return simulation.close()
})

const find = (query: Partial<InstanceQuery> = {}) =>
  aws.readerFor(ada).findInstances({ ...everything, places, ...query })
const names = async (query: Partial<InstanceQuery>) => {
  const { instances, failures } = await find(query)
  expect(failures).toEqual([])
  return instances.map(({ name }) => name).toSorted((one, other) => (one ?? '').localeCompare(other ?? ''))
}

test('the whole organisation is found, in the name of the person', async () => {
  const { instances, failures } = await find()
  expect(failures).toEqual([])
  expect(instances.length).toBeGreaterThanOrEqual(60)
  expect(new Set(instances.map(({ place }) => place.account))).toEqual(new Set(['production', 'staging', 'sandbox']))
  const ec2Calls = simulation.calls.filter(({ service }) => service === 'ec2')
  expect(ec2Calls).toHaveLength(places.length)
  for (const call of ec2Calls) {
    expect(call).toMatchObject({ sourceIdentity: 'T0WORK-U0ADA', sessionTags: { 'windlass:person': 'T0WORK-U0ADA' } })
    expect(call.callerArn).toMatch(/:assumed-role\/WindlassRead\/T0WORK-U0ADA$/)
  }
})

test('pages of a large place are followed to the end', async () => {
  fillPlace(simulation.world, 2300, { account: places[0]?.accountId ?? '', region: 'eu-central-1', now: noon })
  const { instances } = await find({ places: places.slice(0, 1) })
  expect(new Set(instances.map(({ id }) => id)).size).toBe(2300)
})

describe('selectors and filters', () => {
  test('a glob', async () => {
    expect(await names({ selectors: [{ kind: 'glob', glob: 'web-us-*' }] })).toEqual([
      'web-us-1',
      'web-us-2',
      'web-us-3',
      'web-us-4',
    ])
  })

  test('a name full of wildcards and markup is only itself', async () => {
    expect(await names({ selectors: [{ kind: 'name', name: 'spike-<b>*web*_1_</b>' }] })).toEqual([
      'spike-<b>*web*_1_</b>',
    ])
    expect(await names({ selectors: [{ kind: 'name', name: 'web-us-?' }] })).toEqual([])
  })

  test('a name in two accounts, an id, and a tag, at once', async () => {
    const [twin] = (await find({ selectors: [{ kind: 'name', name: 'twin' }] })).instances
    const found = await find({
      selectors: [
        { kind: 'name', name: 'twin' },
        { kind: 'id', id: twin?.id ?? 'i-0' },
        { kind: 'tag', key: 'Name', value: 'web-us-1' },
      ],
    })
    expect(found.instances.map(({ name, place }) => [name, place.account])).toEqual([
      ['twin', 'production'],
      ['web-us-1', 'production'],
      ['twin', 'sandbox'],
    ])
  })

  test('states, types, tags and names narrow what is found', async () => {
    const { instances } = await find({ states: ['running'], types: ['m7g.*'], names: ['web-*'] })
    expect(instances.length).toBeGreaterThan(5)
    for (const { state, type, name } of instances) {
      expect(state).toBe('running')
      expect(type).toMatch(/^m7g\./)
      expect(name).toMatch(/^web-/)
    }
    expect(await names({ selectors: [{ kind: 'glob', glob: 'web-us-*' }], names: ['*-4'] })).toEqual(['web-us-4'])
  })
})

test('an instance can be shown in full with the actions that are listed for it, and no other', async () => {
  simulation.allowOnly(readActions.describeInstance)
  const { instances } = await find({ selectors: [{ kind: 'name', name: 'orders-db' }] })
  const [database] = instances
  if (database === undefined) throw new Error('No orders-db')
  const details = await aws.readerFor(ada).describeInstance(database)
  expect(details.unread).toEqual([])
  expect(details).toMatchObject({
    instance: { id: database.id, tags: database.tags },
    isTerminationProtected: true,
    imageName: expect.any(String),
    vcpus: expect.any(Number),
    memoryMib: expect.any(Number),
    instanceCheck: 'ok',
    volumes: expect.arrayContaining([expect.objectContaining({ sizeGib: expect.any(Number) })]),
  })
})

test('a list needs only the action that is listed for it', async () => {
  simulation.allowOnly(readActions.findInstances)
  expect((await find()).failures).toEqual([])
})

describe('when something is wrong at AWS', () => {
  test.each([
    { kind: 'hang', code: 'Timeout' },
    { kind: 'throttle', code: 'RequestLimitExceeded' },
    { kind: 'internal-error', code: 'InternalError' },
    { kind: 'html', code: 'Undecodable' },
    { kind: 'other-format', code: 'Undecodable' },
    { kind: 'cut', code: 'Unreachable' },
    { kind: 'refuse', code: 'Unreachable' },
  ] as const)('$kind in one Region: said, and the rest shown', async ({ kind, code }) => {
    const patient = createAws({
      accounts: awsAccounts,
      now: () => noon,
      log: silentLog,
      sealer,
      withinMs: kind === 'hang' ? 700 : 8000,
    })
    await patient.warmUp()
    simulation.faults.add({ fault: { kind }, where: { service: 'ec2', region: 'ap-southeast-2' } })
    const { instances, failures } = await patient.readerFor(ada).findInstances({ ...everything, places })
    expect(failures).toMatchObject([{ place: { account: 'sandbox', region: 'ap-southeast-2' }, code }])
    expect(failures[0]?.message).toContain('sandbox, ap-southeast-2')
    expect(instances.length).toBeGreaterThan(40)
    patient.close()
  })

  test('an account whose role may not list', async () => {
    const role = simulation.world.accounts
      .find(({ name }) => name === 'staging')
      ?.roles.find(({ name }) => name === 'WindlassRead')
    if (role === undefined) throw new Error('No such role')
    role.policies = []
    const { failures } = await find()
    expect(failures).toHaveLength(2)
    expect(failures[0]).toMatchObject({
      code: 'UnauthorizedOperation',
      message: expect.stringContaining(
        'The role WindlassRead of staging may not do ec2:DescribeInstances in eu-central-1',
      ),
    })
  })

  test.each([
    { without: 'sts:TagSession', says: 'lacks sts:TagSession for' },
    { without: 'sts:SetSourceIdentity', says: 'lacks sts:SetSourceIdentity for' },
    { without: 'sts:AssumeRole', says: 'does not let arn:aws:iam::111122223333:user/windlass assume it' },
  ])('a trust policy without $without is found by the check', async ({ without, says }) => {
    const role = simulation.world.accounts[0]?.roles.find(({ name }) => name === 'WindlassRead')
    if (role === undefined || frankfurt === undefined) throw new Error('No such role')
    const actions = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'].filter((action) => action !== without)
    const principal = { AWS: 'arn:aws:iam::111122223333:user/windlass' }
    role.trust = parsePolicy({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: principal, Action: actions }],
    })
    expect((await find({ places: [frankfurt] })).failures).toMatchObject([{ code: 'NoRole' }])
    const { problems } = await aws.checkPlace(frankfurt, ada)
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(says)])
  })
})

test('the check of a healthy organisation finds nothing to say', async () => {
  const checks = await Promise.all(places.map((place) => aws.checkPlace(place, ada)))
  expect(checks.flatMap(({ problems }) => problems)).toEqual([])
  expect(checks.every(({ found }) => found?.isAll)).toBe(true)
})
