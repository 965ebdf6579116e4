import { expect, test } from 'vitest'
import {
  answersTo,
  channels,
  directs,
  elementOf,
  people,
  postMessage,
  say,
  startBolt,
  startStage,
  untilAnswered,
} from './fixture.ts'

const { ada, lin } = people

const button = (actionId: string) => ({
  type: 'actions' as const,
  elements: [
    { type: 'button' as const, action_id: actionId, value: 'R1:go', text: { type: 'plain_text' as const, text: 'Go' } },
  ],
})

test('a command is acknowledged with a text that only its author sees, and answered through the response_url', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    app.command('/ec2', async ({ ack, respond, command }) => {
      await ack('Working…')
      await respond({ text: `You said ${command.text}`, replace_original: true })
    })
  })

  expect(await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list --state running')).toEqual({ ok: true })
  await stage.slack.until(() => answersTo(stage, ada.id, channels.ops)[0]?.text.startsWith('You said') || undefined)

  expect(answersTo(stage, ada.id, channels.ops).map(({ text }) => text)).toEqual(['You said list --state running'])
  expect(answersTo(stage, lin.id, channels.ops)).toEqual([])
})

test('a mention arrives escaped, with links made of names, and is answered with an ephemeral message in its thread', async () => {
  const stage = await startStage()
  const heard: unknown[] = []
  await startBolt(stage, (app) => {
    app.event('app_mention', async ({ event, client }) => {
      heard.push(event.text, event.blocks)
      await client.chat.postEphemeral({
        channel: event.channel,
        user: event.user ?? '',
        text: 'Here',
        thread_ts: event.ts,
      })
    })
  })

  await say(stage, { as: ada.id, in: channels.ops }, '@windlass show web-1.example.com & *db-3* <x> in #ops')
  const answer = await untilAnswered(stage, ada.id, channels.ops)

  expect(heard[0]).toBe(
    '<@U0WINDLASS> show <http://web-1.example.com|web-1.example.com> &amp; *db-3* &lt;x&gt; in <#C0OPS|ops>',
  )
  expect(heard[1]).toMatchObject([
    { type: 'rich_text', elements: [{ elements: [{ type: 'user', user_id: 'U0WINDLASS' }, {}, {}, {}, {}, {}, {}] }] },
  ])
  const question = stage.slack.messagesSeenBy(ada.id, channels.ops).find(({ text }) => text.startsWith('<@U0WINDLASS>'))
  expect(answer).toMatchObject({ visibleTo: ada.id, threadTs: question?.ts })
})

test('a click on an ephemeral message brings no message along and replaces it through its own response_url', async () => {
  const stage = await startStage()
  const bodies: unknown[] = []
  await startBolt(stage, (app) => {
    app.command('/ec2', async ({ ack }) => ack({ text: 'Pick', blocks: [button('go')] }))
    app.action('go', async ({ ack, body, respond }) => {
      bodies.push(body)
      await ack()
      await respond({ replace_original: true, text: 'Gone' })
    })
  })
  await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')
  const pick = await untilAnswered(stage, ada.id, channels.ops)

  expect(await stage.slack.act.act({ as: lin.id, ...elementOf(pick) })).toMatchObject({ ok: false })
  expect(await stage.slack.act.act({ as: ada.id, ...elementOf(pick) })).toEqual({ ok: true })
  await stage.slack.until(() => answersTo(stage, ada.id, channels.ops).find(({ text }) => text === 'Gone'))

  expect(answersTo(stage, ada.id, channels.ops)).toHaveLength(1)
  expect(bodies).toMatchObject([
    {
      type: 'block_actions',
      user: { id: ada.id, team_id: 'T0HARBOUR' },
      container: { type: 'message', message_ts: pick.ts, channel_id: channels.ops, is_ephemeral: true },
      actions: [{ type: 'button', action_id: 'go', value: 'R1:go' }],
    },
  ])
  expect(bodies[0]).not.toHaveProperty('message')
})

test('an external select asks the app from the third character on, and only what it answered can be chosen', async () => {
  const stage = await startStage()
  const seen: unknown[] = []
  await startBolt(stage, (app) => {
    app.options('pick', async ({ ack, payload }) => {
      await ack({ options: [{ text: { type: 'plain_text', text: `${payload.value}-1` }, value: 'i-1' }] })
    })
    app.action('pick', async ({ ack, body }) => {
      seen.push(body)
      await ack()
    })
  })
  await postMessage(stage.client, {
    channel: channels.ops,
    text: 'Which?',
    blocks: [
      {
        type: 'actions',
        elements: [{ type: 'external_select', action_id: 'pick', placeholder: { type: 'plain_text', text: 'Name' } }],
      },
    ],
  })
  const element = { as: lin.id, ...elementOf(await untilAnswered(stage, lin.id, channels.ops)) }

  expect(await stage.slack.act.suggest({ ...element, typed: 'we' })).toEqual({ options: [] })
  expect(await stage.slack.act.act({ ...element, optionValue: 'i-1' })).toMatchObject({ ok: false })
  expect(await stage.slack.act.suggest({ ...element, typed: 'web' })).toEqual({
    options: [{ text: 'web-1', value: 'i-1' }],
  })
  expect(await stage.slack.act.act({ ...element, optionValue: 'i-1' })).toEqual({ ok: true })
  const option = { text: { type: 'plain_text', text: 'web-1' }, value: 'i-1' }
  expect(seen).toMatchObject([
    {
      actions: [{ type: 'external_select', selected_option: option }],
      state: { values: { [element.blockId]: { pick: { selected_option: option } } } },
      message: { text: 'Which?' },
    },
  ])
})

test('a direct message reaches the app, and so do the app’s own posts and edits there', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    app.message(async ({ message, client }) => {
      const { ts } = await postMessage(client, { channel: message.channel, text: 'Working…' })
      await client.chat.update({ channel: message.channel, ts: ts ?? '', text: 'Done' })
    })
  })
  await say(stage, { as: lin.id, in: directs.lin }, 'ec2 list')
  const answer = await stage.slack.until(() =>
    answersTo(stage, lin.id, directs.lin).find(({ text }) => text === 'Done'),
  )
  await stage.slack.until(() => stage.slack.wire().find(({ detail }) => detail.includes('message_changed')))

  expect(answer).toMatchObject({ isEdited: true, visibleTo: undefined })
  const events = stage.slack
    .wire()
    .filter(({ title, direction }) => direction === 'to-bot' && title.startsWith('events_api'))
  expect(events.map(({ detail }) => JSON.parse(detail).event)).toMatchObject([
    { type: 'message', channel_type: 'im', user: lin.id, text: 'ec2 list', client_msg_id: expect.any(String) },
    { type: 'message', bot_id: 'B0WINDLASS', text: 'Working…' },
    { subtype: 'message_changed', message: { text: 'Done' }, previous_message: { text: 'Working…' } },
  ])
})

test('what a mention in a channel without the bot gets is Slack’s advice, and an invitation helps', async () => {
  const stage = await startStage()
  const heard = Promise.withResolvers<string>()
  await startBolt(stage, (app) => {
    app.event('app_mention', async ({ event }) => heard.resolve(event.text))
  })

  expect(await say(stage, { as: ada.id, in: channels.webTeam }, '@windlass help')).toMatchObject({ ok: false })
  expect(await say(stage, { as: ada.id, in: channels.webTeam }, '/invite @windlass')).toEqual({ ok: true })
  expect(await say(stage, { as: ada.id, in: channels.webTeam }, '@windlass help me')).toEqual({ ok: true })
  expect(await heard.promise).toBe('<@U0WINDLASS> help me')
})

test.for([
  ['/ec3 list', undefined, '/ec3 is not a valid command.'],
  ['/ec2 list', '1.000001', '/ec2 is not supported in threads. Sorry!'],
  ['/ec2 list', undefined, '/ec2 failed with the error "dispatch_failed"'],
] as const)('%s with no app connected, thread %s, is refused in Slack’s words', async ([text, threadTs, sentence]) => {
  const { slack } = await startStage()
  const reply = await slack.act.send({ as: ada.id, channel: channels.ops, text, ...(threadTs && { threadTs }) })
  expect(reply).toEqual({ ok: false, error: expect.stringContaining(sentence) })
})

test('a command that nobody acknowledges times out after three seconds', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => app.command('/ec2', async () => {}))

  const sent = say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')
  await stage.slack.until(() => stage.slack.wire().find(({ title }) => title === 'slash_commands · /ec2'))
  await stage.clock.elapse(2_999)
  expect(stage.slack.wire().some(({ outcome }) => outcome === 'operation_timeout')).toBe(false)
  await stage.clock.elapse(1)

  expect(await sent).toEqual({ ok: false, error: '/ec2 failed with the error "operation_timeout"' })
})

test('an acknowledgement with impossible blocks fails the command', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    app.command('/ec2', async ({ ack }) =>
      ack({ text: 'x', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] }),
    )
  })
  expect(await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')).toEqual({
    ok: false,
    error: '/ec2 failed with the error "invalid_command_response"',
  })
})

test('an event that found no socket comes again at once, after one minute and after five more', async () => {
  const stage = await startStage()
  await say(stage, { as: ada.id, in: directs.ada }, 'hello')
  await stage.slack.until(() => stage.slack.wire().find(({ outcome }) => outcome === 'retry 1'))

  const retries: unknown[] = []
  const heard = Promise.withResolvers<void>()
  await startBolt(stage, (app) => {
    app.message(async ({ context }) => {
      retries.push([context.retryNum, context.retryReason])
      heard.resolve()
    })
  })
  await stage.clock.elapse(59_999)
  expect(retries).toEqual([])
  await stage.clock.elapse(1)
  await heard.promise
  await stage.slack.until(() => stage.slack.wire().find(({ title }) => title.startsWith('ack')))
  await stage.clock.elapse(600_000)
  expect(retries).toEqual([[2, 'timeout']])
})

test('a refresh of one of two sockets loses no command', async () => {
  const stage = await startStage()
  let heard = 0
  await startBolt(
    stage,
    (app) => {
      app.command('/ec2', async ({ ack }) => {
        heard += 1
        await ack()
      })
    },
    2,
  )

  const replies = []
  for (let sent = 0; sent < 20; sent += 1) {
    if (sent === 5) expect(stage.slack.act.fault({ kind: 'refresh-socket' })).toEqual({ ok: true })
    replies.push(await say(stage, { as: ada.id, in: channels.ops }, `/ec2 list ${sent}`))
  }
  expect(replies).toEqual(replies.map(() => ({ ok: true })))
  expect(heard).toBe(20)
})

test('a socket that was cut is opened again by the SDK', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => app.command('/ec2', async ({ ack }) => ack()))

  stage.slack.act.fault({ kind: 'drop-socket' })
  await stage.slack.until(() => !stage.slack.isBotConnected() || undefined)
  expect(await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')).toMatchObject({ ok: false })
  await stage.slack.until(() => stage.slack.isBotConnected() || undefined)
  expect(await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')).toEqual({ ok: true })
})
