import { describe, expect, it } from 'vitest'
import { channels, directs, newClient, people, type Stage, say, startBolt, startStage, tokens } from './fixture.ts'

const { ada, lin } = people
const recipient = { recipient_team_id: 'T0HARBOUR', recipient_user_id: ada.id }
const words = (text: string) => ({ type: 'markdown_text' as const, text })
const task = (id: string, status: 'in_progress' | 'complete') => ({
  type: 'task_update' as const,
  id,
  title: `Task ${id}`,
  status,
})

/** A message of ada's, and the thread that it begins. */
async function threadIn(stage: Stage, channel: string) {
  await say(stage, { as: ada.id, in: channel }, 'why?')
  return stage.slack.messagesSeenBy(ada.id, channel).at(-1)?.ts ?? ''
}

async function streaming(options: Parameters<typeof startStage>[0] = {}) {
  const stage = await startStage(options)
  const thread = await threadIn(stage, channels.ops)
  const begun = await stage.client.chat.startStream({
    channel: channels.ops,
    thread_ts: thread,
    ...recipient,
    chunks: [task('1', 'in_progress')],
  })
  const at = { channel: channels.ops, ts: begun.ts ?? '' }
  const shown = () => stage.slack.messagesSeenBy(lin.id, channels.ops).find(({ ts }) => ts === at.ts)
  return { ...stage, thread, at, shown }
}

const error = (code: string) => expect.objectContaining({ data: expect.objectContaining({ error: code }) })

describe('a stream', () => {
  it('grows by words and tasks, and stays when it is stopped', async () => {
    const { client, at, shown, thread } = await streaming()
    await client.chat.appendStream({ ...at, chunks: [words('one '), task('1', 'complete'), task('2', 'in_progress')] })
    await client.chat.appendStream({ ...at, markdown_text: 'two' })
    expect(shown()).toMatchObject({
      text: 'one two',
      threadTs: thread,
      blocks: [{ type: 'markdown', text: 'one two' }],
    })
    await client.chat.stopStream({ ...at, chunks: [words('.'), task('2', 'complete')] })
    expect(shown()).toMatchObject({
      text: 'one two.',
      stream: {
        state: 'done',
        tasks: [
          { id: '1', status: 'complete' },
          { id: '2', status: 'complete' },
        ],
      },
    })
    await expect(client.chat.appendStream({ ...at, markdown_text: 'x' })).rejects.toEqual(
      error('message_not_in_streaming_state'),
    )
    await expect(client.chat.stopStream(at)).rejects.toEqual(error('message_not_in_streaming_state'))
  })

  it('can be edited once it is over, and not before', async () => {
    const { client, at, shown } = await streaming()
    await expect(client.chat.update({ ...at, text: 'edited' })).rejects.toEqual(error('streaming_state_conflict'))
    await client.chat.stopStream(at)
    await client.chat.update({ ...at, text: 'edited' })
    expect(shown()).toMatchObject({ text: 'edited', stream: undefined })
  })

  it('lives some five minutes, however much is appended', async () => {
    const { client, clock, at } = await streaming()
    clock.advance(200_000)
    await client.chat.appendStream({ ...at, markdown_text: 'one' })
    clock.advance(106_001)
    await expect(client.chat.appendStream({ ...at, markdown_text: 'two' })).rejects.toEqual(
      error('message_not_in_streaming_state'),
    )
    await client.chat.update({ ...at, text: 'edited' })
  })

  it('says what Slack says of what it does not take', async () => {
    const { client, at, thread } = await streaming()
    const append = (more: object) => client.chat.appendStream({ ...at, ...more })
    await expect(append({ markdown_text: 'x'.repeat(12_001) })).rejects.toEqual(error('msg_too_long'))
    await expect(append({})).rejects.toEqual(error('no_text'))
    const long = { type: 'task_update', id: '1', title: 'x'.repeat(257), status: 'complete' }
    await expect(append({ chunks: [long] })).rejects.toEqual(error('invalid_chunks'))
    await expect(client.chat.appendStream({ ...at, ts: '1.1', markdown_text: 'x' })).rejects.toEqual(
      error('message_not_found'),
    )
    await expect(client.chat.appendStream({ ...at, ts: thread, markdown_text: 'x' })).rejects.toEqual(
      error('message_not_owned_by_app'),
    )
    const start = (more: object) =>
      client.chat.startStream({ channel: channels.ops, thread_ts: thread, ...recipient, ...more })
    await expect(start({ recipient_user_id: undefined })).rejects.toEqual(error('missing_recipient_user_id'))
    await expect(start({ recipient_team_id: undefined })).rejects.toEqual(error('missing_recipient_team_id'))
    await expect(start({ channel: channels.webTeam })).rejects.toEqual(error('not_in_channel'))
    await expect(start({ thread_ts: '1.1' })).rejects.toEqual(error('cannot_reply_to_message'))
  })

  it('needs no recipient in direct messages, but the message that it answers', async () => {
    const stage = await startStage()
    const thread = await threadIn(stage, directs.ada)
    expect(await stage.client.chat.startStream({ channel: directs.ada, thread_ts: thread })).toMatchObject({ ok: true })
    await expect(stage.client.apiCall('chat.startStream', { channel: directs.ada })).rejects.toEqual(
      error('invalid_arguments'),
    )
  })

  it('shows whom it would ping', async () => {
    const { client, at, shown } = await streaming()
    await client.chat.appendStream({ ...at, markdown_text: 'hey <!channel> and <@U0LIN>' })
    expect(shown()?.notifies).toEqual(['!channel', 'U0LIN'])
  })
})

describe('Stop', () => {
  it('is there while the session is being processed, and tells the app which messages were stopped', async () => {
    const stage = await streaming()
    const { client, slack, at, thread, shown } = stage
    const events: object[] = []
    await startBolt(stage, (app) => app.event('agent_session_stopped', async ({ event }) => void events.push(event)))
    const press = () => slack.act.stop({ as: lin.id, ...at })
    expect(press()).toMatchObject({ ok: false })
    const session = { channel_id: channels.ops, thread_ts: thread }
    await client.agents.sessions.setStatus({ ...session, status: 'processing' })
    expect(shown()?.stream).toMatchObject({ isStoppable: true })
    expect(press()).toEqual({ ok: true })
    await slack.until(() => (events.length > 0 ? true : undefined))
    expect(events).toMatchObject([
      { channel: channels.ops, user: lin.id, thread_ts: thread, streaming_message_ts: [at.ts] },
    ])
    await expect(client.chat.appendStream({ ...at, markdown_text: 'x' })).rejects.toEqual(error('stopped_by_user'))
    await client.chat.update({ ...at, text: 'Stopped.' })
    expect(shown()).toMatchObject({ text: 'Stopped.' })
    expect(press()).toMatchObject({ ok: false })
  })
})

describe('suggested prompts', () => {
  const prompts = [{ title: 'AMI', message: 'What is an AMI?' }] as const

  it('are asked for when somebody looks at their direct messages with the app', async () => {
    const stage = await startStage()
    const events: object[] = []
    await startBolt(stage, (app) =>
      app.event('app_home_opened', async ({ event, client }) => {
        events.push(event)
        await client.assistant.threads.setSuggestedPrompts({ channel_id: event.channel, prompts: [...prompts] })
      }),
    )
    expect(stage.slack.act.open({ as: ada.id, channel: directs.ada })).toEqual({ ok: true })
    await stage.slack.until(() =>
      stage.slack.wire().find(({ title, outcome }) => title.endsWith('setSuggestedPrompts') && outcome === 'ok'),
    )
    expect(events).toMatchObject([{ type: 'app_home_opened', user: ada.id, channel: directs.ada, tab: 'messages' }])
    expect(stage.slack.act.open({ as: lin.id, channel: directs.ada })).toMatchObject({ ok: false })
  })

  it('are four at most, and need a scope of their own', async () => {
    const stage = await startStage({ scopes: ['chat:write'] })
    const five = Array.from({ length: 5 }, () => prompts[0])
    const set = (client: Stage['client'], list: readonly (typeof prompts)[number][]) =>
      client.assistant.threads.setSuggestedPrompts({ channel_id: directs.ada, prompts: [...list] })
    await expect(set(newClient(stage.slack, tokens.botToken), prompts)).rejects.toEqual(error('missing_scope'))
    const other = await startStage()
    await expect(set(other.client, five)).rejects.toEqual(error('invalid_arguments'))
  })
})
