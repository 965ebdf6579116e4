import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cancelled, confirmed, ended, next } from '../../src/core/change.ts'
import { noon } from '../fixtures/values.ts'
import { aStore } from './open.ts'
import { aChange, aJob, anEvent, aProposal } from './values.ts'

let at: Awaited<ReturnType<typeof aStore>>

beforeEach(async () => {
  at = await aStore()
})
afterEach(() => at.remove())

const everything = { user: undefined, target: undefined, command: undefined, change: undefined, since: undefined }
const countEvents = async () => (await at.store.listEvents({ ...everything, offset: 0, limit: 1 })).total
const nothing = { events: [], jobs: [] }

describe('a proposal', () => {
  it('is kept whole, with its invocation, events and jobs, also after a restart', async () => {
    const change = aChange()
    const proposal = aProposal(change, { jobs: [aJob({ kind: 'expire', change: change.id, dueAt: noon + 5 })] })
    await at.store.recordProposed(proposal)
    await at.reopen()
    expect(await at.store.findChange(change.id)).toEqual(change)
    expect(await at.store.findProposedBy(change.delivery)).toEqual(change)
    expect(await at.store.findAnswered(`I of ${change.id}`)).toEqual(proposal.answered)
    expect(await countEvents()).toBe(1)
    expect(await at.store.nextDueAt()).toBe(noon + 5)
  })

  it('is made once by a delivery', async () => {
    const first = aChange()
    await at.store.recordProposed(aProposal(first))
    const second = aChange({ delivery: first.delivery })
    await expect(at.store.recordProposed(aProposal(second, { jobs: [aJob()] }))).rejects.toThrow('UNIQUE')
    expect(await at.store.findProposedBy(first.delivery)).toEqual(first)
    expect(await at.store.findAnswered(`I of ${second.id}`)).toBeUndefined()
    expect(await countEvents()).toBe(1)
    expect(await at.store.nextDueAt()).toBeUndefined()
  })

  it('is not kept where its audit cannot be written', async () => {
    const event = anEvent()
    await at.store.recordAudit(event)
    const change = aChange()
    await expect(at.store.recordProposed(aProposal(change, { events: [event] }))).rejects.toThrow('UNIQUE')
    expect(await at.store.findChange(change.id)).toBeUndefined()
    expect(await at.store.findAnswered(`I of ${change.id}`)).toBeUndefined()
  })
})

describe('a change', () => {
  it('is saved over the version before, with its events and jobs', async () => {
    const change = aChange()
    await at.store.recordProposed(aProposal(change))
    const later = next(change, { state: 'confirmed', decidedBy: 'U0ADA', decidedAt: noon + 1 })
    expect(await at.store.saveChange(later, { events: [anEvent()], jobs: [aJob({ dueAt: noon + 1 })] })).toBe(true)
    await at.reopen()
    expect(await at.store.findChange(change.id)).toEqual(later)
    expect(await countEvents()).toBe(2)
    expect(await at.store.nextDueAt()).toBe(noon + 1)
  })

  it.each([
    ['an older one', 1],
    ['one that skips a version', 3],
  ])('is not saved over by %s, and nothing is written with it', async (_, version) => {
    const change = aChange()
    await at.store.recordProposed(aProposal(change))
    const wrong = { ...change, version, state: 'cancelled' } as const
    expect(await at.store.saveChange(wrong, { events: [anEvent()], jobs: [aJob()] })).toBe(false)
    expect(await at.store.findChange(change.id)).toEqual(change)
    expect(await countEvents()).toBe(1)
    expect(await at.store.nextDueAt()).toBeUndefined()
  })

  it('is not made by saving one that was never proposed', async () => {
    expect(await at.store.saveChange(aChange({ version: 2 }), nothing)).toBe(false)
  })

  it('is moved by one of ten who try at once', async () => {
    const change = aChange()
    await at.store.recordProposed(aProposal(change))
    const saved = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        at.store.saveChange(next(change, { ending: `by ${index}` }), { events: [anEvent()], jobs: [aJob()] }),
      ),
    )
    expect(saved.filter((isSaved) => isSaved)).toHaveLength(1)
    expect(await at.store.findChange(change.id)).toMatchObject({ version: 2, ending: `by ${saved.indexOf(true)}` })
    expect(await countEvents()).toBe(2)
  })

  it.each(['event', 'job'])('stays as it was where an %s with it cannot be written', async (which) => {
    const change = aChange()
    const [event, job] = [anEvent(), aJob()]
    await at.store.recordProposed(aProposal(change, { events: [event], jobs: [job] }))
    const beside = {
      events: [anEvent(), which === 'event' ? event : anEvent()],
      jobs: [which === 'job' ? job : aJob()],
    }
    await expect(at.store.saveChange(next(change, { state: 'confirmed' }), beside)).rejects.toThrow('UNIQUE')
    expect(await at.store.findChange(change.id)).toEqual(change)
    expect(await countEvents()).toBe(1)
  })
})

describe('the list of changes', () => {
  const ask = { user: undefined, which: 'all', offset: 0, limit: 10 } as const
  const list = async (query: Partial<Parameters<typeof at.store.listChanges>[0]>) => {
    const { changes, total } = await at.store.listChanges({ ...ask, ...query })
    return { ids: changes.map(({ id }) => id), total }
  }

  beforeEach(async () => {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    for (const change of [
      aChange({ id: 'old', proposedAt: noon - 2, state: 'done', endedAt: noon - 1 }),
      aChange({ id: 'running', proposedAt: noon - 1, state: 'following' }),
      aChange({ id: 'of grace', proposedAt: noon, user: 'U0GRACE' }),
    ])
      await at.store.recordProposed(aProposal(change))
  })

  it('has the newest first, everybody’s', async () => {
    expect(await list({})).toEqual({ ids: ['of grace', 'running', 'old'], total: 3 })
  })

  it('is one person’s where that is asked', async () => {
    expect(await list({ user: 'U0ADA' })).toEqual({ ids: ['running', 'old'], total: 2 })
  })

  it('tells running from past', async () => {
    expect(await list({ which: 'running' })).toEqual({ ids: ['of grace', 'running'], total: 2 })
    expect(await list({ which: 'past' })).toEqual({ ids: ['old'], total: 1 })
  })

  it('comes in pages, and counts what is on none', async () => {
    expect(await list({ offset: 1, limit: 1 })).toEqual({ ids: ['running'], total: 3 })
  })

  it('forgets what ended long ago, and nothing that has not ended', async () => {
    await at.store.forgetBefore(noon)
    expect(await list({})).toEqual({ ids: ['of grace', 'running'], total: 2 })
    expect(await countEvents()).toBe(3)
  })
})

it('between two writes of changes everything else has its turn', async () => {
  const order: string[] = []
  const propose = async (name: string) => {
    await at.store.recordProposed(aProposal(aChange()))
    order.push(name)
  }
  const delivery = new Promise<void>((resolve) => setImmediate(resolve)).then(() => order.push('a delivery'))
  await Promise.all([propose('one'), propose('two'), propose('three'), delivery])
  expect(order).toEqual(['one', 'a delivery', 'two', 'three'])
})

describe('the count of a person’s changes', () => {
  const ada = { team: 'T0HARBOUR', user: 'U0ADA' }

  it('has what they confirmed since then, however it ended', async () => {
    const decision = { by: 'U0ADA', at: noon }
    const decide = async (change: ReturnType<typeof aChange>, decided: typeof change | undefined) => {
      await at.store.recordProposed(aProposal(change))
      if (decided !== undefined) expect(await at.store.saveChange(decided, nothing)).toBe(true)
    }
    const [waiting, running, over, no, grace] = [aChange(), aChange(), aChange(), aChange(), aChange({ user: 'U0G' })]
    const confirmedOver = confirmed(over, decision)
    await decide(waiting, undefined)
    await decide(running, confirmed(running, decision))
    await decide(over, confirmedOver)
    if (confirmedOver !== undefined) await at.store.saveChange(ended(confirmedOver, noon + 1), nothing)
    await decide(no, cancelled(no, decision))
    await decide(grace, confirmed(grace, decision))
    expect(await at.store.countChanges(ada, noon)).toBe(2)
    expect(await at.store.countChanges(ada, noon + 1)).toBe(0)
    expect(await at.store.countChanges({ ...ada, team: 'T0OTHER' }, noon)).toBe(0)
  })
})

describe('within a number of confirmations', () => {
  const decision = { by: 'U0ADA', at: noon }
  const proposed = async (given: Parameters<typeof aChange>[0] = {}) => {
    const change = aChange(given)
    await at.store.recordProposed(aProposal(change))
    return change
  }
  const confirming = (change: ReturnType<typeof aChange>, fewerThan: number) => {
    const after = confirmed(change, decision)
    if (after === undefined) throw new Error('it cannot be confirmed')
    return at.store.saveChange(after, { events: [anEvent()], jobs: [], within: { since: noon, fewerThan } })
  }

  it('those that are saved at once are no more than that, and nothing is written of the others', async () => {
    const [one, two, three] = [await proposed(), await proposed(), await proposed()]
    const before = await countEvents()
    expect(await Promise.all([one, two, three].map((change) => confirming(change, 2)))).toEqual([true, true, false])
    expect(await at.store.findChange(three.id)).toEqual(three)
    expect(await countEvents()).toBe(before + 2)
  })

  it('those of others do not count', async () => {
    expect(await confirming(await proposed({ user: 'U0LIN' }), 1)).toBe(true)
    expect(await confirming(await proposed(), 1)).toBe(true)
  })
})

it('the confirmed changes are those since then, and those that are not at their end', async () => {
  const save = async (name: string, change: ReturnType<typeof aChange>, moved: typeof change | undefined) => {
    await at.store.recordProposed(aProposal(change))
    if (moved !== undefined) await at.store.saveChange({ ...moved, version: 2, said: name }, nothing)
  }
  const [early, late] = [
    { by: 'U0ADA', at: noon },
    { by: 'U0ADA', at: noon + 60_000 },
  ]
  const change = aChange()
  await save('proposed', aChange(), undefined)
  await save('cancelled', change, cancelled(change, late))
  const confirmedAt = (decision: typeof early, over: boolean) => {
    const each = aChange()
    const moved = confirmed(each, decision)
    return [each, moved === undefined || !over ? moved : ended(moved, decision.at + 1)] as const
  }
  await save('early and over', ...confirmedAt(early, true))
  await save('early and running', ...confirmedAt(early, false))
  await save('late and over', ...confirmedAt(late, true))
  const found = await at.store.listConfirmed(noon + 60_000)
  expect(found.map(({ said }) => said).toSorted()).toEqual(['early and running', 'late and over'])
})
