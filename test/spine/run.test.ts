import { afterEach, describe, expect, it } from 'vitest'
import type { InstanceReader } from '../../src/core/ec2/instances.ts'
import { UserError } from '../../src/core/errors.ts'
import { choicesOf } from '../../src/core/view.ts'
import { anAccount } from '../fixtures/account.ts'
import { anOutbox, aSpine, ops } from '../fixtures/spine.ts'
import { aDelivery, ada, anInstance, noon } from '../fixtures/values.ts'

type World = Awaited<ReturnType<typeof aSpine>>
let world: World
afterEach(() => world.close())

async function answered(words: string, given: Parameters<typeof aSpine>[0] = {}) {
  world = await aSpine(given)
  const delivery = aDelivery(words)
  await world.spine.receive(delivery)
  await world.spine.answer(delivery)
  return world
}

const account = () => anAccount(Array.from({ length: 30 }, (_, index) => anInstance({ name: `web-${index + 1}` })))

/** The value of the button with that label in the last answer. */
function button(label: string): string {
  const last = world.outbox.written.findLast(({ kind }) => kind === 'answer')
  const choice = last?.view?.actions.flatMap(choicesOf).find((each) => each.label === label)
  return `${last?.recordId}:${choice?.verb}`
}

async function press(label: string, given: Partial<Parameters<typeof aDelivery>[1]> = {}) {
  const click = aDelivery('', { surface: 'click', asks: { kind: 'offer', value: button(label) }, ...given })
  await world.spine.receive(click)
  await world.spine.answer(click)
}

describe('a request', () => {
  it('gets its one answer and is done', async () => {
    const { outbox, ports } = await answered('ec2 list')
    expect(outbox.answers()).toEqual(['1 instance in production, eu-central-1: 1 running'])
    expect(await ports.store.listUnanswered()).toEqual([])
  })

  it.each([
    ['a guest', { ...ada, isGuest: true }, 'You are a guest in this workspace'],
    ['a stranger', { ...ada, isStranger: true }, 'You are here from another organisation'],
    ['a person of another team', { ...ada, team: 'T0OTHER' }, 'You are here from another organisation'],
    ['a deactivated person', { ...ada, isDeleted: true }, 'Your account in this workspace is deactivated'],
    ['a bot', { ...ada, isBot: true }, 'Windlass answers people, not other apps'],
  ])('of %s is refused before AWS is asked anything', async (_, person, reason) => {
    const reader = anAccount([anInstance()])
    const { outbox } = await answered('ec2 list', { person, reader })
    expect(outbox.answers()).toEqual([expect.stringContaining(reason)])
    expect(reader.asked).toEqual([])
  })

  it('from another team than the workspace is refused whatever Slack says of the person', async () => {
    world = await aSpine()
    await world.spine.answer(aDelivery('ec2 list', { team: 'T0OTHER' }))
    expect(world.outbox.answers()).toEqual([expect.stringContaining('another organisation')])
  })

  it('that takes longer than a second says that it works, before its answer', async () => {
    const slow = Promise.withResolvers<void>()
    const reader: InstanceReader = {
      ...account(),
      findInstances: (query) => slow.promise.then(() => account().findInstances(query)),
    }
    world = await aSpine({ reader })
    const answer = world.spine.answer(aDelivery('ec2 list'))
    await world.system.advance(999)
    expect(world.outbox.written).toEqual([])
    await world.system.advance(1)
    slow.resolve()
    await answer
    expect(world.outbox.written.map(({ kind }) => kind)).toEqual(['working', 'answer'])
  })
})

describe('what goes wrong', () => {
  const failing = (error: unknown): InstanceReader => ({ ...account(), findInstances: () => Promise.reject(error) })

  it('is shown where it was written for a person', async () => {
    const { outbox } = await answered('ec2 list', {
      reader: failing(new UserError('NoRole', 'The role is gone.', { hint: 'Ask ada.' })),
    })
    expect(outbox.answers()).toEqual(['The role is gone.'])
  })

  it('is a reference that the log has too where it was not', async () => {
    const { outbox, logged } = await answered('ec2 list', { reader: failing(new TypeError('x is not a function')) })
    const [answer] = outbox.written
    expect(JSON.stringify(answer?.view)).not.toContain('not a function')
    const reference = /"code":"(ID\d+)"/.exec(JSON.stringify(answer?.view))?.[1]
    expect(logged).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ reference }) }),
    )
  })

  it('of the store is said instead of the answer: what is not recorded is not shown', async () => {
    world = await aSpine()
    world.ports.store.recordAnswered = () => Promise.reject(new Error('disk full'))
    await world.spine.answer(aDelivery('ec2 list'))
    expect(world.outbox.answers()).toEqual([
      'Windlass could not answer this because of a fault of its own. Nothing changed at AWS.',
    ])
  })

  it('with marking an answer leaves the answer as it is', async () => {
    world = await aSpine()
    world.ports.store.markAnswered = () => Promise.reject(new Error('disk full'))
    await world.spine.answer(aDelivery('ec2 list'))
    expect(world.outbox.answers()).toEqual(['1 instance in production, eu-central-1: 1 running'])
  })

  it('after a stop has run out of patience is left for the next start', async () => {
    world = await aSpine()
    const delivery = aDelivery('ec2 list')
    await world.spine.receive(delivery)
    world.stopped.abort()
    await world.spine.answer(delivery)
    expect(world.outbox.written).toEqual([])
    expect(await world.ports.store.listUnanswered()).toEqual([{ delivery, working: undefined }])
  })

  it('with a file is the answer, and in the audit', async () => {
    const sendFile = () => Promise.reject(new UserError('NoFile', 'Slack took no file.'))
    await answered('ec2 list --export csv', { outbox: { ...anOutbox(), sendFile } })
    expect(world.outbox.answers()).toEqual(['Slack took no file.'])
  })

  it('leaves the delivery to be taken up later when Slack takes no answer', async () => {
    const outbox = { ...anOutbox(), answer: () => Promise.reject(new UserError('SlackDown', 'Slack does not answer.')) }
    const { ports } = await answered('ec2 list', { outbox })
    expect(await ports.store.listUnanswered()).toHaveLength(1)
  })
})

describe('a button', () => {
  it('runs the stored words again, parsed and authorised anew', async () => {
    await answered('ec2 list', { reader: account() })
    await press('21–30 of 30 ›')
    expect(world.outbox.written.at(-1)?.view?.parts[0]).toMatchObject({
      rows: Array.from({ length: 10 }, () => expect.anything()),
    })
  })

  it('that belongs to nothing any more says so', async () => {
    await answered('ec2 list')
    await world.ports.store.forgetBefore(noon + 365 * 24 * 3_600_000)
    await press('Read again')
    expect(world.outbox.answers().at(-1)).toContain('That button is too old')
  })

  it.each(['', 'nonsense', ':', 'ID1:__proto__', 'ID1:toString'])(
    'with an edited value (%j) does nothing',
    async (value) => {
      await answered('ec2 list')
      await world.spine.answer(aDelivery('', { surface: 'click', asks: { kind: 'offer', value } }))
      expect(world.outbox.answers().at(-1)).toContain('That button is too old')
    },
  )

  it('that exports sends the file and says where it is', async () => {
    await answered('ec2 list', { reader: account() })
    await press('Export as CSV')
    expect(world.outbox.written.map(({ kind }) => kind)).toEqual(['answer', 'file', 'answer'])
  })
})

describe('Share', () => {
  it('posts for everyone and says so', async () => {
    await answered('ec2 list')
    await press('Share here')
    expect(world.outbox.written.map(({ kind }) => kind)).toEqual(['answer', 'share', 'answer'])
    expect(world.outbox.answers().at(-1)).toMatch(/^Shared in #ops\. 1 instance/)
  })

  it('is not done where it cannot be recorded', async () => {
    await answered('ec2 list')
    world.ports.store.recordAudit = () => Promise.reject(new Error('disk full'))
    await press('Share here')
    expect(world.outbox.written.map(({ kind }) => kind)).toEqual(['answer', 'answer'])
  })

  it('of an export shares the list and sends no second file', async () => {
    await answered('ec2 list --export csv')
    await press('Share here')
    expect(world.outbox.written.map(({ kind }) => kind)).toEqual(['file', 'answer', 'share', 'answer'])
    expect(JSON.stringify(world.outbox.written[2]?.view)).not.toContain('direct messages')
  })

  it.each([
    ['shared with another organisation', { ...ops, isExternal: true }],
    ['of which the bot is no member', { ...ops, isMember: false }],
    ['that Slack says nothing of', undefined],
    ['that is a direct message', { ...ops, isDirect: true }],
  ])('is not offered in a channel %s', async (_, channel) => {
    const { outbox } = await answered('ec2 list', { channel })
    expect(JSON.stringify(outbox.written)).not.toContain('Share here')
  })
})

describe('a select whose choices are asked for', () => {
  it('finds what was typed among its record, for the person whose it is', async () => {
    const twins = anAccount(Array.from({ length: 150 }, () => anInstance({ name: 'kafka' })))
    await answered('ec2 show kafka', { reader: twins })
    const id = world.outbox.written[0]?.recordId
    const ask = { team: ada.team, user: ada.id, value: `${id}:choose`, typed: '' }
    expect(await world.spine.suggest(ask)).toHaveLength(100)
    const label = world.outbox.written[0]?.view?.actions.flatMap(choicesOf)[7]?.label ?? ''
    expect(await world.spine.suggest({ ...ask, typed: label.toUpperCase() })).toEqual([
      { label, value: `${id}:choose-8` },
    ])
    expect(await world.spine.suggest({ ...ask, user: 'U0LIN' })).toEqual([])
    expect(await world.spine.suggest({ ...ask, value: 'gone:choose' })).toEqual([])
  })
})
