import { describe, expect, test } from 'vitest'
import { metadataOf } from '../../src/slack/posted.ts'
import { timestampOf } from '../../src/slack/receive.ts'
import { addressOf, answering, said, textsSeen } from './outbox-stage.ts'
import { channels, directs, people, viewOf } from './stage.ts'

const { ada } = people

/** Slack with another answer to that method. */
const answeringTo =
  (method: string, answer: () => Response | Promise<Response>): typeof fetch =>
  async (url, init) =>
    addressOf(url).endsWith(method) ? answer() : fetch(url, init)

const nothing = { isAnswered: false, working: undefined }
const answered = { isAnswered: true, working: undefined, card: { channel: directs.ada, ts: expect.any(String) } }

describe('after a crash it is found in direct messages', () => {
  test('that the answer was given', async () => {
    const { outbox, delivery } = await said('ec2 list', directs.ada)
    expect(await outbox.findPosted(delivery)).toEqual(nothing)
    await outbox.answer(answering(delivery))
    expect(await outbox.findPosted(delivery)).toEqual(answered)
    expect(await outbox.findPosted({ ...delivery, id: 'T1:D1:1.1' })).toEqual(nothing)
  })

  test('that it was given in a thread', async () => {
    const { outbox, delivery } = await said('ec2 list', directs.ada)
    const inThread = { ...delivery, thread: timestampOf(delivery) }
    const working = await outbox.sayWorking(inThread)
    expect(await outbox.findPosted(inThread)).toEqual({ isAnswered: false, working })
    await outbox.answer(answering(inThread, viewOf('58 instances'), working))
    expect(await outbox.findPosted(inThread)).toEqual(answered)
    // A streamed answer stands in the thread that the message begins.
    expect(await outbox.findPosted(delivery)).toEqual(answered)
    expect(await outbox.findPosted({ ...delivery, id: 'T1:D1:1.1' })).toEqual(nothing)
  })

  test('where "Working…" stands, until the answer has taken its place', async () => {
    const { outbox, delivery, ...stage } = await said('ec2 list', directs.ada)
    const working = await outbox.sayWorking(delivery)
    expect(await outbox.findPosted(delivery)).toEqual({ isAnswered: false, working })
    await outbox.answer(answering(delivery, viewOf('58 instances'), working))
    expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['58 instances'])
    expect(await outbox.findPosted(delivery)).toEqual(answered)
  })

  test('that the answer to a command was given there', async () => {
    const { outbox, delivery } = await said('/ec2 list', channels.webTeam)
    const late = { ...delivery, responseUrl: undefined }
    expect(await outbox.findPosted(late)).toEqual(nothing)
    await outbox.answer(answering(late))
    expect(await outbox.findPosted(late)).toEqual(answered)
  })
})

test('what a person or another app wrote is no answer', async () => {
  const messages: object[] = []
  const send = answeringTo('conversations.history', () => Response.json({ ok: true, messages }))
  const { outbox, delivery } = await said('ec2 list', directs.ada, { send })
  const metadata = metadataOf(delivery, 'answered')
  messages.push(
    { ts: '1.1', user: ada.id, metadata },
    { ts: '1.1', user: 'U0BOT', metadata: { ...metadata, event_type: 'other_answer' } },
    { ts: '1.1', user: 'U0BOT', text: 'No metadata' },
  )
  expect(await outbox.findPosted(delivery)).toEqual(nothing)
})

test('where Slack does not let the history be read, nothing is found', async () => {
  const send = answeringTo('conversations.history', () => Response.json({ ok: false, error: 'missing_scope' }))
  const { outbox, delivery } = await said('ec2 list', directs.ada, { send })
  expect(await outbox.findPosted(delivery)).toEqual(nothing)
})

test('where Slack is out of reach, it is not known what stands there', async () => {
  const send = answeringTo('conversations.history', () => Promise.reject(new TypeError('fetch failed')))
  const { outbox, delivery } = await said('ec2 list', directs.ada, { send })
  await expect(outbox.findPosted(delivery)).rejects.toMatchObject({ code: 'SlackUnavailable' })
})

test('a response_url used up by answers before crashes gives way to direct messages, where the next is found', async () => {
  const { outbox, delivery, ...stage } = await said('/ec2 list', channels.ops)
  await outbox.sayWorking(delivery)
  // oxlint-disable-next-line no-await-in-loop -- one after the other is what it is for
  for (let use = 0; use < 4; use += 1) await outbox.answer(answering(delivery))
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual(['58 instances'])
  expect(await outbox.findPosted(delivery)).toEqual(nothing)
  await outbox.answer(answering(delivery))
  expect(textsSeen(stage, ada.id, channels.ops)).toEqual(['58 instances'])
  expect(textsSeen(stage, ada.id, directs.ada)).toEqual(['58 instances'])
  expect(await outbox.findPosted(delivery)).toEqual(answered)
})
