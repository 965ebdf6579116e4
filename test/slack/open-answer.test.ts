import { expect, test } from 'vitest'
import { timestampOf } from '../../src/slack/receive.ts'
import { addressOf, answering, said } from './outbox-stage.ts'
import { channels, people, seenBy, viewOf } from './stage.ts'

const open = { isOpen: true } as const

test('an open answer stands in the thread that the mention begins, for everyone', async () => {
  const { outbox, delivery, ...stage } = await said('@windlass what is an AMI?', channels.ops)
  await outbox.answer({ ...answering(delivery, viewOf('A template')), ...open })
  expect(seenBy(stage, people.lin.id, channels.ops)).toMatchObject([
    { text: 'A template', thread: timestampOf(delivery), isEphemeral: false },
  ])
})

test('or in the thread that it stands in', async () => {
  const { outbox, delivery, ...stage } = await said('@windlass what is an AMI?', channels.ops)
  const inThread = { ...delivery, id: 'T0HARBOUR:C0OPS:1.1', thread: timestampOf(delivery) }
  await outbox.answer({ ...answering(inThread, viewOf('A template')), ...open })
  expect(seenBy(stage, people.lin.id, channels.ops)).toMatchObject([{ thread: timestampOf(delivery) }])
})

test('and is given to the person alone where the channel does not take it', async () => {
  const send: typeof fetch = async (url, init) =>
    addressOf(url).endsWith('chat.postMessage')
      ? Response.json({ ok: false, error: 'restricted_action' })
      : fetch(url, init)
  const { outbox, delivery, ...stage } = await said('@windlass what is an AMI?', channels.ops, { send })
  await outbox.answer({ ...answering(delivery, viewOf('A template')), ...open })
  expect(seenBy(stage, people.ada.id, channels.ops)).toMatchObject([{ text: 'A template', isEphemeral: true }])
  expect(seenBy(stage, people.lin.id, channels.ops)).toEqual([])
})
