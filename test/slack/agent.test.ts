import { expect, it } from 'vitest'
import { suggestedPrompts } from '../../src/slack/agent-view.ts'
import { createOpenStreams } from '../../src/slack/open-streams.ts'
import { readBody } from '../../src/slack/receive.ts'
import { anIntake } from './intake-stage.ts'
import { channels, createInbox, directs, people, startStage } from './stage.ts'

const receiving = { botUser: 'UBOT', now: 1_000, seal: (value: string) => value }
const eventOf = (event: object) => ({ type: 'event_callback', team_id: 'T1', event })
const opened = eventOf({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages', event_ts: '1.1' })
const stopped = eventOf({
  type: 'agent_session_stopped',
  user: 'U1',
  channel: 'C1',
  thread_ts: '1.1',
  streaming_message_ts: ['2.2'],
  event_ts: '3.3',
})

it.each([
  ['opening the messages', opened, { kind: 'opened', channel: 'D1' }],
  ['Stop', stopped, { kind: 'stopped', user: 'U1', channel: 'C1', thread: '1.1', messages: ['2.2'] }],
])('%s is no delivery, and is neither stored nor answered', async (_, body, event) => {
  expect(readBody(body, receiving)).toEqual({ kind: 'agent', event })
  const { steps, intake, take } = anIntake()
  await take(body)
  await intake.drained()
  expect(steps).toEqual(['acknowledged', `heeded ${event.kind} in ${event.channel}`])
})

it('opening the home tab is nothing', () => {
  const home = eventOf({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1.1' })
  expect(readBody(home, receiving)).toMatchObject({ kind: 'nothing' })
})

it('Stop finds what Slack stopped, else what is written in that thread', () => {
  const heard: string[] = []
  const streams = createOpenStreams()
  const place = { channel: 'C1', thread: '1.1' }
  const forget = streams.add({ ...place, ts: '2.2' }, (user) => heard.push(`2.2 by ${user}`))
  streams.add({ ...place, ts: '2.3' }, (user) => heard.push(`2.3 by ${user}`))
  streams.add({ channel: 'C2', thread: '1.1', ts: '2.2' }, () => heard.push('elsewhere'))
  streams.stop({ ...place, user: 'U1', messages: ['2.2'] })
  expect(heard).toEqual(['2.2 by U1'])
  forget()
  streams.stop({ ...place, user: undefined, messages: [] })
  expect(heard).toEqual(['2.2 by U1', '2.3 by undefined'])
})

it('prompts are suggested each time that somebody opens their messages', async () => {
  const { slack, clock } = await startStage(createInbox())
  const asked = () => slack.wire().filter(({ title }) => title === 'assistant.threads.setSuggestedPrompts')
  expect(slack.act.open({ as: people.ada.id, channel: directs.ada })).toEqual({ ok: true })
  await slack.until(() => asked().find(({ outcome }) => outcome === 'ok'))
  for (const { message } of suggestedPrompts) expect(asked()[0]?.detail).toContain(message)
  slack.act.fault({ kind: 'server-error', count: 1 })
  expect(slack.act.open({ as: people.ada.id, channel: directs.ada })).toEqual({ ok: true })
  await slack.until(() => asked()[1])
  await clock.elapse(60_000)
  expect(asked()).toHaveLength(2)
  expect(slack.act.open({ as: people.ada.id, channel: channels.ops })).toMatchObject({ ok: false })
})
