import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Knowledge } from '../../src/core/asking/topic.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import { choicesOf } from '../../src/core/view.ts'
import { createSpine } from '../../src/spine/inbox.ts'
import { aKnowledge } from '../fixtures/knowledge.ts'
import { anOutbox, aSpine, ops } from '../fixtures/spine.ts'
import { aDelivery, ada, noon } from '../fixtures/values.ts'

type World = Awaited<ReturnType<typeof aSpine>>
let world: World
beforeEach(async () => {
  world = await aSpine()
})
afterEach(() => world.close())

async function anew(given: Parameters<typeof aSpine>[0]) {
  await world.close()
  world = await aSpine(given)
}

let sent = 0
/** A mention in #ops, in that thread. */
function aMention(words: string, given: Partial<Delivery> = {}): Delivery {
  const id = `T0HARBOUR:C0OPS:${++sent}.0`
  return aDelivery(words, { id, surface: 'mention', responseUrl: undefined, ...given })
}

const aMessage = (words: string, given: Partial<Delivery> = {}) =>
  aDelivery(words, { surface: 'direct', isDirect: true, channel: 'D0ADA', responseUrl: undefined, ...given })

async function give(delivery: Delivery) {
  await world.spine.receive(delivery)
  await world.spine.answer(delivery)
  return last()
}

const last = () => world.outbox.written.findLast(({ kind }) => kind === 'answer')
const threadOf = ({ id }: Delivery) => ({ thread: id.split(':')[2] })

/** What is pressed on the last answer. */
function aPress(label: string, given: Partial<Delivery> = {}): Delivery {
  const { view, recordId } = last() ?? {}
  const choice = view?.actions.flatMap(choicesOf).find((each) => each.label === label)
  return aDelivery('', { surface: 'click', asks: { kind: 'offer', value: `${recordId}:${choice?.verb}` }, ...given })
}

describe('an idea', () => {
  it('that a mention asks for is answered for everyone, without a Share button', async () => {
    const answer = await give(aMention('what is an AMI?'))
    expect(answer).toMatchObject({ text: 'AMI. ami is an idea.', isOpen: true })
    expect(answer?.view?.actions.flatMap(choicesOf).map(({ label }) => label)).toEqual(['Snapshot'])
  })

  it.each([
    ['a slash command', aDelivery('windlass ask what is an AMI?'), ['Snapshot', 'Share here']],
    ['a direct message', aMessage('what is an AMI?'), ['Snapshot']],
  ])('that %s asks for is one person’s', async (_, delivery, labels) => {
    await anew({ channel: delivery.isDirect ? undefined : ops })
    const answer = await give(delivery)
    expect(answer).toMatchObject({ text: 'AMI. ami is an idea.' })
    expect(answer).not.toHaveProperty('isOpen')
    expect(answer?.view?.actions.flatMap(choicesOf).map(({ label }) => label)).toEqual(labels)
  })

  it.each([
    ['is shared with another organisation', { ...ops, isExternal: true }],
    ['is not known', undefined],
  ])('stays private where the channel %s', async (_, channel) => {
    await anew({ channel })
    expect(await give(aMention('what is an AMI?'))).not.toHaveProperty('isOpen')
  })

  it.each(['how is the weather?', 'why is web-1 stopped?', 'ec2 list'])(
    'is not what %s asks for: it is answered privately',
    async (words) => {
      expect(await give(aMention(words))).not.toHaveProperty('isOpen')
    },
  )

  it('is shared from a private answer', async () => {
    await give(aDelivery('windlass ask what is an AMI?'))
    await give(aPress('Share here'))
    expect(world.outbox.written.filter(({ kind }) => kind === 'share')).toMatchObject([
      { text: 'AMI. ami is an idea.' },
    ])
  })

  it('is nothing for a guest', async () => {
    await anew({ person: { ...ada, isGuest: true } })
    const answer = await give(aMention('what is an AMI?'))
    expect(answer?.text).toContain('You are a guest')
    expect(answer).not.toHaveProperty('isOpen')
  })

  it('is decided on and recorded like every read', async () => {
    const policies =
      '@id("all") permit (principal, action, resource);\n@id("no-questions") @reason("No.") forbid (principal, action == Action::"windlass ask", resource);'
    await anew({ policies })
    expect((await give(aMention('what is an AMI?')))?.text).toContain('No.')
    const { events } = await world.ports.store.listEvents({ ...everything, offset: 0, limit: 9 })
    expect(events).toMatchObject([{ kind: 'denied', rule: 'no-questions', said: '/windlass ask "what is an AMI?"' }])
  })
})

const everything = { user: undefined, target: undefined, command: undefined, change: undefined, since: undefined }

it('what looks like a secret in a question is not kept', async () => {
  await give(aDelivery('windlass ask "password": "hunter2hunter2", what is an AMI? AKIAIOSFODNN7EXAMPLE'))
  const { store } = world.ports
  const kept = [
    await store.findAnswered(last()?.recordId ?? ''),
    await store.listEvents({ ...everything, offset: 0, limit: 9 }),
  ]
  expect(JSON.stringify(kept)).toContain('what is an AMI?')
  expect(JSON.stringify(kept)).not.toMatch(/hunter2|AKIAIOS/)
})

describe('what is pressed on an answer', () => {
  it('for everyone answers whoever presses it, privately', async () => {
    const mention = aMention('what is an AMI?')
    await give(mention)
    const answer = await give(aPress('Snapshot', { user: 'U0LIN', isOnCard: true, ...threadOf(mention) }))
    expect(answer).toMatchObject({ text: 'Snapshot. snapshot is an idea.' })
    expect(answer).not.toHaveProperty('isOpen')
  })

  it('of one person answers nobody else', async () => {
    await give(aDelivery('windlass ask what is an AMI?'))
    expect((await give(aPress('Snapshot', { user: 'U0LIN' })))?.text).toContain('That button is too old')
  })
})

describe('a question that goes on', () => {
  it('is understood in the thread of the one before, and nowhere else', async () => {
    const mention = aMention('what is an AMI?')
    await give(mention)
    expect((await give(aMention('and for Lambda?', threadOf(mention))))?.text).toContain('Container image.')
    expect((await give(aMention('and for Lambda?', threadOf(mention))))?.text).toContain('AMI.')
    expect((await give(aMention('and for Lambda?')))?.text).toContain('I do not know that for certain.')
  })

  it('is understood after a restart', async () => {
    const mention = aMention('what is an AMI?')
    await give(mention)
    const restarted = createSpine(world.ports)
    const next = aMention('and for Lambda?', threadOf(mention))
    await restarted.receive(next)
    await restarted.answer(next)
    expect(last()?.text).toContain('Container image.')
  })

  it('goes on from what was pressed in the thread', async () => {
    const mention = aMention('what is a snapshot?')
    await give(mention)
    await give(aPress('AMI', { user: 'U0LIN', isOnCard: true, ...threadOf(mention) }))
    expect((await give(aMention('and for Lambda?', threadOf(mention))))?.text).toContain('Container image.')
  })

  it('goes on for half an hour in direct messages', async () => {
    await give(aMessage('what is an AMI?'))
    const at = (minutes: number) => aMessage('and for Lambda?', { receivedAt: noon + minutes * 60_000 })
    expect((await give(at(31)))?.text).toContain('I do not know that for certain.')
    expect((await give(at(30)))?.text).toContain('Container image.')
  })

  it('is answered the same where it is run again after a kill before the answer', async () => {
    const mention = aMention('what is an AMI?')
    await give(mention)
    const next = aMention('and for Lambda?', threadOf(mention))
    await world.spine.receive(next)
    const answer = world.outbox.answer
    world.outbox.answer = () => Promise.reject(new Error('killed'))
    const dying = createSpine({
      ...world.ports,
      slack: { ...world.ports.slack, outbox: { ...anOutbox(), answer: world.outbox.answer } },
    })
    await dying.answer(next)
    world.outbox.answer = answer
    expect(last()?.text).toContain('AMI.')
    await createSpine(world.ports).recover(await world.ports.store.listUnanswered())
    expect(last()).toMatchObject({ text: 'Container image. container is an idea.', isOpen: true })
  })
})

it('a question that comes before the topics are loaded waits for them, and a list does not', async () => {
  const loading = Promise.withResolvers<Knowledge>()
  await anew({ knowledge: () => loading.promise })
  const asked = give(aDelivery('windlass ask what is an AMI?'))
  await give(aDelivery('ec2 list'))
  expect(world.outbox.answers()).toHaveLength(1)
  loading.resolve(aKnowledge())
  await asked
  expect(world.outbox.answers().at(-1)).toBe('AMI. ami is an idea.')
})

it('what was asked long ago and never answered can be run again, without what was secret in it', async () => {
  const late = aMessage(`what's "an AMI"? AKIAIOSFODNN7EXAMPLE`, { receivedAt: noon - 40 * 60_000 })
  await world.spine.receive(late)
  await world.spine.recover(await world.ports.store.listUnanswered())
  expect(
    last()
      ?.view?.actions.flatMap(choicesOf)
      .map(({ does }) => does),
  ).toEqual([{ kind: 'run', words: ['windlass', 'ask', `what's "an AMI"? [redacted]`] }])
})
