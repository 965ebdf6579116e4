import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createBoltLogger } from '../../src/slack/bolt-log.ts'
import { postToResponseUrl } from '../../src/slack/response-url.ts'
import { retryAfterMs } from '../../src/slack/slack-error.ts'
import { createWebClient } from '../../src/slack/web-api.ts'
import { addressOf, answering, responseUrls, said } from './outbox-stage.ts'
import {
  channels,
  createInbox,
  createPatientOutbox,
  directs,
  people,
  type Stage,
  seenBy,
  silent,
  startStage,
} from './stage.ts'

const { ada } = people

/** Slack does what it is asked, and its answer to the first calls of this kind comes too late. */
function lateAnswers(kind: RegExp, count: number): typeof fetch {
  let left = count
  return async (url, init) => {
    const response = await fetch(url, init)
    if (!kind.test(addressOf(url)) || left === 0) return response
    left -= 1
    throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
  }
}

async function answerTo(typed: string, channel: string, send: typeof fetch) {
  const { outbox, delivery, ...stage } = await said(typed, channel, { send })
  await outbox.answer(answering(delivery))
  return stage
}

const answersIn = (stage: Pick<Stage, 'slack'>) =>
  [channels.ops, directs.ada].flatMap((channel) => seenBy(stage, ada.id, channel).map(({ text }) => text))

describe('an answer that Slack took without saying so in time is there once', () => {
  test.each([
    ['to a mention', '@windlass ec2 list', channels.ops, /chat\.postEphemeral/, 1],
    ['to a direct message', 'ec2 list', directs.ada, /chat\.postMessage/, 1],
    ['to a command', '/ec2 list', channels.ops, responseUrls, 1],
    ['to a command whose address is used up by it', '/ec2 list', channels.ops, responseUrls, 5],
  ])('%s', async (...[, typed, channel, kind, count]) => {
    expect(answersIn(await answerTo(typed, channel, lateAnswers(kind, count)))).toEqual(['58 instances'])
  })

  test('a file', async () => {
    const stage = await startStage(createInbox())
    const outbox = createPatientOutbox(stage, lateAnswers(/completeUpload/, 1))
    await outbox.sendFile(ada.id, { name: 'a.csv', content: 'a', title: 'A' })
    expect(seenBy(stage, ada.id, directs.ada)).toHaveLength(1)
  })
})

describe('what was certainly not taken is sent again', () => {
  test.each([
    ['to a mention', '@windlass ec2 list', channels.ops],
    ['to a direct message', 'ec2 list', directs.ada],
    ['to a command', '/ec2 list', channels.ops],
  ])('%s', async (_, typed, channel) => {
    const failures = [new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })]
    const send: typeof fetch = async (url, init) => {
      const failure = addressOf(url).includes('auth.test') ? undefined : failures.shift()
      return failure === undefined ? fetch(url, init) : Promise.reject(failure)
    }
    expect(answersIn(await answerTo(typed, channel, send))).toEqual(['58 instances'])
    expect(failures).toEqual([])
  })
})

test('a post is waited for longer than a question', async () => {
  const limits: number[] = []
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  const watch = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    limits.push(ms)
    return timeout(ms)
  })
  onTestFinished(() => watch.mockRestore())
  const send = async () => Response.json({ ok: true })
  const client = createWebClient('xoxb-1', {
    apiUrl: 'http://slack.test/api/',
    logger: createBoltLogger(silent),
    send,
  })
  await client.users.info({ user: 'U1' })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is Slack's method, not a window's
  await client.chat.postMessage({ channel: 'C1', text: 'x' })
  await client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'x' })
  await postToResponseUrl('http://slack.test/r', { text: 'x', replace_original: true }, send)
  expect(limits).toEqual([10_000, 30_000, 30_000, 30_000])
})

describe('a response_url that leads elsewhere', () => {
  test('is not followed, and not tried again', async () => {
    let calls = 0
    const server = createServer((_, response) => {
      calls += 1
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const message = { text: 'x', replace_original: true }
    const error = await postToResponseUrl(`http://127.0.0.1:${port}/`, message, fetch).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ name: 'AddressError', status: 302 })
    expect(retryAfterMs(error)).toBeUndefined()
    expect(calls).toBe(1)
  })

  test('gives way to an ephemeral message at once', async () => {
    const moved: typeof fetch = async (url, init) =>
      responseUrls.test(addressOf(url)) ? new Response(null, { status: 302 }) : fetch(url, init)
    const stage = await answerTo('/ec2 list', channels.ops, moved)
    expect(seenBy(stage, ada.id, channels.ops)).toMatchObject([{ text: '58 instances', isEphemeral: true }])
  })
})
