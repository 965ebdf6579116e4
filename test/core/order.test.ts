import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstInOrder, inOrder } from '../../src/core/ec2/order.ts'
import { anInstance, noon } from '../fixtures/values.ts'

const facts = { now: noon, tagKeys: { owner: 'owner', environment: 'env' }, accounts: [] }

it('the first ones are those that sorting all of them puts first, whatever the order', () => {
  const instance = fc
    .record({
      name: fc.option(fc.constantFrom('web-1', 'web-2', 'web-10', 'Web-2', 'db'), { nil: undefined }),
      hours: fc.nat(5),
    })
    .map(({ name, hours }) => anInstance({ name, launchedAt: noon - hours * 3_600_000 }))
  const order = fc.record({ by: fc.constantFrom('name', 'age', 'owner', 'state'), isReversed: fc.boolean() } as const)
  fc.assert(
    fc.property(
      fc.array(instance, { maxLength: 60 }),
      order,
      fc.integer({ min: 1, max: 60 }),
      (instances, by, count) => {
        const expected = inOrder(instances, by, facts).slice(0, count)
        expect(firstInOrder(instances, count, { order: by, facts })).toEqual(expected)
      },
    ),
  )
})

it('whose age is not known comes last, whichever way', () => {
  const unknown = anInstance({ name: 'unknown', launchedAt: undefined })
  const instances = [unknown, anInstance({ name: 'old', launchedAt: noon - 9 }), anInstance({ name: 'new' })]
  for (const isReversed of [false, true])
    expect(inOrder(instances, { by: 'age', isReversed }, facts).at(-1)).toBe(unknown)
})
