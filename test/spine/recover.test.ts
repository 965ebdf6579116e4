import { afterEach, describe, expect, it } from 'vitest'
import type { InstanceReader } from '../../src/core/ec2/instances.ts'
import { UserError } from '../../src/core/errors.ts'
import type { Posted } from '../../src/core/outbox.ts'
import { anAccount } from '../fixtures/account.ts'
import { anOutbox, aSpine } from '../fixtures/spine.ts'
import { aDelivery, anInstance, noon } from '../fixtures/values.ts'

let world: Awaited<ReturnType<typeof aSpine>>
afterEach(() => world.close())

const takeUp = async () => world.spine.recover(await world.ports.store.listUnanswered())

/** An account that answers when it is told to go on. */
function aSlowAccount() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const account = anAccount([anInstance()])
  const reader: InstanceReader = {
    ...account,
    findInstances: (query) => promise.then(() => account.findInstances(query)),
  }
  return { reader, goOn: resolve }
}

it('runs a read again that a stop left without an answer, once', async () => {
  world = await aSpine()
  await world.spine.receive(aDelivery('ec2 list', { receivedAt: noon - 60_000 }))
  await takeUp()
  await takeUp()
  expect(world.outbox.answers()).toEqual(['1 instance in production, eu-central-1: 1 running'])
})

it('tells of one that is older than a response_url lives', async () => {
  const reader = anAccount([anInstance()])
  world = await aSpine({ reader })
  await world.spine.receive(aDelivery('/ec2 list', { receivedAt: noon - 31 * 60_000 }))
  await takeUp()
  expect(world.outbox.answers()).toEqual([
    'Windlass was interrupted before it could answer /ec2 list from 2026-11-23T11:29Z. Nothing changed.',
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
  await takeUp()
  expect(world.outbox.written.map(({ kind }) => kind)).toEqual(['answer', 'answer'])
  expect(world.outbox.answers()[1]).toContain('may have been posted all the same')
})

it('leaves alone what is being answered', async () => {
  const { reader, goOn } = aSlowAccount()
  world = await aSpine({ reader })
  const delivery = aDelivery('ec2 list')
  await world.spine.receive(delivery)
  const answering = world.spine.answer(delivery)
  const recovering = takeUp()
  goOn()
  await Promise.all([answering, recovering])
  expect(world.outbox.answers()).toHaveLength(1)
})

it('gives up what Slack has not taken for a day', async () => {
  world = await aSpine()
  await world.spine.receive(aDelivery('ec2 list', { receivedAt: noon - 25 * 3_600_000 }))
  await takeUp()
  expect(world.outbox.written).toEqual([])
  expect(await world.ports.store.listUnanswered()).toEqual([])
})

it('replaces the "Working…" that was said before the crash, and says no second one', async () => {
  const { reader, goOn } = aSlowAccount()
  world = await aSpine({ reader })
  const delivery = aDelivery('ec2 list')
  await world.spine.receive(delivery)
  await world.ports.store.recordWorking(delivery.id, { ts: '1.2' }, noon)
  const recovering = takeUp()
  await world.system.advance(5_000)
  goOn()
  await recovering
  expect(world.outbox.written).toMatchObject([{ kind: 'answer', replaces: '1.2' }])
})

it('says no second "Working…" where the first has no place that could be kept', async () => {
  const { reader, goOn } = aSlowAccount()
  world = await aSpine({ reader })
  const delivery = aDelivery('/ec2 list')
  await world.spine.receive(delivery)
  await world.ports.store.recordWorking(delivery.id, { ts: undefined }, noon)
  const recovering = takeUp()
  await world.system.advance(5_000)
  goOn()
  await recovering
  expect(world.outbox.written.map(({ kind }) => kind)).toEqual(['answer'])
})

it('keeps that "Working…" is said before it is', async () => {
  const { reader, goOn } = aSlowAccount()
  const kept: unknown[] = []
  const sayWorking = async () => {
    kept.push(...(await world.ports.store.listUnanswered()).map(({ working }) => working))
    return { ts: '1.2' }
  }
  world = await aSpine({ reader, outbox: { ...anOutbox(), sayWorking } })
  await world.spine.receive(aDelivery('/ec2 list'))
  const recovering = takeUp()
  await expect.poll(() => world.system.advance(1_000).then(() => kept)).toEqual([{ ts: undefined }])
  goOn()
  await recovering
})

describe('what a kill left in Slack', () => {
  const finding = (posted: Posted) => ({ ...anOutbox(), findPosted: async () => posted })

  it('is not said again where it is the answer', async () => {
    const reader = anAccount([anInstance()])
    world = await aSpine({ reader, outbox: finding({ isAnswered: true, working: undefined }) })
    await world.spine.receive(aDelivery('ec2 list'))
    await world.spine.receive(aDelivery('ec2 list', { receivedAt: noon - 31 * 60_000 }))
    await takeUp()
    expect(world.outbox.written).toEqual([])
    expect(reader.asked).toEqual([])
    expect(await world.ports.store.listUnanswered()).toEqual([])
  })

  it('is replaced where it is a "Working…" of which nothing was kept', async () => {
    world = await aSpine({ outbox: finding({ isAnswered: false, working: { ts: '1.2' } }) })
    await world.spine.receive(aDelivery('ec2 list'))
    await takeUp()
    expect(world.outbox.written).toMatchObject([{ kind: 'answer', replaces: '1.2' }])
  })

  it('is looked for again later where Slack is out of reach', async () => {
    const findPosted = () => Promise.reject(new UserError('SlackUnavailable', 'Slack is not answering.'))
    world = await aSpine({ outbox: { ...anOutbox(), findPosted } })
    await world.spine.receive(aDelivery('ec2 list'))
    await takeUp()
    expect(world.outbox.written).toEqual([])
    expect(await world.ports.store.listUnanswered()).toHaveLength(1)
  })
})

describe('where Slack does not say who somebody is', () => {
  const asking = async (code: string) => {
    world = await aSpine()
    const { people } = world.ports.slack
    const { getPerson } = people
    people.getPerson = () => Promise.reject(new UserError(code, 'Slack did not say who you are.'))
    const delivery = aDelivery('ec2 list')
    await world.spine.receive(delivery)
    await world.spine.answer(delivery)
    people.getPerson = getPerson
  }

  it('since it is out of reach, the answer waits for it', async () => {
    await asking('SlackUnavailable')
    expect(world.outbox.written).toEqual([])
    await takeUp()
    expect(world.outbox.answers()).toEqual(['1 instance in production, eu-central-1: 1 running'])
  })

  it('since it refuses to, that is the answer', async () => {
    await asking('Slack:user_not_found')
    expect(world.outbox.answers()).toEqual(['Slack did not say who you are.'])
    expect(await world.ports.store.listUnanswered()).toEqual([])
  })
})
