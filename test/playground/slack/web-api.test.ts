import { ErrorCode } from '@slack/web-api'
import { expect, test } from 'vitest'
import { errorOf } from './errors.ts'
import { answersTo, channels, directs, newClient, people, postMessage, say, startStage, tokens } from './fixture.ts'

const { ada, lin, rob } = people

test('auth.test says who the bot is', async () => {
  const { client } = await startStage()
  expect(await client.auth.test()).toMatchObject({
    team_id: 'T0HARBOUR',
    user_id: 'U0WINDLASS',
    bot_id: 'B0WINDLASS',
    user: 'windlass',
  })
})

test('every method wants the right token', async () => {
  const { slack } = await startStage()
  const call = async (token: string | undefined, method: string) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(slack.apiUrl + method, { method: 'POST', headers })
    return (await response.json()).error
  }
  expect(await call(undefined, 'auth.test')).toBe('not_authed')
  expect(await call('xoxb-other', 'auth.test')).toBe('invalid_auth')
  expect(await call(tokens.appToken, 'auth.test')).toBe('not_allowed_token_type')
  expect(await call(tokens.botToken, 'apps.connections.open')).toBe('not_allowed_token_type')
  expect(await call(tokens.botToken, 'chat.scheduleMessage')).toBe('unknown_method')
})

test.for<[string, Record<string, unknown>, string]>([
  ['chat.postMessage', { channel: 'C0NOWHERE', text: 'x' }, 'channel_not_found'],
  ['chat.postMessage', { text: 'x' }, 'channel_not_found'],
  ['chat.postMessage', { channel: channels.webTeam, text: 'x' }, 'not_in_channel'],
  ['chat.postMessage', { channel: channels.ops }, 'no_text'],
  ['chat.postMessage', { channel: channels.ops, text: '  ', blocks: [] }, 'no_text'],
  ['chat.postMessage', { channel: channels.ops, text: 'x', blocks: '{' }, 'invalid_blocks_format'],
  ['chat.postMessage', { channel: channels.ops, text: 'x', thread_ts: '1.000001' }, 'cannot_reply_to_message'],
  ['chat.postEphemeral', { channel: channels.ops, user: rob.id, text: 'x' }, 'user_not_in_channel'],
  ['chat.postEphemeral', { channel: channels.ops, user: 'U0NOBODY', text: 'x' }, 'user_not_found'],
  ['chat.postEphemeral', { channel: channels.ops, text: 'x' }, 'invalid_arguments'],
  ['chat.postEphemeral', { channel: channels.webTeam, user: ada.id, text: 'x' }, 'not_in_channel'],
  ['chat.update', { channel: channels.ops, ts: '1.000001', text: 'x' }, 'message_not_found'],
  ['chat.update', { channel: lin.id, ts: '1.000001', text: 'x' }, 'channel_not_found'],
  ['conversations.info', { channel: 'C0NOWHERE' }, 'channel_not_found'],
  ['conversations.open', { users: 'U0NOBODY' }, 'user_not_found'],
  ['users.info', { user: 'U0NOBODY' }, 'user_not_found'],
  ['assistant.threads.setStatus', { channel_id: 'C0NOWHERE', thread_ts: '1.1', status: 'x' }, 'channel_not_found'],
  ['files.completeUploadExternal', { files: [{ id: 'F0NONE' }], channel_id: channels.ops }, 'file_not_found'],
])('%s %j is refused with %s', async ([method, args, error]) => {
  const { client } = await startStage()
  expect(await errorOf(client.apiCall(method, args))).toMatchObject({ ok: false, error })
})

test('a message is stored with ids filled in, and its text is cut at 40,000 characters', async () => {
  const stage = await startStage()
  await postMessage(stage.client, {
    channel: channels.ops,
    text: 'x'.repeat(40_001),
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: 'hi' },
        accessory: { type: 'button', text: { type: 'plain_text', text: 'Go' } },
      },
    ],
  })
  const [message] = answersTo(stage, lin.id, channels.ops)
  expect(message?.text).toHaveLength(40_000)
  expect(message?.blocks).toMatchObject([
    {
      block_id: expect.stringMatching(/^.{5}$/),
      text: { verbatim: false },
      accessory: { action_id: expect.stringMatching(/^.{5}$/), text: { emoji: true } },
    },
  ])
})

test('only the app’s own lasting messages can be changed, and not to more than 4,000 bytes', async () => {
  const stage = await startStage()
  const { client, slack } = stage
  const channel = channels.ops
  await say(stage, { as: ada.id, in: channel }, 'mine')
  const theirs = slack.messagesSeenBy(ada.id, channel).at(-1)?.ts ?? ''
  const { message_ts: ephemeral = '' } = await client.chat.postEphemeral({ channel, user: ada.id, text: 'x' })
  const { ts: own = '' } = await postMessage(client, { channel, text: 'x', blocks: [{ type: 'divider' }] })

  expect(await errorOf(client.chat.update({ channel, ts: theirs, text: 'y' }))).toMatchObject({
    error: 'cant_update_message',
  })
  expect(await errorOf(client.chat.update({ channel, ts: ephemeral, text: 'y' }))).toMatchObject({
    error: 'message_not_found',
  })
  expect(await errorOf(client.chat.update({ channel, ts: own, text: 'é'.repeat(2_001) }))).toMatchObject({
    error: 'msg_too_long',
  })
  await client.chat.update({ channel, ts: own, text: 'é'.repeat(2_000) })
  expect(answersTo(stage, ada.id, channel).at(-1)).toMatchObject({ isEdited: true, blocks: [] })
})

test.for([channels.ops, directs.lin])('the app’s message in %s can be changed again and again', async (channel) => {
  const stage = await startStage()
  const { client } = stage
  const { ts = '' } = await postMessage(client, { channel, text: 'step 0' })
  for (const text of ['step 1', 'step 2', 'step 3']) {
    await client.chat.update({ channel, ts, text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] })
    expect(answersTo(stage, lin.id, channel)).toMatchObject([{ ts, text, blocks: [{ text: { text } }] }])
  }
  const tooLong = { type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'x'.repeat(3_001) } }
  expect(await errorOf(client.chat.update({ channel, ts, text: 'x', blocks: [tooLong] }))).toMatchObject({
    error: 'invalid_blocks',
  })
  expect(answersTo(stage, lin.id, channel)).toMatchObject([{ text: 'step 3' }])
})

test('a person’s id stands for the direct messages with them', async () => {
  const stage = await startStage()
  const { channel } = await stage.client.conversations.open({ users: lin.id })
  await postMessage(stage.client, { channel: lin.id, text: 'psst' })
  expect(channel?.id).toBe(directs.lin)
  expect(answersTo(stage, lin.id, directs.lin)).toMatchObject([{ text: 'psst' }])
})

test('a channel says whether it is shared and whether the bot is in it', async () => {
  const { client } = await startStage()
  const about = async (channel: string) => (await client.conversations.info({ channel })).channel
  expect(await about(channels.ops)).toMatchObject({ name: 'ops', is_ext_shared: false, is_member: true })
  expect(await about(channels.webTeam)).toMatchObject({ is_ext_shared: false, is_member: false })
  expect(await about(channels.initechShared)).toMatchObject({ is_ext_shared: true, is_shared: true, is_member: true })
  expect(await about(directs.ada)).toMatchObject({ is_im: true, user: ada.id })
})

test('somebody of another organisation in a shared channel is told by the team alone', async () => {
  const { client } = await startStage()
  const about = async (user: string) => (await client.users.info({ user })).user
  expect(await about(ada.id)).toMatchObject({
    team_id: 'T0HARBOUR',
    is_restricted: false,
    is_bot: false,
    deleted: false,
  })
  expect(await about(ada.id)).not.toHaveProperty('is_stranger')
  expect(await about(rob.id)).toMatchObject({ team_id: 'T0INITECH', is_stranger: false, is_restricted: false })
  expect(await about('U0WINDLASS')).toMatchObject({ is_bot: true, profile: { bot_id: 'B0WINDLASS' } })
})

test('a file goes through the SDK’s three steps into a conversation', async () => {
  const stage = await startStage()
  const content = 'name,state\nwéb-1,running\n'
  await stage.client.files.uploadV2({
    channel_id: directs.ada,
    filename: 'instances.csv',
    title: 'Instances',
    content,
    initial_comment: '58 instances',
  })
  expect(answersTo(stage, ada.id, directs.ada)).toMatchObject([{ text: '58 instances', files: [expect.any(String)] }])
  const [file] = stage.slack.act.snapshot(ada.id).messages.flatMap(({ files }) => files)
  expect(file).toMatchObject({ name: 'instances.csv', title: 'Instances', size: Buffer.byteLength(content) })

  const get = (as: string) => fetch(`${stage.slack.url}${file?.url}?as=${as}`)
  const received = await get(ada.id)
  expect(await received.text()).toBe(content)
  expect(received.headers.get('content-disposition')).toContain('instances.csv')
  expect((await get(lin.id)).status).toBe(404)
})

test('an upload of another length than announced, or a second one, is refused', async () => {
  const { client } = await startStage()
  const { upload_url: url = '' } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 })
  const send = async (body: string) => (await fetch(url, { method: 'POST', body })).status
  expect(await send('four')).toBe(400)
  expect(await send('abc')).toBe(200)
  expect(await send('abc')).toBe(400)
})

test('a status in a thread shows until the bot answers there', async () => {
  const stage = await startStage()
  await say(stage, { as: ada.id, in: channels.ops }, '@windlass help')
  const thread = stage.slack.messagesSeenBy(ada.id, channels.ops).at(-1)?.ts ?? ''
  const events = await fetch(`${stage.slack.url}/ui/events?as=${lin.id}`)
  await stage.client.assistant.threads.setStatus({ channel_id: channels.ops, thread_ts: thread, status: 'is looking…' })
  await postMessage(stage.client, { channel: channels.ops, thread_ts: thread, text: 'Found' })

  let heard = ''
  for await (const chunk of events.body ?? []) {
    heard += Buffer.from(chunk).toString()
    if (heard.includes('"text":""')) break
  }
  const statuses = heard.split('\n').filter((line) => line.includes('"type":"status"'))
  expect(statuses.map((line) => JSON.parse(line.slice('data: '.length)).text)).toEqual(['is looking…', ''])
})

test('the SDK names what Slack names', async () => {
  const { slack } = await startStage()
  const call = newClient(slack, 'xoxb-wrong').auth.test()
  await expect(call).rejects.toMatchObject({ code: ErrorCode.PlatformError, data: { error: 'invalid_auth' } })
})
