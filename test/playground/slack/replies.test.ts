import { expect, test } from 'vitest'
import { errorOf } from './errors.ts'
import { channels, directs, people, postMessage, type Stage, startStage } from './fixture.ts'

const { lin } = people
const channel = directs.lin
const metadata = { event_type: 'change', event_payload: { id: 'c7' } }

async function aThread({ client, clock }: Stage) {
  const { ts: parent = '' } = await postMessage(client, { channel, text: 'parent' })
  const replies: string[] = []
  for (const text of ['one', 'two']) {
    await clock.elapse(1_000)
    const { ts = '' } = await postMessage(client, { channel, text, thread_ts: parent, metadata })
    replies.push(ts)
  }
  await postMessage(client, { channel, text: 'elsewhere' })
  await client.chat.postEphemeral({ channel, user: lin.id, text: 'psst', thread_ts: parent })
  return { parent, replies }
}

test('a thread is what it is about and its lasting replies, the oldest first', async () => {
  const stage = await startStage()
  const { parent: ts, replies } = await aThread(stage)
  const read = async (range: object) => {
    const { messages = [], has_more: hasMore } = await stage.client.conversations.replies({ channel, ts, ...range })
    return { texts: messages.map(({ text }) => text), hasMore }
  }
  expect(await read({})).toEqual({ texts: ['parent', 'one', 'two'], hasMore: false })
  expect(await read({ limit: 2 })).toEqual({ texts: ['parent', 'one'], hasMore: true })
  expect(await read({ oldest: replies[0] })).toEqual({ texts: ['parent', 'two'], hasMore: false })
})

test('metadata come back only when they are asked for', async () => {
  const stage = await startStage()
  const { parent: ts } = await aThread(stage)
  const read = async (all: boolean) => {
    const { messages } = await stage.client.conversations.replies({ channel, ts, include_all_metadata: all })
    return messages?.[1]
  }
  expect(await read(true)).toMatchObject({ text: 'one', metadata })
  expect(await read(false)).not.toHaveProperty('metadata')
})

test.for<[Record<string, unknown>, string]>([
  [{ channel: 'D0NOWHERE', ts: '1.1' }, 'channel_not_found'],
  [{ channel: channels.ops, ts: '1.1' }, 'missing_scope'],
  [{ channel, ts: '1.1' }, 'thread_not_found'],
  [{ channel }, 'invalid_arguments'],
])('%j is refused with %s', async ([args, error]) => {
  const { client } = await startStage()
  expect(await errorOf(client.apiCall('conversations.replies', args))).toMatchObject({ error })
})
