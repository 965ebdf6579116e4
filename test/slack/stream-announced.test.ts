import { expect, it } from 'vitest'
import { runs } from '../../src/core/problem.ts'
import { addressOf, answering, said, textsSeen } from './outbox-stage.ts'
import { channels, createInbox, createPatientOutbox, directs, people, seenBy, startStage, viewOf } from './stage.ts'

const { ada } = people
const asked = ['You asked: why is web-1 slow?']
const pointer = 'The language model answers in your direct messages with Windlass.'

it.each([
  ['of a stream', (_: string, place: { ts: string | undefined; channel?: string }) => place],
  ['of what stands above it', (root: string) => ({ ts: root })],
])('after a crash, the place %s is told where it was asked, instead of "Working…", once', async (_, kept) => {
  const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops)
  await outbox.sayWorking(delivery)
  const stream = await outbox.openStream(delivery, 'directly', asked)
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual(['Working…'])
  const [root] = seenBy(stage, ada.id, directs.ada)
  const place = kept(root?.ts ?? '', stream.place)
  await outbox.announceAgain(delivery, place)
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual([pointer])
  expect(JSON.stringify(seenBy(stage, ada.id, channels.ops)[0]?.blocks)).toContain('"url":"http')
  await outbox.announceAgain(delivery, place)
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual([pointer])
  await stream.end()
})

it('a slash command in the direct messages needs no word, and its "Working…" goes', async () => {
  const { outbox, delivery, ...stage } = await said('/ec2 list', directs.ada)
  await outbox.sayWorking(delivery)
  const stream = await outbox.openStream(delivery, 'directly', asked)
  await outbox.announceAgain(delivery, stream.place)
  expect(textsSeen(stage, ada.id, directs.ada)).toEqual([...asked, ''])
  await stream.end()
})

it('what a button was pressed on stays', async () => {
  const inbox = createInbox()
  const stage = await startStage(inbox)
  const outbox = createPatientOutbox(stage)
  const first = inbox.next()
  await stage.slack.act.send({ as: ada.id, channel: channels.ops, text: '/ec2 list' })
  const words = runs('words', 'In plain words', ['ec2', 'why', '--model', 'web-1'])
  await outbox.answer(answering(await first, { ...viewOf('web-1 is busy.'), actions: [words] }))
  const [shown] = seenBy(stage, ada.id, channels.ops)
  const clicked = inbox.next()
  const blockId = String(shown?.blocks[1]?.['block_id'])
  await stage.slack.act.act({ as: ada.id, channel: channels.ops, ts: shown?.ts ?? '', blockId, actionId: '0:words' })
  const click = await clicked
  const stream = await outbox.openStream(click, 'directly', asked)
  await outbox.announceAgain(click, stream.place)
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual(['web-1 is busy.', pointer])
  await stream.end()
})

it('what was asked in the direct messages needs no word', async () => {
  const { outbox, delivery, ...stage } = await said('why is web-1 slow?', directs.ada)
  await outbox.announceAgain(delivery, await outbox.sayWorking(delivery))
  expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['Working…'])
})

it('where Slack does not give the direct messages, nothing fails', async () => {
  const send: typeof fetch = async (url, init) =>
    addressOf(url).includes('conversations.open')
      ? Response.json({ ok: false, error: 'user_disabled' })
      : fetch(url, init)
  const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops, { send })
  await outbox.announceAgain(delivery, { ts: '1.2' })
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual([])
})

it('a stream has not ended before it was told where it is', async () => {
  const asksForLink = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const send: typeof fetch = async (url, init) => {
    if (addressOf(url).includes('chat.getPermalink')) {
      asksForLink.resolve()
      await goOn.promise
    }
    return fetch(url, init)
  }
  const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops, { send })
  const stream = await outbox.openStream(delivery, 'directly', asked)
  stream.announce(undefined)
  await asksForLink.promise
  const seenAtItsEnd = stream.end().then(() => textsSeen(stage, ada.id, channels.ops))
  await stage.slack.until(() =>
    stage.slack.messagesSeenBy(ada.id, directs.ada).find((each) => each.stream?.state === 'done'),
  )
  goOn.resolve()
  expect(await seenAtItsEnd).toEqual([pointer])
})
