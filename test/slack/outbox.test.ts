import { expect, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { bold, text } from '../../src/core/text.ts'
import type { View } from '../../src/core/view.ts'
import { answering, said, textsSeen } from './outbox-stage.ts'
import { channels, createInbox, createPatientOutbox, directs, people, seenBy, startStage, viewOf } from './stage.ts'

const { ada, lin, rob } = people

test('a slash command is answered in the place of "Working…", for nobody else to see', async () => {
  const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops)
  const working = await outbox.sayWorking(delivery)
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual(['Working…'])
  await outbox.answer(answering(delivery, viewOf('58 instances'), working))
  expect(seenBy(stage, ada.id, channels.ops)).toMatchObject([{ text: '58 instances', isEphemeral: true }])
  expect(textsSeen(stage, lin.id, channels.ops)).toEqual([])
})

test('a click is answered in the place of what was clicked', async () => {
  const inbox = createInbox()
  const stage = await startStage(inbox)
  const outbox = createPatientOutbox(stage)
  const first = inbox.next()
  await stage.slack.act.send({ as: ada.id, channel: channels.ops, text: '/ec2 list' })
  const next = { kind: 'button', verb: 'next', label: 'Next', does: { kind: 'run', words: ['ec2', 'list'] } } as const
  await outbox.answer(answering(await first, { ...viewOf('1–20'), actions: [next] }))
  const [shown] = seenBy(stage, ada.id, channels.ops)
  const clicked = inbox.next()
  const blockId = String(shown?.blocks[1]?.['block_id'])
  const ts = shown?.ts ?? ''
  await stage.slack.act.act({ as: ada.id, channel: channels.ops, ts, blockId, actionId: '0:next' })
  const click = await clicked
  expect(click).toMatchObject({ surface: 'click', asks: { kind: 'offer', value: 'R1:next' } })
  await outbox.answer(answering(click, viewOf('21–40')))
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual(['21–40'])
})

test('a mention is answered in the channel for the person alone, in its thread where it has one', async () => {
  const { outbox, delivery, ...stage } = await said('@windlass ec2 list', channels.ops)
  await outbox.answer(answering(delivery, viewOf('58 instances'), await outbox.sayWorking(delivery)))
  expect(seenBy(stage, ada.id, channels.ops)).toMatchObject([
    { text: '58 instances', isEphemeral: true, thread: undefined },
  ])

  const parent = stage.slack.messagesSeenBy(ada.id, channels.ops)[0]?.ts ?? ''
  await outbox.answer(answering({ ...delivery, thread: parent }, viewOf('In the thread')))
  expect(seenBy(stage, ada.id, channels.ops).at(-1)).toMatchObject({
    text: 'In the thread',
    isEphemeral: true,
    thread: parent,
  })
})

test('work on a mention shows as a status of its thread and is cleared', async () => {
  const { outbox, delivery, slack } = await said('@windlass ec2 list', channels.ops)
  const working = await outbox.sayWorking(delivery)
  await outbox.answer(answering(delivery, viewOf('58 instances'), working))
  const statuses = () => slack.wire().filter(({ title }) => title === 'assistant.threads.setStatus')
  // The answer does not wait for the status to be cleared.
  await expect.poll(() => statuses().length).toBe(2)
  expect(statuses().map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
})

test('a direct message is answered by one lasting message', async () => {
  const { outbox, delivery, ...stage } = await said('ec2 list', directs.ada)
  const working = await outbox.sayWorking(delivery)
  expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['Working…'])
  await outbox.answer(answering(delivery, viewOf('58 instances'), working))
  expect(seenBy(stage, ada.id, directs.ada)).toMatchObject([{ text: '58 instances', isEphemeral: false }])
})

test('where the "Working…" is gone, the answer is a message of its own', async () => {
  const { outbox, delivery, ...stage } = await said('ec2 list', directs.ada)
  await outbox.answer(answering(delivery, viewOf('58 instances'), { ts: '1.000001' }))
  expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['58 instances'])
})

test.each([
  ['29 minutes', 29],
  ['31 minutes', 31],
])('after %s the response_url is not trusted any more', async (_, minutes) => {
  const { outbox, delivery, clock, ...stage } = await said('/ec2 list', channels.ops)
  clock.advance(minutes * 60_000)
  await outbox.answer(answering(delivery))
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual(['58 instances'])
  expect(stage.slack.wire().filter(({ title }) => title === 'response_url')).toEqual([])
})

test('where the bot is no member of the channel either, the answer goes to the direct messages', async () => {
  const { outbox, delivery, ...stage } = await said('/ec2 list', channels.webTeam)
  await outbox.answer(answering({ ...delivery, responseUrl: undefined }))
  expect(textsSeen(stage, ada.id, channels.webTeam)).toEqual([])
  expect(seenBy(stage, ada.id, directs.ada)).toMatchObject([{ text: '58 instances', isEphemeral: false }])
})

test.each([
  ['25 s', 25],
  ['60 s', 60],
])('an outage of %s is waited for, and the answer comes once', async (_, seconds) => {
  const { outbox, delivery, slack, clock } = await said('/ec2 list', channels.ops)
  slack.act.fault({ kind: 'outage', seconds })
  await outbox.answer(answering(delivery))
  expect(textsSeen({ slack }, ada.id, channels.ops)).toEqual(['58 instances'])
  expect(clock.system.now() - delivery.receivedAt).toBeGreaterThanOrEqual(seconds * 1_000)
})

test.each([
  ['a slash command', '/ec2 list', channels.ops],
  ['a mention', '@windlass ec2 list', channels.ops],
  ['a direct message', 'ec2 list', directs.ada],
])('a limited rate is waited for as long as Slack says: %s', async (_, typed, channel) => {
  const { outbox, delivery, slack, clock } = await said(typed, channel)
  slack.act.fault({ kind: 'rate-limit', count: 1, retryAfterSeconds: 30 })
  await outbox.answer(answering(delivery))
  expect(textsSeen({ slack }, ada.id, channel)).toEqual(['58 instances'])
  expect(clock.system.now() - delivery.receivedAt).toBeGreaterThanOrEqual(30_000)
})

test('an outage that does not end is said to whoever wanted the answer placed', async () => {
  const { outbox, delivery, slack } = await said('/ec2 list', channels.ops)
  slack.act.fault({ kind: 'outage', seconds: 10_000 })
  await expect(outbox.answer(answering(delivery))).rejects.toThrow(UserError)
})

test('what Slack will never take is refused with its own word for it', async () => {
  const { outbox, delivery } = await said('ec2 list', directs.ada)
  const nobody = { ...delivery, channel: 'D0NOBODY', user: 'U0NOBODY' }
  await expect(outbox.answer(answering(nobody))).rejects.toMatchObject({
    code: 'Slack:channel_not_found',
    message: 'Slack did not place the answer (channel_not_found).',
  })
})

test('where Slack refuses the blocks, the person has the answer as text', async () => {
  const { delivery, ...stage } = await said('/ec2 list', channels.ops)
  const refusing: typeof fetch = async (url, init) =>
    JSON.stringify(init?.body ?? '').includes('rich_text')
      ? new Response('invalid_blocks', { status: 400 })
      : fetch(url, init)
  const facts = { kind: 'facts', facts: [{ label: 'Name', value: '<!channel>' }] } as const
  await createPatientOutbox(stage, refusing).answer(answering(delivery, { ...viewOf('web-1'), parts: [facts] }))
  expect(seenBy(stage, ada.id, channels.ops)).toMatchObject([
    { text: '```web-1\n\nName: &lt;!channel&gt;```', blocks: [] },
  ])
})

test('sharing tells everyone, in the name of who did, without buttons and without pinging anyone', async () => {
  const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops)
  const view: View = {
    lead: text`${bold('web-1')} belongs to ${{ user: lin.id }} <!channel>`,
    parts: [{ kind: 'bullets', items: [text`asked by ${{ user: 'U0GRACE' }}`] }],
    note: ['As of now'],
    actions: [{ kind: 'button', verb: 'next', label: 'Next', does: { kind: 'run', words: [] } }],
  }
  await outbox.share(delivery, view)
  const [shared] = seenBy(stage, lin.id, channels.ops)
  expect(shared).toMatchObject({ isEphemeral: false, notifies: [], text: 'web-1 belongs to @lin &lt;!channel&gt;' })
  expect(shared?.blocks.map(({ type }) => type)).toEqual(['rich_text', 'rich_text', 'context'])
  expect(shared?.blocks[2]).toMatchObject({ elements: [{ text: 'As of now · Shared by ada' }] })
  expect(JSON.stringify(stage.slack.wire().at(-1)?.detail)).toContain('unfurl_links')
})

test('a file is sent to the direct messages', async () => {
  const { outbox, ...stage } = await said('/ec2 list', channels.ops)
  await outbox.sendFile(ada.id, { name: 'instances.csv', content: 'name\nweb-1 ä\n', title: 'Instances' })
  const [message] = seenBy(stage, ada.id, directs.ada)
  expect(message?.files).toHaveLength(1)
  const file = await fetch(`${stage.slack.url}/ui/files/${message?.files[0]}?as=${ada.id}`)
  expect(await file.text()).toBe('name\nweb-1 ä\n')
})

test('messages to one channel keep a second between them, and those to another do not wait for it', async () => {
  const { outbox, delivery, clock } = await said('ec2 list', directs.ada)
  const startedAt = clock.system.now()
  await outbox.answer(answering(delivery, viewOf('one')))
  await outbox.answer(answering({ ...delivery, channel: directs.lin, user: lin.id }, viewOf('elsewhere')))
  expect(clock.system.now() - startedAt).toBe(0)
  await outbox.answer(answering(delivery, viewOf('two')))
  expect(clock.system.now() - startedAt).toBe(1_000)
})

test('a stranger in a shared channel gets the answer there', async () => {
  const inbox = createInbox()
  const stage = await startStage(inbox)
  const arrived = inbox.next()
  await stage.slack.act.send({ as: rob.id, channel: channels.initechShared, text: '/ec2 list' })
  await createPatientOutbox(stage).answer(answering(await arrived, viewOf('Not for you')))
  expect(textsSeen(stage, rob.id, channels.initechShared)).toEqual(['Not for you'])
})
