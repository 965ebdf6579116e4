import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { ada, noon } from '../fixtures/values.ts'
import { applied, confirmed, progressIn, stops } from './applying.ts'
import type { Yard } from './changing.ts'
import { accepts, type Reply } from './changing-account.ts'

describe('in the middle of three', () => {
  const meanwhile =
    (happens: () => unknown): Reply =>
    async (move) => {
      await happens()
      return accepts(move)
    }

  it.each([
    ['a pause', (yard: Yard) => yard.pause(), 'Changes are paused by <@U0LIN>'],
    ['the requester lost the right', (yard: Yard) => yard.slack.groups.set(ada.id, []), 'Changes are for the group'],
    [
      'the requester was deactivated',
      (yard: Yard) => yard.slack.people.set(ada.id, { ...ada, isDeleted: true }),
      'deactivated',
    ],
  ])('%s keeps the rest from being done', async (_, happens, reason) => {
    const at = await confirmed()
    at.yard.account.replies.push(meanwhile(() => happens(at.yard)))
    const change = await applied(at)
    expect(progressIn(change)).toEqual(['accepted', 'not-tried', 'not-tried'])
    expect(change.progress[1]).toMatchObject({ reason: expect.stringContaining(reason) })
    expect(at.yard.account.calls).toEqual(['stop web-1'])
  })

  it('a stop of Windlass leaves the rest to the next start', async () => {
    const stopping = new AbortController()
    const at = await confirmed('ec2 stop web-*', [meanwhile(() => stopping.abort())])
    await at.yard.runJobs(stopping.signal)
    expect(progressIn(await at.yard.getChange(at.change))).toEqual(['accepted', 'waiting', 'waiting'])
    await at.yard.system.advance(1)
    expect(progressIn(await applied(at))).toEqual(['accepted', 'accepted', 'accepted'])
    expect(at.yard.account.calls).toEqual(stops(3))
  })
})

describe('between the confirmation and the first step', () => {
  const group = new Map([['aws:autoscaling:groupName', 'shop-web']])

  it.each([
    ['was stopped', { state: 'stopped' }, 'web-2 is already stopped'],
    ['came into a group', { tags: group }, /web-2: Auto Scaling group was not set and is shop-web/],
    ['was terminated', { state: 'terminated' }, 'web-2 is terminated'],
  ] as const)('an instance that %s ends the change, which says so', async (_, changed, sentence) => {
    const at = await confirmed()
    at.yard.account.change('web-2', changed)
    const change = await applied(at)
    expect(progressIn(change)).toEqual(['not-tried', 'not-tried', 'not-tried'])
    expect(change.progress[0]).toMatchObject({ reason: expect.stringMatching(sentence) })
    expect(at.yard.account.calls).toEqual([])
    expect(at.yard.outbox.written.at(-1)).toMatchObject({ kind: 'card-update', text: expect.stringContaining('none') })
  })

  it('an instance that is gone ends the change', async () => {
    const at = await confirmed()
    at.yard.account.remove('web-2')
    expect((await applied(at)).progress[0]).toMatchObject({ reason: expect.stringContaining('web-2 is not there') })
    expect(at.yard.account.calls).toEqual([])
  })

  it('what is only worded or priced otherwise changes nothing', async () => {
    const at = await confirmed()
    at.yard.account.change('web-2', { name: 'web-two', launchedAt: noon, publicAddress: '203.0.113.7' })
    expect(progressIn(await applied(at))).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('a place that cannot be read ends the change', async () => {
    const at = await confirmed()
    at.yard.reader.findInstances = async () =>
      Promise.reject(new UserError('Timeout', 'sandbox did not answer in 8 s.'))
    expect((await applied(at)).progress[0]).toMatchObject({ kind: 'not-tried', reason: expect.stringContaining('8 s') })
    expect(at.yard.account.calls).toEqual([])
  })

  it.each([
    ['lost the right', (yard: Yard) => yard.slack.groups.set(ada.id, []), 'Changes are for the group'],
    ['became a guest', (yard: Yard) => yard.slack.people.set(ada.id, { ...ada, isGuest: true }), 'You are a guest'],
    ['is told to wait by a pause', (yard: Yard) => yard.pause(), 'Changes are paused'],
  ])('the person who %s changes nothing', async (_, happens, reason) => {
    const at = await confirmed()
    await happens(at.yard)
    const change = await applied(at)
    expect(change.state).toBe('ended')
    expect(change.progress[0]).toMatchObject({ kind: 'not-tried', reason: expect.stringContaining(reason) })
    expect(at.yard.account.calls).toEqual([])
  })

  it('a Slack that cannot say who the person is now changes nothing', async () => {
    const at = await confirmed()
    at.yard.slack.getGroups = async () => Promise.reject(new UserError('SlackUnavailable', 'Slack cannot be reached.'))
    await expect(at.yard.runJobs()).rejects.toThrow('Slack cannot be reached')
    expect(at.yard.account.calls).toEqual([])
  })

  it('a pause that comes while it is looked at once more changes nothing', async () => {
    const at = await confirmed()
    const { findInstances } = at.yard.ports.aws.readerFor({ team: ada.team, user: ada.id })
    at.yard.reader.findInstances = async (query) => {
      await at.yard.pause()
      return findInstances(query)
    }
    expect(progressIn(await applied(at))).toEqual(['not-tried', 'not-tried', 'not-tried'])
    expect(at.yard.account.calls).toEqual([])
  })
})
