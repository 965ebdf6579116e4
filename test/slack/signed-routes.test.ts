import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { commandBody, form, sendSigned, signature, startHttp } from './http-stage.ts'
import { createInbox } from './stage.ts'

// As they stand on the wire: `fetch` would write each of them anew.
test.each([
  'POST /slack/events#',
  'POST /slack/events#?x',
  'POST /slack/events/',
  'POST /slack/events;x',
  'POST /slack/eventsx',
  'POST /Slack/events',
  'POST /slack/%65vents',
  'POST /./slack/events',
  'POST //slack/events',
  'POST /slack//events',
  'POST /slack/x/../events',
  'POST /slack/x/%2e%2e/events',
  'POST \\slack\\events',
  'POST /slack\\events',
  'POST http://x/slack/events',
  'POST https://hooks.slack.com/slack/events',
  'POST //',
  'POST /',
  'POST *',
  'POST /healthz',
  'PUT /slack/events',
  'GET /slack/events',
  'GET //',
  'GET //[',
  'GET http://[',
  'GET http://x/healthz',
  'GET /./healthz',
  'GET /healthz#',
  'HEAD /healthz',
])('%s is nothing that is there, signed or not', async (request) => {
  const inbox = createInbox()
  const { port, clock, post } = await startHttp(inbox)
  for (const [body, type] of [
    ['null', 'application/json'],
    [commandBody, form],
  ] as const) {
    const headers = { 'content-type': type, ...signature(body, { now: clock.system.now() }) }
    expect(await sendRaw(port, request, { headers, body })).toMatch(/^HTTP\/1\.1 40[04] /)
  }
  expect(inbox.received).toEqual([])
  expect((await post(commandBody)).status).toBe(200)
})

test('a query changes nothing of what a request is', async () => {
  const { port, clock, url } = await startHttp()
  const headers = { 'content-type': 'application/json', ...signature('null', { now: clock.system.now() }) }
  expect(await sendRaw(port, 'POST /slack/events?x#y', { headers, body: 'null' })).toMatch(/^HTTP\/1\.1 400 /)
  expect((await sendSigned(`${url}?x=1`, commandBody, { now: clock.system.now() })).status).toBe(200)
})

/** Gives all that comes back. */
async function sendRaw(
  port: number,
  request: string,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const all = { host: 'x', connection: 'close', 'content-length': String(Buffer.byteLength(body)), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  socket.end([`${request} HTTP/1.1`, ...lines, '', body].join('\r\n'))
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}
