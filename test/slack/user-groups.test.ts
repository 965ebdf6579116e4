import { expect, test } from 'vitest'
import { createBoltLogger } from '../../src/slack/bolt-log.ts'
import { createUserGroups } from '../../src/slack/user-groups.ts'
import { createWebClient } from '../../src/slack/web-api.ts'
import { createClock } from '../fixtures/clock.ts'
import { createInbox, people, silent, startStage } from './stage.ts'

/** Slack that answers each call with what the test says. */
function lookUp(answer: () => Promise<object> | object) {
  const clock = createClock()
  const calls: string[] = []
  const client = createWebClient('xoxb-x', {
    apiUrl: 'http://slack.test/api/',
    logger: createBoltLogger(silent),
    send: async (url, init) => {
      calls.push(`${url instanceof Request ? url.url : url.toString()} ${JSON.stringify(init?.body)}`)
      return Response.json(await answer())
    },
  })
  return { clock, calls, groups: createUserGroups({ client, system: clock.skipping, log: silent }) }
}

const changers = { id: 'S1', users: ['U1', 'U2'], user_count: 2 }
const leads = { id: 'S2', users: ['U1'], user_count: 1 }
const listed = (...usergroups: unknown[]) => ({ ok: true, usergroups })

test('a person is in the groups that list them', async () => {
  const { groups } = lookUp(() => listed(changers, leads, { id: 'S3', user_count: 0 }))
  expect(await groups.listGroupsOf('U1')).toEqual(['S1', 'S2'])
  expect(await groups.listGroupsOf('U2')).toEqual(['S1'])
  expect(await groups.listGroupsOf('U3')).toEqual([])
})

test('one question in five minutes is enough for everybody, and no answer is used for longer', async () => {
  let now = [changers, leads]
  const { groups, calls, clock } = lookUp(() => listed(...now))
  await Promise.all([groups.listGroupsOf('U1'), groups.listGroupsOf('U2')])
  clock.advance(5 * 60_000 - 1)
  await groups.listGroupsOf('U3')
  expect(calls).toEqual([expect.stringContaining('usergroups.list "include_users=true')])
  now = [leads]
  clock.advance(2)
  expect(await groups.listGroupsOf('U2')).toEqual([])
  expect(calls).toHaveLength(2)
})

test('where Slack cannot say, nothing is assumed of anybody, and it is asked again the next time', async () => {
  let answer: object = listed(changers)
  const { groups, clock } = lookUp(() => answer)
  await groups.listGroupsOf('U1')
  clock.advance(5 * 60_000 + 1)
  answer = { ok: false, error: 'missing_scope' }
  await expect(groups.listGroupsOf('U1')).rejects.toMatchObject({
    code: 'Slack:missing_scope',
    message: 'Slack did not say who is in its user groups (missing_scope).',
  })
  answer = listed(changers)
  expect(await groups.listGroupsOf('U1')).toEqual(['S1'])
})

test('members that Slack does not list could be anybody', async () => {
  const { groups } = lookUp(() => listed({ id: 'S1', user_count: 3 }))
  await expect(groups.listGroupsOf('U1')).rejects.toMatchObject({ code: 'UnknownGroups' })
})

test('an outage of Slack is sat out, and one that does not end decides nothing', async () => {
  let isOut = true
  const { groups, clock } = lookUp(() => (isOut ? Promise.reject(new Error('no network')) : listed(changers)))
  await expect(groups.listGroupsOf('U1')).rejects.toMatchObject({ code: 'SlackUnavailable' })
  void clock.system.sleep(25_000).then(() => (isOut = false))
  expect(await groups.listGroupsOf('U1')).toEqual(['S1'])
})

test('the emulator and this agree on who is in which group', async () => {
  const { edge } = await startStage(createInbox())
  const groups = await Promise.all(Object.values(people).map(({ id }) => edge.userGroups.listGroupsOf(id)))
  expect(groups.flat()).toEqual(expect.arrayContaining([expect.stringMatching(/^S/)]))
})
