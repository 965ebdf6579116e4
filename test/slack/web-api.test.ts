import { describe, expect, test } from 'vitest'
import type { LogFields } from '../../src/core/log.ts'
import { createBoltLogger } from '../../src/slack/bolt-log.ts'
import { withRetries } from '../../src/slack/retry.ts'
import { AddressError, retryAfterMs, toUserError } from '../../src/slack/slack-error.ts'
import { createSocketUrlFetch } from '../../src/slack/socket-url.ts'
import { createWebClient } from '../../src/slack/web-api.ts'
import { createClock } from '../fixtures/clock.ts'
import { silent } from './stage.ts'

function clientOf(answer: () => Response | Promise<Response>) {
  const calls: RequestInit[] = []
  const send: typeof fetch = async (_, init = {}) => {
    calls.push(init)
    return answer()
  }
  const options = { apiUrl: 'http://slack.test/api/', logger: createBoltLogger(silent), send }
  return { calls, client: createWebClient('xoxb-x', options) }
}

describe('a call is made once, and whether to make it again is known', () => {
  test.each([
    ['a limited rate, with the wait that Slack asks for', () => limited({ 'retry-after': '7' }), 7_000],
    ['a limited rate that does not say how long', () => limited({}), 1_000],
    ['an error of Slack', () => new Response('upstream', { status: 503 }), 0],
    ['a page of a proxy', () => new Response('<html>', { status: 200 }), 0],
    ['a body that reads null', () => new Response('null', { status: 200 }), 0],
    ['no network', () => Promise.reject(new TypeError('fetch failed')), 0],
    ['an error that passes', () => Response.json({ ok: false, error: 'internal_error' }), 0],
    ['a refusal, which does not pass', () => Response.json({ ok: false, error: 'channel_not_found' }), undefined],
    ['what is not there', () => new Response('', { status: 404 }), undefined],
  ])('%s', async (_, answer, waitMs) => {
    const { client, calls } = clientOf(answer)
    const error = await client.auth.test().catch((thrown: unknown) => thrown)
    expect(retryAfterMs(error)).toBe(waitMs)
    expect(calls).toHaveLength(1)
  })
})

test('a limited rate of one call does not hold back another', async () => {
  const answers = [limited({ 'retry-after': '3600' }), Response.json({ ok: true })]
  const { client } = clientOf(() => answers.shift() ?? Response.error())
  const [first, second] = await Promise.allSettled([client.auth.test(), client.auth.test()])
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled'])
})

test('a call that Slack does not answer is given up', async () => {
  const { client, calls } = clientOf(() => Response.json({ ok: true }))
  await client.auth.test()
  expect(calls[0]?.signal).toBeInstanceOf(AbortSignal)
})

test('trying again waits longer each time and ends with the last error', async () => {
  const clock = createClock()
  const startedAt = clock.system.now()
  const tries: number[] = []
  const attempt = async () => {
    tries.push(clock.system.now() - startedAt)
    throw new AddressError(503)
  }
  const retrying = withRetries(attempt, { what: 'x', patienceMs: 20_000 }, { system: clock.skipping, log: silent })
  await expect(retrying).rejects.toThrow('Slack answered 503')
  expect(tries).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500])
})

test('what Slack refuses is not tried again', async () => {
  let tries = 0
  const attempt = async () => {
    tries += 1
    throw new AddressError(404)
  }
  const { skipping } = createClock()
  await expect(
    withRetries(attempt, { what: 'x', patienceMs: 20_000 }, { system: skipping, log: silent }),
  ).rejects.toThrow()
  expect(tries).toBe(1)
})

test('a fault of our own is not told as one of Slack', () => {
  const fault = new TypeError('x is not a function')
  expect(toUserError(fault, 'place the answer')).toBe(fault)
})

describe('asking for a socket ends in a url or in later, never in a rejection that nobody holds', () => {
  const url = '{"ok":true,"url":"wss://slack.test/link"}'
  test.each([
    ['a url', () => new Response(url), 200, []],
    ['a refused token', () => Response.json({ ok: false, error: 'invalid_auth' }), 503, ['invalid_auth']],
    ['a missing scope', () => Response.json({ ok: false, error: 'missing_scope' }), 503, ['missing_scope']],
    ['an error that passes', () => Response.json({ ok: false, error: 'internal_error' }), 503, []],
    ['success without a url', () => Response.json({ ok: true }), 503, []],
    ['a page of a proxy', () => new Response('<html>'), 503, []],
    ['a limited rate', () => limited({ 'retry-after': '3' }), 429, []],
    ['a limited rate that does not say how long', () => limited({}), 503, []],
  ])('%s', async (...[, answered, status, codes]) => {
    const refused: string[] = []
    const watch = { onRefused: (code: string) => void refused.push(code), isStopped: () => false }
    const response = await createSocketUrlFetch(async () => answered(), watch)('http://slack.test/')
    expect(response.status).toBe(status)
    expect(refused).toEqual(codes)
  })

  test('after a stop Slack is not asked any more', async () => {
    const send = () => Promise.reject(new Error('asked'))
    const response = await createSocketUrlFetch(send, { onRefused: () => {}, isStopped: () => true })(
      'http://slack.test/',
    )
    expect(await response.json()).toEqual({ ok: false, error: 'not_authed' })
  })
})

test('neither bodies nor tokens nor addresses of Slack come into the log', () => {
  const lines: string[] = []
  const write = (_: LogFields, line: string) => void lines.push(line)
  const logger = createBoltLogger({ debug: write, info: write, warn: write, error: write })
  logger.debug('http request body: {"text":"secret"}')
  logger.error(
    'failed with xoxb-1-abc and xapp-1-A-b',
    new Error('at https://hooks.slack.com/commands/T1/2/x?y (wss://a.b/?ticket=z)'),
  )
  expect(lines).toEqual(['failed with … and … Error: at … (…)'])
})

function limited(headers: Record<string, string>): Response {
  return Response.json({ ok: false, error: 'ratelimited' }, { status: 429, headers })
}
