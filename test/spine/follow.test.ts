import { describe, expect, it } from 'vitest'
import type { Change } from '../../src/core/change.ts'
import { choicesOf } from '../../src/core/view.ts'
import { detailsOf } from '../fixtures/account.ts'
import { ada } from '../fixtures/values.ts'
import { aYard, lin, type Yard } from './changing.ts'
import { fleet } from './changing-account.ts'

const minute = 60_000

/** Confirmed and taken by AWS; nothing has arrived yet. */
async function following(
  words: string,
  given: { readonly state?: 'running' | 'stopped'; readonly count?: number } = {},
) {
  const { state = 'running', count = 1 } = given
  const yard = await aYard({ instances: fleet(count).map((each) => ({ ...each, state })) })
  const change = await yard.propose(words)
  await yard.press(change, 'confirm')
  await yard.runJobs()
  return { yard, change }
}

async function pass({ system, runJobs }: Yard, ms: number): Promise<void> {
  await system.advance(ms)
  await runJobs()
}

const card = ({ outbox }: Yard) => outbox.written.at(-1)
const labels = (yard: Yard) =>
  card(yard)
    ?.view?.actions.flatMap(choicesOf)
    .map(({ label }) => label)
const progressIn = async (yard: Yard, change: Change) => (await yard.getChange(change)).progress

describe('a change that AWS has taken', () => {
  it('is looked at until every target is there, and then can be undone', async () => {
    const { yard, change } = await following('ec2 stop web-*', { count: 2 })
    expect(await yard.getChange(change)).toMatchObject({ state: 'following' })
    yard.account.change('web-1', { state: 'stopped' })
    await pass(yard, 3_000)
    expect((await progressIn(yard, change)).map(({ kind }) => kind)).toEqual(['there', 'accepted'])
    yard.account.settle()
    await pass(yard, 3_000)
    expect(await yard.getChange(change)).toMatchObject({ state: 'done', endedAt: yard.system.now() })
    expect(card(yard)).toMatchObject({ kind: 'card-update', text: expect.stringMatching(/^Stopped 2 of 2 instances/) })
    expect(labels(yard)).toContain('Undo: start 2 instances')
    const ends = (await yard.audit(change))
      .slice(-3)
      .map(({ kind, targets, outcome }) => [kind, targets?.map(({ name }) => name).join(' '), outcome])
    expect(ends).toEqual([
      ['step-ended', 'web-1', 'stopped'],
      ['step-ended', 'web-2', 'stopped'],
      ['ended', 'web-1 web-2', '2 of 2 done'],
    ])
  })

  it('is undone by a change like any other, which has to be confirmed', async () => {
    const { yard, change } = await following('ec2 stop web-1')
    yard.account.settle()
    await pass(yard, 3_000)
    await yard.press(change, 'undo')
    expect(card(yard)).toMatchObject({ kind: 'card', text: expect.stringMatching(/^Start web-1/) })
    expect(yard.account.calls).toEqual(['stop web-1'])
  })

  it('is looked at by whoever the requester was, without asking for anything to be changed', async () => {
    const { yard, change } = await following('ec2 stop web-1')
    yard.slack.people.set(ada.id, { ...ada, isDeleted: true })
    yard.account.settle()
    await pass(yard, 3_000)
    expect(await yard.getChange(change)).toMatchObject({ state: 'done' })
    expect(yard.account.calls).toEqual(['stop web-1'])
  })

  it('and cannot be looked at for a while is looked at again', async () => {
    const { yard, change } = await following('ec2 stop web-1')
    const failures = change.plan.targets.map(({ place }) => ({ place, code: 'Timeout', message: 'No answer in 8 s.' }))
    yard.reader.findInstances = async () => ({ instances: [], failures })
    await pass(yard, 3_000)
    expect(await yard.getChange(change)).toMatchObject({ state: 'following' })
    delete yard.reader.findInstances
    yard.account.settle()
    await pass(yard, 3_000)
    expect(await yard.getChange(change)).toMatchObject({ state: 'done' })
  })
})

describe('a target that takes too long', () => {
  it('is said to, and looked at again when somebody asks for it', async () => {
    const { yard, change } = await following('ec2 stop web-1')
    await pass(yard, 15 * minute)
    expect(await progressIn(yard, change)).toMatchObject([{ kind: 'accepted' }])
    await pass(yard, 15_000)
    expect(await progressIn(yard, change)).toMatchObject([{ kind: 'late', state: 'stopping' }])
    expect(card(yard)?.text).toMatch(/Stopped none of 1 instance/)
    expect(labels(yard)).toContain('Keep looking')

    await yard.press(change, 'look-again', { user: lin.id })
    expect(await yard.getChange(change)).toMatchObject({ state: 'following' })
    expect((await yard.audit(change)).at(-1)).toMatchObject({ kind: 'answered', user: lin.id })
    yard.account.settle()
    await yard.runJobs()
    expect(await yard.getChange(change)).toMatchObject({ state: 'done' })
    expect(card(yard)?.text).toMatch(/^Stopped 1 of 1 instance/)
    expect(yard.account.calls).toEqual(['stop web-1'])
  })

  it('is looked at for as long once more, and no longer', async () => {
    const { yard, change } = await following('ec2 stop web-1')
    await pass(yard, 16 * minute)
    await yard.press(change, 'look-again')
    await yard.runJobs()
    expect(await yard.getChange(change)).toMatchObject({ state: 'following' })
    await pass(yard, 16 * minute)
    expect(await yard.getChange(change)).toMatchObject({ state: 'ended' })
  })

  it('twice asked for is looked at once', async () => {
    const { yard, change } = await following('ec2 stop web-1')
    await pass(yard, 16 * minute)
    const before = yard.written.jobs.length
    await Promise.all([yard.press(change, 'look-again'), yard.press(change, 'look-again', { user: lin.id })])
    expect(yard.written.jobs.slice(before)).toEqual(['follow'])
  })
})

describe('a target that goes elsewhere', () => {
  it('is said to, with AWS’s reason', async () => {
    const { yard, change } = await following('ec2 start web-1', { state: 'stopped' })
    yard.account.change('web-1', { state: 'stopped' })
    const stateReason = { code: 'Server.InsufficientInstanceCapacity', message: 'Insufficient capacity' }
    yard.reader.describeInstance = async (instance) => detailsOf(instance, { stateReason })
    await pass(yard, 29_000)
    expect(await progressIn(yard, change)).toMatchObject([{ kind: 'accepted' }])
    await pass(yard, 3_000)
    expect(await progressIn(yard, change)).toMatchObject([
      { kind: 'astray', message: expect.stringMatching(/AWS accepted it, and it is stopped: .*capacity/i) },
    ])
    expect(card(yard)?.text).toMatch(/web-1 did not stay started/)
  })

  it('because its group has replaced it is said to be where it is', async () => {
    const { yard, change } = await following('ec2 stop web-*', { count: 2 })
    yard.account.change('web-1', { state: 'terminated' })
    yard.account.change('web-2', { state: 'stopped' })
    await pass(yard, 3_000)
    expect(await progressIn(yard, change)).toMatchObject([
      { kind: 'astray', message: expect.stringContaining('it is terminated') },
      { kind: 'there' },
    ])
    expect(await yard.getChange(change)).toMatchObject({ state: 'ended' })
    expect(labels(yard)).toContain('Undo: start 1 instance')
  })

  it('and is gone altogether is said to be gone', async () => {
    const { yard, change } = await following('ec2 stop web-1')
    yard.account.remove('web-1')
    await pass(yard, 3_000)
    expect(await progressIn(yard, change)).toMatchObject([
      { kind: 'astray', message: expect.stringContaining('not there') },
    ])
  })
})

it('a card that was deleted meanwhile is told anew in direct messages, and goes on there', async () => {
  const { yard, change } = await following('ec2 stop web-1')
  yard.ports.slack.outbox.updateCard = async () => false
  yard.account.settle()
  await pass(yard, 3_000)
  expect(card(yard)).toMatchObject({ kind: 'told', text: expect.stringMatching(/^Stopped/) })
  expect(await yard.getChange(change)).toMatchObject({ card: { channel: 'D0DIRECT' } })
})
