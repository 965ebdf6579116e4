import { beforeEach, describe, expect, it } from 'vitest'
import type { AuditEvent, AuditQuery } from '../../src/core/audit.ts'
import type { Change } from '../../src/core/change.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import { aProduct } from '../fixtures/spine.ts'
import { aDelivery, ada, anInstance } from '../fixtures/values.ts'
import { aPress, aYard, lin, type Yard } from './changing.ts'
import { fleet } from './changing-account.ts'

let yard: Yard
let change: Change

const any = { user: undefined, target: undefined, command: undefined, change: undefined, since: undefined }

async function find(query: Partial<AuditQuery>): Promise<readonly AuditEvent[]> {
  const { events } = await yard.ports.store.listEvents({ ...any, offset: 0, limit: 100, ...query })
  return events.toReversed()
}

const kindsOn = async (target: string) => (await find({ target })).map(({ kind }) => kind)

/** What the audit has of the change under that kind, and from where. */
async function fromWhere(kind: AuditEvent['kind']) {
  const events = (await yard.audit(change)).filter((event) => event.kind === kind)
  return events.map(({ user, surface, channel, delivery }) => ({ user, surface, channel, delivery }))
}

describe('what was decided on a card', () => {
  beforeEach(async () => {
    yard = await aYard()
    change = await yard.propose('ec2 stop web-1')
  })

  const press = async (verb: string, from: Partial<Delivery> = {}) => {
    const pressed = aPress(`${change.id}:${verb}`, { channel: 'C0OTHER', ...from })
    await yard.give(pressed)
    const { user, surface, channel, id: delivery } = pressed
    return { user, surface, channel, delivery }
  }

  it.each([
    ['confirm', 'confirmed'],
    ['cancel', 'cancelled'],
  ] as const)('is recorded from where it was pressed: %s', async (verb, kind) => {
    const pressed = await press(verb)
    expect(await fromWhere(kind)).toEqual([pressed])
    expect(await fromWhere('proposed')).toEqual([
      { user: ada.id, surface: 'slash', channel: change.channel, delivery: change.delivery },
    ])
  })

  it('is recorded under who asked to look again', async () => {
    await press('confirm')
    await yard.runJobs()
    await yard.system.advance(3_600_000)
    await yard.runJobs()
    const pressed = await press('look-again', { user: lin.id })
    expect(await fromWhere('answered')).toEqual([pressed])
  })

  it('is recorded with the change where it was denied', async () => {
    const pressed = await press('confirm', { user: lin.id })
    expect(await fromWhere('denied')).toEqual([pressed])
  })
})

describe('what has to be typed', () => {
  beforeEach(async () => {
    yard = await aYard({ instances: [anInstance({ name: 'orders-1' })] })
    change = await yard.propose('ec2 stop orders-1')
  })

  const typing = (typed: string) => {
    const value = `${change.id}:confirm`
    return aPress(value, { surface: 'modal', channel: 'C0OTHER', asks: { kind: 'offer', value, filled: { typed } } })
  }

  it('is recorded when it is asked for', async () => {
    await yard.press(change, 'confirm', { trigger: 'T1' })
    const [, asked] = await yard.audit(change)
    expect(asked).toMatchObject({ kind: 'asked', surface: 'click', outcome: expect.stringContaining('Type its name') })
    expect(await kindsOn('orders-1')).toEqual(['proposed', 'asked'])
  })

  it('is recorded as a confirmation from the form', async () => {
    const right = typing('orders-1')
    expect(await yard.spine.findMistakes(right)).toBeUndefined()
    await yard.give(right)
    expect(await fromWhere('confirmed')).toEqual([
      { user: ada.id, surface: 'modal', channel: 'C0OTHER', delivery: right.id },
    ])
    expect(await fromWhere('mistyped')).toEqual([])
  })

  it('is recorded where it was something else, but not what', async () => {
    const wrong = [typing('my secret'), typing('')]
    for (const each of wrong) expect(await yard.spine.findMistakes(each)).toBeDefined()
    expect(await fromWhere('mistyped')).toEqual(
      wrong.map(({ id: delivery }) => ({ user: ada.id, surface: 'modal', channel: 'C0OTHER', delivery })),
    )
    expect(await kindsOn('orders-1')).toEqual(['proposed', 'mistyped', 'mistyped'])
    expect(JSON.stringify(await find({}))).not.toContain('my secret')
  })

  it('is recorded as well where the form was taken before it was looked at', async () => {
    const wrong = typing('orders')
    await yard.give(wrong)
    expect(await fromWhere('mistyped')).toEqual([
      { user: ada.id, surface: 'modal', channel: 'C0OTHER', delivery: wrong.id },
    ])
  })
})

describe('each target of a change', () => {
  beforeEach(async () => {
    yard = await aYard({ instances: fleet(2) })
  })

  it('finds all that was recorded of it', async () => {
    change = await yard.propose('ec2 stop web-*')
    await yard.press(change, 'confirm')
    await yard.runJobs()
    yard.account.settle()
    await yard.system.advance(3_000)
    await yard.runJobs()
    const all = ['proposed', 'confirmed', 'step-begun', 'step-accepted', 'step-ended', 'ended']
    expect(await kindsOn('web-1')).toEqual(all)
    expect(await kindsOn('web-2')).toEqual(all)
  })

  it.each([
    ['cancelled', () => yard.press(change, 'cancel')],
    ['expired', () => yard.system.advance(600_000).then(() => yard.runJobs())],
  ])('finds a change that was %s', async (kind, happens) => {
    change = await yard.propose('ec2 stop web-*')
    await happens()
    expect(await kindsOn('web-1')).toEqual(['proposed', kind])
    expect(await kindsOn('web-2')).toEqual(['proposed', kind])
  })

  const notWeb1 = `@id("all") permit (principal, action, resource);
@id("not-web-1") forbid (principal, action in Action::"change", resource is Instance) when { resource.name == "web-1" };`

  it.each([
    ['policy', () => Object.defineProperty(yard.ports, 'product', { value: aProduct(notWeb1) })],
    ['pause', () => yard.pause()],
    ['cap', () => (yard.rules.changes = { caps: { ...aProduct().changes.caps, maxTargets: 1 } })],
  ])('finds what a %s denied', async (_, happens) => {
    await happens()
    await yard.give(aDelivery('ec2 stop web-*'))
    expect(await kindsOn('web-2')).toEqual(['denied'])
  })
})
