import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FunctionChange } from '../../src/core/lambda/changer.ts'
import { parsePolicy } from '../../src/playground/aws/iam/policy.ts'
import { bigger, type Changing, otherRevision, provisioning, reserving, startChanging } from './changing-functions.ts'

let here: Changing
beforeEach(async () => {
  here = await startChanging()
})
afterEach(() => here.close())

describe('what AWS refuses', () => {
  test.each<{ name: string; of: string; make: () => Promise<FunctionChange>; code: string; says: string }>([
    {
      name: 'a function that is gone',
      of: 'refund-orders',
      make: async () => bigger,
      code: 'ResourceNotFoundException',
      says: 'The configuration of refund-orders in production, eu-central-1 was not changed: it is not there any more (ResourceNotFoundException). Look with /lambda list refund-orders for what is there now.',
    },
    {
      name: 'a revision that is not its own any more',
      of: 'loyalty-points',
      make: async () => ({ kind: 'publish', description: undefined, revision: otherRevision }),
      code: 'PreconditionFailedException',
      says: 'A new version of loyalty-points in production, eu-central-1 was not published: it was changed meanwhile, by somebody else or a deployment (PreconditionFailedException). Ask again, which starts from what is there now.',
    },
    {
      name: 'an alias that was moved meanwhile',
      of: 'order-intake',
      make: async () => ({ kind: 'point', alias: 'live', version: '41', weights: {}, revision: otherRevision }),
      code: 'PreconditionFailedException',
      says: 'The alias live of order-intake in production, eu-central-1 was not changed: it was changed meanwhile',
    },
    {
      name: 'a version that is not there',
      of: 'order-intake',
      make: () => here.pointing('order-intake', '99'),
      code: 'ResourceNotFoundException',
      says: 'it is not there any more, or one of its versions is not (ResourceNotFoundException). /lambda show order-intake lists',
    },
    {
      name: 'more than the account has',
      of: 'order-intake',
      make: async () => reserving(5000),
      code: 'InvalidParameterValueException',
      says: 'Lambda does not take that many (InvalidParameterValueException).',
    },
    {
      name: 'memory that no function can have',
      of: 'order-intake',
      make: async () => ({ ...bigger, memoryMb: 64 }),
      code: 'ValidationException',
      says: 'Memory is from 128 to 10,240 MB',
    },
    {
      name: 'provisioned concurrency of an alias that is not there',
      of: 'sales-export',
      make: async () => provisioning(1),
      code: 'ResourceNotFoundException',
      says: 'The provisioned concurrency of sales-export:live in production, eu-central-1 was not changed: it is not there any more, or has no version or alias "live"',
    },
    {
      name: 'the trigger of another function',
      of: 'order-intake',
      make: async () => ({ kind: 'trigger', mapping: await here.mappingOf('stock-sync'), isOn: false }),
      code: 'AccessDeniedException',
      says: 'may not do lambda:UpdateEventSourceMapping to it',
    },
  ])('$name', async ({ of, make, code, says }) => {
    const acted = await here.change(of, await make())
    expect(acted).toMatchObject({ kind: 'refused', code, requestId: expect.any(String), spreads: 'nowhere' })
    expect(acted).toMatchObject({ message: expect.stringContaining(says) })
  })

  test('is a second update while the first is in progress', async () => {
    await here.change('sales-export', bigger)
    expect(await here.change('sales-export', bigger)).toMatchObject({
      kind: 'refused',
      code: 'ResourceConflictException',
      message:
        'The configuration of sales-export in production, eu-central-1 was not changed: another update of it is in progress (ResourceConflictException). Ask again once /lambda show sales-export says that it is through, mostly within a minute.',
    })
  })

  test('is a trigger that is being switched', async () => {
    const mapping = await here.mappingOf('stock-sync')
    await here.change('stock-sync', { kind: 'trigger', mapping, isOn: false })
    expect(await here.change('stock-sync', { kind: 'trigger', mapping, isOn: true })).toMatchObject({
      kind: 'refused',
      code: 'ResourceInUseException',
      message: expect.stringMatching(/^The trigger \S+ of stock-sync in .+ was not enabled: another update of it/),
    })
  })

  test('is too many requests, for as long as it is tried', async () => {
    here.simulation.faults.add({ fault: { kind: 'throttle' }, where: { action: 'UpdateFunctionConfiguration' } })
    expect(await here.change('sales-export', bigger)).toMatchObject({
      kind: 'refused',
      code: 'TooManyRequestsException',
      message: expect.stringContaining('takes no more requests at the moment'),
    })
    expect(here.changes()).toHaveLength(3)
  })
})

describe('before AWS is asked, it is refused', () => {
  test.each<{ name: string; of: string; change: FunctionChange; says: string }>([
    { name: 'what is no function', of: 'order-*', change: bigger, says: 'so nothing was changed.' },
    {
      name: 'what is no alias',
      of: 'order-intake',
      change: { kind: 'provision', qualifier: '*', concurrency: 1 },
      says: '"*" cannot be a version or an alias.',
    },
    {
      name: 'what is no trigger',
      of: 'stock-sync',
      change: { kind: 'trigger', mapping: '*', isOn: false },
      says: '"*" is not the id of a trigger.',
    },
  ])('$name', async ({ of, change, says }) => {
    expect(await here.change(of, change)).toMatchObject({
      kind: 'refused',
      code: 'NoTarget',
      message: expect.stringContaining(says),
    })
    expect(here.simulation.calls).toEqual([])
  })
})

test('a session that cannot be had is refused, in a rehearsal too', async () => {
  roleOf('WindlassChange').trust = parsePolicy({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }],
  })
  expect(await here.change('sales-export', bigger, true)).toMatchObject({
    kind: 'refused',
    code: 'NoRole',
    message: expect.stringMatching(
      /^The configuration of sales-export in production, eu-central-1 cannot be changed\. Windlass could not assume/,
    ),
  })
})

function roleOf(wanted: string) {
  const role = here.simulation.world.accounts[0]?.roles.find(({ name }) => name === wanted)
  if (role === undefined) throw new Error(`No ${wanted}`)
  return role
}
