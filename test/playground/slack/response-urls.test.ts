import { expect, test } from 'vitest'
import {
  answersTo,
  channels,
  elementOf,
  people,
  postMessage,
  type Stage,
  say,
  startBolt,
  startStage,
  untilAnswered,
} from './fixture.ts'

const { ada, lin } = people

/** Gives a command and returns the response_url that came with it. */
async function responseUrl(stage: Stage): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  await startBolt(stage, (app) => {
    app.command('/ec2', async ({ ack, body }) => {
      await ack()
      resolve(body.response_url)
    })
  })
  await say(stage, { as: ada.id, in: channels.ops }, '/ec2 list')
  return promise
}

async function post(url: string, body: unknown) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  return [response.status, (await response.json()).error]
}

test('a response_url works five times', async () => {
  const stage = await startStage()
  const url = await responseUrl(stage)
  for (let use = 1; use <= 5; use += 1) expect(await post(url, { text: `${use}` })).toEqual([200, undefined])
  expect(await post(url, { text: '6' })).toEqual([404, 'used_url'])
  expect(answersTo(stage, ada.id, channels.ops)).toHaveLength(5)
})

test('a response_url works for thirty minutes', async () => {
  const stage = await startStage()
  const url = await responseUrl(stage)
  await stage.clock.elapse(30 * 60_000 - 1)
  expect(await post(url, { text: 'in time' })).toEqual([200, undefined])
  await stage.clock.elapse(1)
  expect(await post(url, { text: 'late' })).toEqual([404, 'expired_url'])
})

test('only its author sees an answer, unless it is said to be for the channel', async () => {
  const stage = await startStage()
  const url = await responseUrl(stage)
  await post(url, { text: 'for you' })
  await post(url, { text: 'for all', response_type: 'in_channel' })
  expect(answersTo(stage, lin.id, channels.ops).map(({ text }) => text)).toEqual(['for all'])
  expect(answersTo(stage, ada.id, channels.ops).map(({ text }) => text)).toEqual(['for you', 'for all'])
})

test('replace_original replaces what the url posted before, in its place', async () => {
  const stage = await startStage()
  const url = await responseUrl(stage)
  await post(url, { text: 'first', replace_original: true })
  const before = answersTo(stage, ada.id, channels.ops)
  await post(url, { text: 'second', replace_original: true })
  const after = answersTo(stage, ada.id, channels.ops)
  expect(after.map(({ text, ts }) => [text, ts])).toEqual([['second', before[0]?.ts]])
  await post(url, { delete_original: true })
  expect(answersTo(stage, ada.id, channels.ops)).toEqual([])
})

test('what one person sees does not become what everyone sees', async () => {
  const stage = await startStage()
  const url = await responseUrl(stage)
  await post(url, { text: 'private' })
  await post(url, { text: 'public', replace_original: true, response_type: 'in_channel' })
  expect(answersTo(stage, ada.id, channels.ops).map(({ text }) => text)).toEqual(['private', 'public'])
})

test('a body that Slack cannot use is refused and costs no use', async () => {
  const stage = await startStage()
  const url = await responseUrl(stage)
  expect(await post(url, {})).toEqual([400, 'no_text'])
  expect(await post(url, 'text')).toEqual([400, 'invalid_payload'])
  expect(await post(url, { text: 'x', blocks: [{ type: 'carousel' }] })).toEqual([400, 'invalid_blocks'])
  for (let use = 1; use <= 5; use += 1) expect(await post(url, { text: `${use}` })).toEqual([200, undefined])
  expect(await post(`${url}x`, { text: 'x' })).toEqual([404, 'no_such_url'])
})

test('a click in the channel replaces the message for everyone', async () => {
  const stage = await startStage()
  await startBolt(stage, (app) => {
    app.action('go', async ({ ack, respond }) => {
      await ack()
      await respond({ replace_original: true, text: 'Decided by Ada' })
    })
  })
  await postMessage(stage.client, {
    channel: channels.ops,
    text: 'Go?',
    blocks: [
      { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }] },
    ],
  })
  const question = await untilAnswered(stage, lin.id, channels.ops)
  await stage.slack.act.act({ as: ada.id, ...elementOf(question) })
  await stage.slack.until(() => answersTo(stage, lin.id, channels.ops).find(({ text }) => text === 'Decided by Ada'))
  expect(answersTo(stage, lin.id, channels.ops)).toMatchObject([{ ts: question.ts, blocks: [], isEdited: true }])
})
