import { describe, expect, test } from 'vitest'
import { createBoltLogger } from '../../src/slack/bolt-log.ts'
import { createChannels } from '../../src/slack/channels.ts'
import { createPeople } from '../../src/slack/people.ts'
import { createWebClient } from '../../src/slack/web-api.ts'
import { createClock } from '../fixtures/clock.ts'
import { channels, createInbox, people, silent, startStage } from './stage.ts'

const { ada, rob } = people

/** Slack that answers each call with what the test says. */
function lookUp(answer: () => Promise<object> | object) {
  const clock = createClock()
  const calls: string[] = []
  const client = createWebClient('xoxb-x', {
    apiUrl: 'http://slack.test/api/',
    logger: createBoltLogger(silent),
    send: async (url) => {
      calls.push(url instanceof Request ? url.url : url.toString())
      return Response.json(await answer())
    },
  })
  const options = { client, system: clock.skipping, log: silent, identify: async () => ({ team: 'T1' }) }
  return { clock, calls, people: createPeople(options), channels: createChannels(options) }
}

const member = { id: 'U1', team_id: 'T1', name: 'ada', is_restricted: false, is_ultra_restricted: false }

describe('of a person it is known', () => {
  test.each([
    ['a full member', {}, {}],
    ['a guest of several channels', { is_restricted: true }, { isGuest: true }],
    ['a guest of one channel', { is_ultra_restricted: true }, { isGuest: true }],
    ['nothing of their rights: a guest', { is_restricted: undefined }, { isGuest: true }],
    ['somebody of another organisation', { team_id: 'T2' }, { isStranger: true, team: 'T2' }],
    ['somebody whom Slack calls a stranger', { is_stranger: true }, { isStranger: true }],
    ['a member of this and other workspaces of a grid', { team_id: 'T2', enterprise_user: { teams: ['T1'] } }, {}],
    ['a bot', { is_bot: true }, { isBot: true }],
    ['somebody who left', { deleted: true }, { isDeleted: true }],
    ['a display name', { profile: { display_name: 'Ada' }, real_name: 'Ada Byron' }, { name: 'Ada' }],
    ['an empty display name', { profile: { display_name: '' }, real_name: 'Ada Byron' }, { name: 'Ada Byron' }],
  ])('%s', async (_, user, expected) => {
    const full = {
      id: 'U1',
      team: 'T1',
      name: 'ada',
      isGuest: false,
      isStranger: false,
      isBot: false,
      isDeleted: false,
    }
    const { people: known } = lookUp(() => ({ ok: true, user: { ...member, ...user } }))
    expect(await known.getPerson('U1')).toEqual({ ...full, ...expected })
  })
})

test('a person is asked for once in ten minutes', async () => {
  const { people: known, calls, clock } = lookUp(() => ({ ok: true, user: member }))
  await known.getPerson('U1')
  clock.advance(10 * 60_000 - 1)
  await known.getPerson('U1')
  expect(calls).toHaveLength(1)
  clock.advance(2)
  await known.getPerson('U1')
  expect(calls).toHaveLength(2)
})

test('an outage of Slack is sat out, and one that does not end admits nobody', async () => {
  let isOut = true
  const {
    people: known,
    calls,
    clock,
  } = lookUp(() => (isOut ? Promise.reject(new Error('no network')) : { ok: true, user: member }))
  const startedAt = clock.system.now()
  await expect(known.getPerson('U1')).rejects.toMatchObject({ code: 'SlackUnavailable' })
  expect(clock.system.now() - startedAt).toBeGreaterThan(50_000)
  calls.length = 0
  clock.system.sleep(25_000).then(
    () => (isOut = false),
    () => {},
  )
  expect(await known.getPerson('U1')).toMatchObject({ id: 'U1' })
  expect(calls.length).toBeGreaterThan(3)
})

test('whoever asks at the same time shares the call', async () => {
  const { people: known, calls } = lookUp(() => ({ ok: true, user: member }))
  await Promise.all([known.getPerson('U1'), known.getPerson('U1'), known.getPerson('U1')])
  expect(calls).toHaveLength(1)
})

test('where Slack cannot say who somebody is, nothing is assumed, and it is asked again the next time', async () => {
  let answer: object = { ok: false, error: 'missing_scope' }
  const { people: known } = lookUp(() => answer)
  await expect(known.getPerson('U1')).rejects.toMatchObject({ code: 'Slack:missing_scope' })
  answer = { ok: true, user: { id: 'U1' } }
  await expect(known.getPerson('U1')).rejects.toMatchObject({ code: 'UnknownPerson' })
  answer = { ok: true, user: member }
  expect(await known.getPerson('U1')).toMatchObject({ id: 'U1' })
})

describe('of a channel it is known', () => {
  const channel = { id: 'C1', name: 'ops', is_member: true, is_ext_shared: false }

  test.each([
    ['ours', {}, {}],
    ['one without the bot', { is_member: false }, { isMember: false }],
    ['one that is shared', { is_ext_shared: true }, { isExternal: true }],
    ['one whose sharing is pending', { is_pending_ext_shared: true }, { isExternal: true }],
    ['one of which Slack does not say whether it is shared', { is_ext_shared: undefined }, { isExternal: true }],
    ['a direct message', { is_im: true }, { isDirect: true }],
    ['a conversation of several', { is_mpim: true }, { isDirect: true }],
  ])('%s', async (_, more, expected) => {
    const { channels: known } = lookUp(() => ({ ok: true, channel: { ...channel, ...more } }))
    const ours = { id: 'C1', name: 'ops', isDirect: false, isExternal: false, isMember: true }
    expect(await known.findChannel('C1')).toEqual({ ...ours, ...expected })
  })

  test.each([
    ['refuses', () => ({ ok: false, error: 'channel_not_found' })],
    ['says nothing that is understood', () => ({ ok: true, channel: 7 })],
    ['is not there', () => Promise.reject(new Error('no network'))],
  ])('nothing where Slack %s', async (_, answer) => {
    expect(await lookUp(answer).channels.findChannel('C1')).toBeUndefined()
  })
})

test('the emulator and this agree on who is who', async () => {
  const { edge } = await startStage(createInbox())
  expect(await edge.people.getPerson(ada.id)).toMatchObject({ name: 'ada', isGuest: false, isStranger: false })
  expect(await edge.people.getPerson(rob.id)).toMatchObject({ isStranger: true })
  expect(await edge.channels.findChannel(channels.ops)).toMatchObject({ isExternal: false, isMember: true })
  expect(await edge.channels.findChannel(channels.webTeam)).toMatchObject({ isMember: false })
  expect(await edge.channels.findChannel(channels.initechShared)).toMatchObject({ isExternal: true })
})
