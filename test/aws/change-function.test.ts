import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeRolePermissions } from '../../src/aws/iam-policy.ts'
import type { FunctionChange } from '../../src/core/lambda/changer.ts'
import { parsePolicy } from '../../src/playground/aws/iam/policy.ts'
import { bigger, type Changing, provisioning, reserving, startChanging } from './changing-functions.ts'
import { sealer } from './surroundings.ts'

let here: Changing
beforeEach(async () => {
  here = await startChanging()
})
afterEach(() => here.close())

const revisionOf = async (name: string) => (await here.described(name)).revision ?? ''
const accepted = { kind: 'accepted', requestId: expect.any(String) }
const acceptedAs = (action: string) => (action === 'PublishVersion' ? { ...accepted, state: 'version 1' } : accepted)

/** Each kind of change on a function where it means something. */
type Kind = { readonly of: string; readonly action: string; readonly make: () => Promise<FunctionChange> }
const kinds: readonly Kind[] = [
  { of: 'sales-export', action: 'UpdateFunctionConfiguration', make: async () => bigger },
  {
    of: 'order-intake',
    action: 'UpdateFunctionConfiguration',
    make: async () => ({
      kind: 'environment',
      set: { LOG_LEVEL: sealer.seal('debug') },
      remove: ['TABLE'],
      revision: await revisionOf('order-intake'),
    }),
  },
  { of: 'sms-sender', action: 'PutFunctionConcurrency', make: async () => reserving(3) },
  { of: 'sms-sender', action: 'DeleteFunctionConcurrency', make: async () => reserving(undefined) },
  { of: 'order-intake', action: 'PutProvisionedConcurrencyConfig', make: async () => provisioning(4) },
  { of: 'price-quote', action: 'DeleteProvisionedConcurrencyConfig', make: async () => provisioning(undefined) },
  {
    of: 'loyalty-points',
    action: 'PublishVersion',
    make: async () => ({ kind: 'publish', description: 'Autumn', revision: await revisionOf('loyalty-points') }),
  },
  { of: 'order-intake', action: 'UpdateAlias', make: () => here.pointing('order-intake', '42', { 43: 0.1 }) },
  {
    of: 'stock-sync',
    action: 'UpdateEventSourceMapping',
    make: async () => ({ kind: 'trigger', mapping: await here.mappingOf('stock-sync'), isOn: false }),
  },
]

describe.each(kinds)('$action of $of', ({ of, action, make }) => {
  test('is accepted, sent once, in the name of the person, under a role with the rights that Windlass asks for', async () => {
    // The role as `windlass policy` writes it, for every change there is.
    const change = [...kinds.map((kind) => `lambda:${kind.action}`), 'lambda:GetFunctionConfiguration']
    roleOf('WindlassChange').policies = [parsePolicy(changeRolePermissions([{ aws: { read: [], change } }]))]
    const wanted = await make()
    expect(await here.change(of, wanted)).toEqual(acceptedAs(action))
    expect(here.changes()).toMatchObject([
      {
        action,
        sourceIdentity: 'T0WORK-U0ADA',
        sessionTags: { 'windlass:change': 'CH4NGE', 'windlass:approver': 'U0BOB' },
        callerArn: expect.stringMatching(/:assumed-role\/WindlassChange\//),
      },
    ])
  })

  test('that is rehearsed takes the session and asks Lambda for nothing', async () => {
    const wanted = await make()
    const before = here.simulation.calls.length
    expect(await here.change(of, wanted, true)).toEqual({
      kind: 'accepted',
      requestId: undefined,
      isRehearsed: false,
    })
    expect(here.simulation.calls.slice(before).map((call) => call.action)).toEqual(['AssumeRole'])
  })

  test('is refused with the action’s name where the role may not', async () => {
    const wanted = await make()
    const reads = { Effect: 'Allow', Action: 'lambda:GetFunctionConfiguration', Resource: '*' }
    roleOf('WindlassChange').policies = [parsePolicy({ Version: '2012-10-17', Statement: [reads] })]
    expect(await here.change(of, wanted)).toMatchObject({
      kind: 'refused',
      code: 'AccessDeniedException',
      message: expect.stringContaining(`the role WindlassChange of production may not do lambda:${action} to it`),
    })
  })

  test.each(['lose-answer', 'cut', 'internal-error', 'html'] as const)(
    '%s: nobody knows, and it is not sent again',
    async (kind) => {
      const wanted = await make()
      here.simulation.faults.add({ fault: { kind }, where: { action }, times: 1 })
      expect(await here.change(of, wanted)).toMatchObject({
        kind: 'unknown',
        message: expect.stringMatching(
          /^It is not known whether (?:the|a) .+ was \w+: .+\. Look at it with \/lambda show /,
        ),
      })
      await expect.poll(() => here.changes().length).toBe(1)
    },
  )

  test('that is throttled was not done, and is tried again', async () => {
    const wanted = await make()
    here.simulation.faults.add({ fault: { kind: 'throttle' }, where: { action }, times: 1 })
    expect(await here.change(of, wanted)).toEqual(acceptedAs(action))
  })
})

function roleOf(wanted: string) {
  const role = here.simulation.world.accounts[0]?.roles.find(({ name }) => name === wanted)
  if (role === undefined) throw new Error(`No ${wanted}`)
  return role
}

describe('what is changed', () => {
  test('is the memory alone, and then the timeout alone', async () => {
    await here.change('sales-export', bigger)
    expect((await here.described('sales-export')).function).toMatchObject({ memoryMb: 512, timeoutSeconds: 60 })
    expect((await here.described('sales-export')).lastUpdate).toMatchObject({ status: 'InProgress' })
    here.clock.time += 60_000
    await here.change('sales-export', { kind: 'configure', memoryMb: undefined, timeoutSeconds: 30 })
    expect((await here.described('sales-export')).function).toMatchObject({ memoryMb: 512, timeoutSeconds: 30 })
  })

  test('is the reservation, and that there is none', async () => {
    await here.change('stock-sync', reserving(9))
    expect((await here.described('stock-sync')).reservedConcurrency).toBe(9)
    await here.change('stock-sync', reserving(undefined))
    expect((await here.described('stock-sync')).reservedConcurrency).toBeUndefined()
  })

  test('is what is provisioned for an alias, which is seen on its way', async () => {
    await here.change('order-intake', provisioning(4))
    const provisioned = async () => (await here.described('order-intake')).provisioned
    const four = { qualifier: 'live', wanted: 4, reason: undefined }
    expect(await provisioned()).toEqual([{ ...four, ready: 0, status: 'IN_PROGRESS' }])
    here.clock.time += 600_000
    expect(await provisioned()).toEqual([{ ...four, ready: 4, status: 'READY' }])
    await here.change('order-intake', provisioning(undefined))
    expect(await provisioned()).toEqual([])
  })

  test('is the list of versions', async () => {
    await here.change('loyalty-points', {
      kind: 'publish',
      description: 'Autumn',
      revision: await revisionOf('loyalty-points'),
    })
    expect((await here.described('loyalty-points')).versions).toMatchObject([{ version: '1', description: 'Autumn' }])
  })

  test('is no other version where nothing changed since the newest', async () => {
    const revision = await revisionOf('loyalty-points')
    const publish: FunctionChange = { kind: 'publish', description: undefined, revision }
    await here.change('loyalty-points', publish)
    expect(await here.change('loyalty-points', publish)).toEqual({ ...accepted, state: 'version 1' })
  })

  test('is where an alias points, with and again without a weight', async () => {
    await here.change('order-intake', await here.pointing('order-intake', '42', { 43: 0.1 }))
    expect(await here.aliasOf('order-intake', 'live')).toMatchObject({ version: '42', weights: { 43: 0.1 } })
    await here.change('order-intake', await here.pointing('order-intake', '41'))
    expect(await here.aliasOf('order-intake', 'live')).toMatchObject({ version: '41', weights: {} })
  })

  test('is whether a trigger is on', async () => {
    const mapping = await here.mappingOf('stock-sync')
    await here.change('stock-sync', { kind: 'trigger', mapping, isOn: false })
    expect((await here.described('stock-sync')).triggers).toMatchObject([{ state: 'disabling' }])
  })
})

test('an answer that does not come in time leaves it open', async () => {
  await here.close()
  here = await startChanging({ stepWithinMs: 500 })
  here.simulation.faults.add({ fault: { kind: 'hang' }, where: { action: 'UpdateFunctionConfiguration' } })
  expect(await here.change('sales-export', bigger)).toMatchObject({
    kind: 'unknown',
    code: 'Timeout',
    message: expect.stringContaining('Lambda did not answer in time'),
  })
})
