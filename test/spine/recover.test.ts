import { afterEach, expect, it } from 'vitest'
import { anAccount } from '../fixtures/account.ts'
import { aSpine } from '../fixtures/spine.ts'
import { aDelivery, anInstance, noon } from '../fixtures/values.ts'

let world: Awaited<ReturnType<typeof aSpine>>
afterEach(() => world.close())

it('runs a read again that a stop left without an answer, once', async () => {
  world = await aSpine()
  await world.spine.receive(aDelivery('ec2 list', { receivedAt: noon - 60_000 }))
  await world.spine.recover()
  await world.spine.recover()
  expect(world.outbox.answers()).toEqual(['1 instance in production, eu-central-1: 1 running'])
})

it('tells of one that is older than a response_url lives', async () => {
  const reader = anAccount([anInstance()])
  world = await aSpine({ reader })
  await world.spine.receive(aDelivery('/ec2 list', { receivedAt: noon - 31 * 60_000 }))
  await world.spine.recover()
  expect(world.outbox.answers()).toEqual([
    'Windlass was stopped before it could answer /ec2 list from 2026-11-23T11:29Z. Nothing changed.',
  ])
  expect(reader.asked).toEqual([])
})

it('does not share twice', async () => {
  world = await aSpine()
  const typed = aDelivery('ec2 list')
  await world.spine.receive(typed)
  await world.spine.answer(typed)
  const recordId = world.outbox.written[0]?.recordId
  await world.spine.receive(aDelivery('', { surface: 'click', asks: { kind: 'offer', value: `${recordId}:share` } }))
  await world.spine.recover()
  expect(world.outbox.written.map(({ kind }) => kind)).toEqual(['answer', 'answer'])
  expect(world.outbox.answers()[1]).toContain('was stopped before it could answer /ec2 list')
})
