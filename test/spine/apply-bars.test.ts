import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import type { Freeze } from '../../src/core/freeze.ts'
import { ada, noon } from '../fixtures/values.ts'
import { applied, confirmed, progressIn, stops } from './applying.ts'
import { aYard, type Yard } from './changing.ts'
import { accepts, fleet, type Reply } from './changing-account.ts'

const unreadable = () => Promise.reject(new UserError('Timeout', 'sandbox did not answer in 8 s.'))

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

  it('what is changed by somebody else is seen once the last look is ten seconds old', async () => {
    const at = await confirmed('ec2 stop web-*', [meanwhile(() => at.yard.system.advance(10_001))])
    at.yard.account.replies.push(meanwhile(() => at.yard.account.change('web-3', { state: 'stopped' })))
    expect(progressIn(await applied(at))).toEqual(['accepted', 'accepted', 'accepted'])

    const late = await confirmed('ec2 stop web-*')
    late.yard.account.replies.push(
      meanwhile(async () => {
        late.yard.account.change('web-2', { state: 'stopped' })
        await late.yard.system.advance(10_001)
      }),
    )
    const change = await applied(late)
    expect(progressIn(change)).toEqual(['accepted', 'not-tried', 'not-tried'])
    expect(change.progress[1]).toMatchObject({ reason: expect.stringContaining('web-2 is already stopped') })
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

  it('a place that cannot be read is read again a few times, and then ends the change', async () => {
    const at = await confirmed()
    at.yard.reader.findInstances = unreadable
    for (let attempt = 1; attempt < 5; attempt += 1) {
      // oxlint-disable no-await-in-loop -- one after the other
      await expect(at.yard.runJobs()).rejects.toThrow('8 s')
      // The job is claimed again once its claim has run out.
      await at.yard.system.advance(61_000)
      // oxlint-enable no-await-in-loop
    }
    expect((await applied(at)).progress[0]).toMatchObject({ kind: 'not-tried', reason: expect.stringContaining('8 s') })
    expect(at.yard.account.calls).toEqual([])
  })

  it('a place that could not be read for a moment changes nothing', async () => {
    const at = await confirmed()
    at.yard.reader.findInstances = unreadable
    await expect(at.yard.runJobs()).rejects.toThrow('8 s')
    delete at.yard.reader.findInstances
    await at.yard.system.advance(61_000)
    expect(progressIn(await applied(at))).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('a plan that is another than the one that was shown ends the change', async () => {
    const at = await confirmed()
    const { version } = await at.yard.getChange(at.change)
    const other = { ...(await at.yard.getChange(at.change)), version: version + 1, hash: 'another' }
    await at.yard.ports.store.saveChange(other, { events: [], jobs: [] })
    expect((await applied(at)).progress[0]).toMatchObject({ reason: expect.stringContaining('It is another plan.') })
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

describe('what is decided on is how the instances are now', () => {
  const retagged = async (given: Record<string, string>, rule = '') => {
    const dev = fleet(3).map((instance) => ({ ...instance, tags: new Map([['env', 'dev']]) }))
    const yard = await aYard({ instances: dev, rule })
    const change = await yard.propose('ec2 stop web-1')
    await yard.press(change, 'confirm')
    yard.account.change('web-1', { tags: new Map(Object.entries(given)) })
    return { yard, change }
  }

  it.each([
    ['production', { env: 'prod' }, /environment was dev and is prod, it is production now/],
    ['another environment', { env: 'qa' }, /environment was dev and is qa/],
    ['none', {}, /environment was dev and is not set/],
  ])('an instance that came to %s is not what was confirmed', async (_, tags, sentence) => {
    const at = await retagged(tags)
    expect((await applied(at)).progress[0]).toMatchObject({
      kind: 'not-tried',
      reason: expect.stringMatching(sentence),
    })
    expect(at.yard.account.calls).toEqual([])
  })

  it('a tag that the policy forbids holds from the moment it is set', async () => {
    const rule =
      '@id("protected") @reason("It is protected.") forbid (principal, action in Action::"change", resource is Instance) when { resource.hasTag("protected") };'
    const at = await retagged({ env: 'dev', protected: 'true' }, rule)
    expect((await applied(at)).progress[0]).toMatchObject({ reason: expect.stringContaining('It is protected.') })
    expect(at.yard.account.calls).toEqual([])
  })
})

describe('a freeze of production', () => {
  const freeze = (...environments: readonly string[]): Freeze => ({
    name: 'the sale',
    reason: 'no changes while it lasts',
    when: { kind: 'once', from: '2026-11-23T11:00', until: '2026-11-24T00:00' },
    environments,
  })

  it.each([
    ['of that name', 'prod', true],
    ['of another name for it', 'production', true],
    ['of something else', 'dev', false],
  ])('holds for what is production by its tag in an account of another environment: a freeze %s', async (...given) => {
    const [, environment, holds] = given
    const yard = await aYard({ instances: fleet(1).map((each) => ({ ...each, tags: new Map([['env', 'prod']]) })) })
    const accounts = yard.ports.product.accounts.map((account) => ({ ...account, environment: 'staging' }))
    yard.rules.changes = { freezes: [freeze(environment)] }
    yard.rules.accounts = accounts
    const proposed = await yard.propose('ec2 stop web-1').catch(() => undefined)
    expect(proposed === undefined).toBe(holds)
    expect(yard.outbox.answers()).toEqual(holds ? [expect.stringContaining('no changes while it lasts')] : [])
  })
})

describe('a confirmation', () => {
  it('does not last over days in which Windlass did not run', async () => {
    const at = await confirmed()
    await at.yard.system.advance(3 * 24 * 3_600_000)
    const change = await applied(at)
    expect(progressIn(change)).toEqual(['not-tried', 'not-tried', 'not-tried'])
    expect(change.progress[0]).toMatchObject({ reason: expect.stringContaining('too long ago') })
    expect(at.yard.account.calls).toEqual([])
    const labels = at.yard.outbox.written.at(-1)?.view?.actions.map((action) => ('label' in action ? action.label : ''))
    expect(labels).toContain('Try the rest again')
  })

  it('lasts for a quarter of an hour', async () => {
    const at = await confirmed()
    await at.yard.system.advance(15 * 60_000)
    expect(progressIn(await applied(at))).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('does not last for what was left when Windlass was stopped for long', async () => {
    const stopping = new AbortController()
    const at = await confirmed('ec2 stop web-*', [
      (move) => {
        stopping.abort()
        return accepts(move)
      },
    ])
    await at.yard.runJobs(stopping.signal)
    at.yard.account.settle()
    await at.yard.system.advance(15 * 60_000 + 1)
    expect(progressIn(await applied(at))).toEqual(['there', 'not-tried', 'not-tried'])
    expect(at.yard.account.calls).toEqual(['stop web-1'])
  })
})
