import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../src/core/change.ts'
import type { Freeze } from '../../src/core/freeze.ts'
import { ada, noon } from '../fixtures/values.ts'
import { aPress, aYard, lin, type Yard } from './changing.ts'

let yard: Yard
let change: Change

beforeEach(async () => {
  yard = await aYard()
  change = await yard.propose('ec2 stop web-1')
})

const expiresAfterMs = 600_000

const last = () => yard.outbox.written.at(-1)
const kinds = async () => (await yard.audit(change)).map(({ kind }) => kind)

/** All that jobs might still do has been done, and AWS was not asked to change anything. */
async function expectNothingDone(): Promise<void> {
  await yard.runJobs()
  expect(yard.account.calls).toEqual([])
}

describe('a confirmation', () => {
  it('is recorded with its job, and the card says that it is under way', async () => {
    expect(last()).toMatchObject({ kind: 'card', text: expect.stringMatching(/^Stop web-1/) })
    await yard.press(change, 'confirm')
    expect(last()).toMatchObject({ kind: 'card-update', text: expect.stringMatching(/^Stopping web-1/) })
    expect(await yard.getChange(change)).toMatchObject({ state: 'confirmed', decidedBy: ada.id, decidedAt: noon })
    expect(await kinds()).toEqual(['proposed', 'confirmed'])
    await yard.runJobs()
    expect(yard.account.calls).toEqual(['stop web-1'])
  })

  it('that is faster than Slack’s answer to the post is followed on the card that was pressed', async () => {
    const { postCard } = yard.ports.slack.outbox
    yard.ports.slack.outbox.postCard = async (answer, where) => {
      const card = await postCard(answer, where)
      await yard.give(aPress(`${answer.recordId}:confirm`, { cardTs: card.ts }))
      return card
    }
    const fast = await yard.propose('ec2 stop web-1')
    await yard.runJobs()
    expect(fast).toMatchObject({ state: 'confirmed', card: { channel: fast.channel } })
    expect(yard.outbox.written.filter(({ recordId }) => recordId === fast.id).map(({ kind }) => kind)).not.toContain(
      'told',
    )
  })

  it('that is pressed twice is one confirmation, and both are answered by the card', async () => {
    await yard.press(change, 'confirm')
    await yard.press(change, 'confirm')
    expect(yard.outbox.written.map(({ kind }) => kind)).toEqual(['card', 'card-update', 'card-update'])
    expect(yard.written.jobs).toEqual(['apply'])
    await yard.runJobs()
    expect(yard.account.calls).toEqual(['stop web-1'])
    expect(await yard.ports.store.listUnanswered()).toEqual([])
  })

  it('that is pressed on a second post of the card brings both up to date', async () => {
    await yard.press(change, 'confirm', { channel: 'C0OPS', cardTs: '99.9' })
    const updated = yard.outbox.written.filter(({ kind }) => kind === 'card-update')
    expect(updated).toHaveLength(2)
    expect(new Set(updated.map(({ text }) => text))).toEqual(new Set([updated[0]?.text]))
  })

  it('that is pressed twice in the same moment is one confirmation', async () => {
    await Promise.all([yard.press(change, 'confirm'), yard.press(change, 'confirm')])
    expect(yard.outbox.answers()).toEqual([])
    expect(yard.written.jobs).toEqual(['apply'])
    expect((await kinds()).filter((kind) => kind === 'confirmed')).toHaveLength(1)
  })

  it('and a cancellation in the same moment do not both happen', async () => {
    await Promise.all([yard.press(change, 'cancel'), yard.press(change, 'confirm')])
    const { state } = await yard.getChange(change)
    expect((await kinds()).slice(1)).toEqual([state, 'denied'])
    expect(yard.outbox.answers()).toHaveLength(1)
  })

  it.each(['confirm', 'cancel'])('by another person is refused: %s', async (verb) => {
    await yard.press(change, verb, { user: lin.id })
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('Only who asked for a change')])
    expect(await yard.getChange(change)).toMatchObject({ state: 'proposed' })
    await expectNothingDone()
  })
})

describe('from an old card', () => {
  it('a change that was cancelled is not done', async () => {
    await yard.press(change, 'cancel')
    expect(last()).toMatchObject({ kind: 'card-update', text: expect.stringMatching(/^Cancelled/) })
    await yard.press(change, 'confirm')
    expect(yard.outbox.answers()).toEqual([expect.stringMatching(/has ended: it is cancelled.*Nothing was done/)])
    expect(await kinds()).toEqual(['proposed', 'cancelled', 'denied'])
    await expectNothingDone()
  })

  it('a change that is under way is not cancelled', async () => {
    await yard.press(change, 'confirm')
    await yard.press(change, 'cancel')
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('under way')])
    expect(await yard.getChange(change)).toMatchObject({ state: 'confirmed' })
  })

  it('a change that is done is not done again', async () => {
    await yard.press(change, 'confirm')
    await yard.runJobs()
    yard.account.settle()
    await yard.system.advance(3_000)
    await yard.runJobs()
    await yard.press(change, 'confirm')
    expect(last()).toMatchObject({ kind: 'card-update', text: expect.stringMatching(/^Stopped/) })
    await yard.runJobs()
    expect(yard.account.calls).toEqual(['stop web-1'])
  })
})

describe('an edited value', () => {
  it.each([
    ['an unknown verb', ({ id }: Change) => `${id}:destroy`],
    ['the verb of nobody', ({ id }: Change) => `${id}:__proto__`],
    ['another record', () => 'ID999:confirm'],
    ['no verb', ({ id }: Change) => id],
    ['nothing', () => ':'],
  ])('with %s does nothing', async (_, valueOf) => {
    await yard.give(aPress(valueOf(change)))
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('That button is too old')])
    expect(await yard.getChange(change)).toMatchObject({ state: 'proposed' })
    await expectNothingDone()
  })

  it('that names a change of somebody else does nothing', async () => {
    const theirs = await yard.propose('ec2 stop web-1', { user: lin.id })
    await yard.press(theirs, 'confirm')
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('Only who asked for a change')])
    await expectNothingDone()
  })

  it('that asks to look again at what was never done does nothing', async () => {
    await yard.press(change, 'look-again')
    expect(await yard.getChange(change)).toMatchObject({ state: 'proposed' })
    await expectNothingDone()
  })
})

describe('after ten minutes', () => {
  it('a confirmation comes too late, and the card says so', async () => {
    await yard.system.advance(expiresAfterMs)
    await yard.press(change, 'confirm')
    expect(last()).toMatchObject({ kind: 'card-update', text: expect.stringMatching(/^Expired.*Nothing was changed/) })
    await yard.press(change, 'confirm')
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('it is expired')])
    await expectNothingDone()
    expect(await kinds()).toEqual(['proposed', 'expired', 'denied'])
  })

  it('the card says by itself that it has expired', async () => {
    await yard.system.advance(expiresAfterMs - 1)
    await yard.runJobs()
    expect(await yard.getChange(change)).toMatchObject({ state: 'proposed' })
    await yard.system.advance(1)
    await yard.runJobs()
    expect(last()).toMatchObject({ kind: 'card-update', text: expect.stringMatching(/^Expired/) })
    expect(await kinds()).toEqual(['proposed', 'expired'])
    await expectNothingDone()
  })

  it('a change that was confirmed in time does not expire', async () => {
    await yard.system.advance(expiresAfterMs - 1)
    await yard.press(change, 'confirm')
    await yard.system.advance(1)
    await yard.runJobs()
    expect(yard.account.calls).toEqual(['stop web-1'])
    expect(await kinds()).not.toContain('expired')
  })
})

/** Nobody has their count before everybody has asked for it, so that all of them see what was there before. */
function countingTogether({ ports: { store } }: Yard, { people, rounds }: { people: number; rounds: number }) {
  const { countChanges } = store
  const all = Array.from({ length: rounds }, () => Promise.withResolvers<void>())
  let asked = 0
  return async (...given: Parameters<typeof countChanges>) => {
    const round = all[Math.floor(asked / people)]
    asked += 1
    if (asked % people === 0) round?.resolve()
    const count = await countChanges(...given)
    await round?.promise
    return count
  }
}

const weekend: Freeze = {
  name: 'the sale',
  reason: 'no changes while it lasts',
  when: { kind: 'once', from: '2026-11-23T12:01', until: '2026-11-24T00:00' },
  environments: undefined,
}

describe('what was allowed when it was proposed is decided again', () => {
  it.each([
    ['lost the right', () => yard.slack.groups.set(ada.id, []), 'Changes are for the group changers'],
    ['became a guest', () => yard.slack.people.set(ada.id, { ...ada, isGuest: true }), 'You are a guest'],
    ['was deactivated', () => yard.slack.people.set(ada.id, { ...ada, isDeleted: true }), 'deactivated'],
    ['is told to wait by a pause', () => yard.pause(), 'Changes are paused by <@U0LIN>'],
    ['came into a freeze', () => void (yard.rules.changes = { freezes: [weekend] }), 'no changes while it lasts'],
    [
      'changes more than the cap allows by now',
      () => void (yard.rules.changes = { caps: { ...yard.ports.product.changes.caps, maxTargets: 0 } }),
      'At most 0 may be changed',
    ],
  ])('where the person %s', async (_, happens, sentence) => {
    await happens()
    await yard.system.advance(60_000)
    await yard.press(change, 'confirm')
    expect(yard.outbox.answers()).toEqual([expect.stringContaining(sentence)])
    expect(await yard.getChange(change)).toMatchObject({ state: 'proposed' })
    await expectNothingDone()
  })

  it('and of several in the same moment no more are confirmed than may be in an hour', async () => {
    yard.rules.changes = { caps: { ...yard.ports.product.changes.caps, perPersonPerHour: 1 } }
    const others = [await yard.propose('ec2 reboot web-1'), await yard.propose('ec2 stop web-1')]
    yard.ports.store.countChanges = countingTogether(yard, { people: 3, rounds: 2 })
    await Promise.all([change, ...others].map((each) => yard.press(each, 'confirm')))
    expect(yard.written.jobs).toEqual(['apply'])
    expect(yard.outbox.answers()).toHaveLength(2)
    expect(yard.outbox.answers()).toEqual(Array(2).fill(expect.stringContaining('more than 1 changes of yours')))
  })

  it('and the number of changes in an hour is counted by confirmations', async () => {
    yard.rules.changes = { caps: { ...yard.ports.product.changes.caps, perPersonPerHour: 1 } }
    const second = await yard.propose('ec2 reboot web-1')
    await yard.press(change, 'confirm')
    await yard.press(second, 'confirm')
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('more than 1 changes of yours in an hour')])
    await yard.system.advance(3_600_001)
    expect(await yard.ports.store.countChanges({ team: ada.team, user: ada.id }, yard.system.now() - 3_600_000)).toBe(0)
  })
})
