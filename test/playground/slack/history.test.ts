import { expect, test } from 'vitest'
import { errorOf } from './errors.ts'
import { channels, directs, people, postMessage, type Stage, say, startStage } from './fixture.ts'

const { lin } = people
const channel = directs.lin
const metadata = { event_type: 'change', event_payload: { id: 'c7', nested: { step: 1 } } }

/** Three messages of the bot to Lin, a second apart; their timestamps, oldest first. */
async function threeMessages({ client, clock }: Stage): Promise<string[]> {
  const posted: string[] = []
  for (const text of ['one', 'two', 'three']) {
    const { ts = '' } = await postMessage(client, { channel, text })
    posted.push(ts)
    await clock.elapse(1_000)
  }
  return posted
}

async function textsOf({ client }: Stage, range: object = {}) {
  const { messages = [], has_more: hasMore } = await client.conversations.history({ channel, ...range })
  return { texts: messages.map(({ text }) => text), hasMore }
}

test('the history of a direct message is what both said, the newest first', async () => {
  const stage = await startStage()
  await threeMessages(stage)
  await say(stage, { as: lin.id, in: channel }, 'four')
  expect(await textsOf(stage)).toEqual({ texts: ['four', 'three', 'two', 'one'], hasMore: false })
  expect(await textsOf(stage, { limit: 3 })).toEqual({ texts: ['four', 'three', 'two'], hasMore: true })
})

test('oldest and latest are left out unless it is inclusive', async () => {
  const stage = await startStage()
  const [oldest = '', , latest = ''] = await threeMessages(stage)
  expect((await textsOf(stage, { oldest, latest })).texts).toEqual(['two'])
  expect((await textsOf(stage, { oldest })).texts).toEqual(['three', 'two'])
  expect((await textsOf(stage, { latest })).texts).toEqual(['two', 'one'])
  expect((await textsOf(stage, { oldest, latest, inclusive: true })).texts).toEqual(['three', 'two', 'one'])
  expect((await textsOf(stage, { latest: oldest, inclusive: true, limit: 1 })).texts).toEqual(['one'])
})

test('what only one person saw, and replies in threads, are no part of the history', async () => {
  const stage = await startStage()
  const { client } = stage
  const [parent = ''] = await threeMessages(stage)
  await client.chat.postEphemeral({ channel, user: lin.id, text: 'psst' })
  await postMessage(client, { channel, text: 'reply', thread_ts: parent })
  expect((await textsOf(stage)).texts).toEqual(['three', 'two', 'one'])
})

test.for<[Record<string, unknown>, string]>([
  [{ channel: 'D0NOWHERE' }, 'channel_not_found'],
  [{ channel: lin.id }, 'channel_not_found'],
  [{ channel: channels.ops }, 'missing_scope'],
  [{ channel, oldest: 'yesterday' }, 'invalid_ts_oldest'],
  [{ channel, latest: 'now' }, 'invalid_ts_latest'],
  [{ channel, limit: 1_000 }, 'invalid_arguments'],
])('%j is refused with %s', async ([args, error]) => {
  const { client } = await startStage()
  expect(await errorOf(client.apiCall('conversations.history', args))).toMatchObject({ error })
})

test('metadata come back only when they are asked for', async () => {
  const { client } = await startStage()
  await postMessage(client, { channel, text: 'x', metadata })
  const read = async (all: boolean) => {
    const { messages } = await client.conversations.history({ channel, include_all_metadata: all })
    return messages?.[0]
  }
  expect(await read(true)).toMatchObject({ text: 'x', metadata })
  expect(await read(false)).not.toHaveProperty('metadata')
})

test('an edit keeps metadata that it does not mention, replaces others, and takes them away with an empty object', async () => {
  const { client } = await startStage()
  const { ts = '' } = await postMessage(client, { channel, text: 'x', metadata })
  const afterEdit = async (given: object) => {
    await client.apiCall('chat.update', { channel, ts, text: 'y', ...given })
    const { messages } = await client.conversations.history({ channel, include_all_metadata: true })
    return messages?.[0]?.metadata
  }
  const other = { event_type: 'change', event_payload: { id: 'c8' } }
  expect(await afterEdit({})).toEqual(metadata)
  expect(await afterEdit({ metadata: other })).toEqual(other)
  expect(await afterEdit({ metadata: {} })).toBeUndefined()
})

test.for<[unknown, string]>([
  ['{', 'invalid_metadata_format'],
  [['change'], 'invalid_metadata_format'],
  [{ event_type: 'change' }, 'invalid_metadata_schema'],
  [{ event_type: 7, event_payload: {} }, 'invalid_metadata_schema'],
  [{ event_type: 'change', event_payload: 'c7' }, 'invalid_metadata_schema'],
])('metadata %j are refused with %s', async ([given, error]) => {
  const { client } = await startStage()
  const post = client.apiCall('chat.postMessage', { channel, text: 'x', metadata: given })
  expect(await errorOf(post)).toMatchObject({ error })
})
