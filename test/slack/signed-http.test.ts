import { expect, test } from 'vitest'
import { commandBody, form, startHttp } from './http-stage.ts'
import { channels, createEdge, createInbox, createPatientOutbox, directs, people, seenBy, viewOf } from './stage.ts'

const { ada } = people
const messageBody = JSON.stringify({
  type: 'event_callback',
  team_id: 'T1',
  event: { type: 'message', channel_type: 'im', user: 'U1', channel: 'D1', ts: '7.7', text: 'ec2 list' },
})

test('a signed command is taken', async () => {
  const inbox = createInbox()
  const { post } = await startHttp(inbox)
  const answered = inbox.next()
  expect((await post(commandBody)).status).toBe(200)
  expect(await answered).toMatchObject({ surface: 'slash', asks: { words: 'ec2 list ä & b' } })
})

test.each([
  ['with a charset', `${form}; charset=utf-8`],
  ['in capitals', 'Application/X-WWW-Form-Urlencoded'],
])('the type of the content may be written %s', async (_, type) => {
  const inbox = createInbox()
  const { post } = await startHttp(inbox)
  expect((await post(commandBody, { type })).status).toBe(200)
  expect(inbox.received).toHaveLength(1)
})

test.each([
  ['of the future', { ageSeconds: -120 }],
  ['of an hour ahead', { ageSeconds: -3_600 }],
  ['that is old', { ageSeconds: 301 }],
  ['with another secret', { secret: 'another' }],
  ['without a signature', { headers: { 'x-slack-signature': '' } }],
  ['without a number as its time', { headers: { 'x-slack-request-timestamp': 'now' } }],
  ['without an end as its time', { headers: { 'x-slack-request-timestamp': 'Infinity' } }],
])('a request %s is refused', async (_, how) => {
  const inbox = createInbox()
  const { post } = await startHttp(inbox)
  expect((await post(commandBody, how)).status).toBe(401)
  expect(inbox.received).toEqual([])
})

test('a clock that is a little behind is no reason to refuse', async () => {
  const { post } = await startHttp()
  expect((await post(commandBody, { ageSeconds: -30 })).status).toBe(200)
})

test('a recorded request does nothing the second time', async () => {
  let taken = 0
  const { post, clock } = await startHttp({ ...createInbox(), suggest: async () => ((taken += 1), []) })
  const search = JSON.stringify({
    type: 'block_suggestion',
    team: { id: 'T1' },
    user: { id: 'U1' },
    action_id: 'R:c',
    value: 'w',
  })
  const body = new URLSearchParams({ payload: search }).toString()
  const now = clock.system.now()
  expect(await (await post(body, { now })).json()).toEqual({ options: [] })
  const again = await post(body, { now })
  expect([again.status, await again.text()]).toEqual([200, ''])
  clock.advance(4 * 60_000)
  expect((await post(body, { now })).status).toBe(200)
  expect(taken).toBe(1)
})

test('an event that was not stored may come again, even with the same signature', async () => {
  const inbox = createInbox()
  let isDown = true
  const { post, clock } = await startHttp({
    ...inbox,
    receive: (delivery) => (isDown ? Promise.reject(new Error('disk full')) : inbox.receive(delivery)),
  })
  const now = clock.system.now()
  expect((await post(messageBody, { now, type: 'application/json' })).status).toBe(503)
  isDown = false
  expect((await post(messageBody, { now, type: 'application/json' })).status).toBe(200)
  expect(inbox.received).toHaveLength(1)
})

test.each([
  ['a payload that reads null', 'payload=null', form],
  ['a body that reads null', 'null', 'application/json'],
  ['a list', '[]', 'application/json'],
  ['a number in a payload', 'payload=7', form],
  ['half of a body', '{"type":', 'application/json'],
  ['a form that is sent as JSON', 'command=%2Fec2', 'application/json'],
])('%s is refused, and the process goes on', async (_, body, type) => {
  const { post } = await startHttp()
  expect((await post(body, { type })).status).toBe(400)
  expect((await post(commandBody)).status).toBe(200)
})

test('a body of more than a megabyte is refused', async () => {
  const { post } = await startHttp()
  const outcome = await post(`text=${'x'.repeat(1_100_000)}`).then(
    ({ status }) => status,
    // The connection may be closed before all of it was sent.
    () => 413,
  )
  expect(outcome).toBe(413)
})

test('the request URL is verified, and the unsigned check of the connection is answered', async () => {
  const { post, url } = await startHttp()
  const verification = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
  expect(await (await post(verification, { type: 'application/json' })).json()).toEqual({ challenge: 'abc' })
  const unsigned = await fetch(url, {
    method: 'POST',
    body: `ssl_check=1&${commandBody}`,
    headers: { 'content-type': form },
  })
  expect(unsigned.status).toBe(200)
})

test('what smuggles a command into the unsigned check is not taken', async () => {
  const inbox = createInbox()
  const { url } = await startHttp(inbox)
  await fetch(url, { method: 'POST', body: `ssl_check=1&${commandBody}`, headers: { 'content-type': form } })
  expect(inbox.received).toEqual([])
})

test('the process says that it is well, and nothing else is there', async () => {
  const { port } = await startHttp()
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
  expect((await fetch(`http://127.0.0.1:${port}/slack/events`)).status).toBe(404)
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
})

test('a port that is taken is named', async () => {
  const { port, slack, clock } = await startHttp()
  const transport = { kind: 'http', signingSecret: 'x', port, host: '127.0.0.1' } as const
  const second = createEdge(slack, { system: clock.system, transport })
  await expect(second.connect(createInbox())).rejects.toMatchObject({
    code: 'PortTaken',
    message: `Another program listens at port ${port} already.`,
  })
})

test('from Slack to the answer, every copy once', async () => {
  const inbox = createInbox(async (delivery) => {
    await createPatientOutbox(stage()).answer({
      delivery,
      view: viewOf(delivery.surface),
      recordId: 'R',
      working: undefined,
    })
  })
  const { slack, clock, url, edge } = await startHttp(inbox)
  const stage = () => ({ slack, clock })
  expect(await slack.useRequestUrl(url)).toBe(true)
  slack.act.fault({ kind: 'duplicate', on: true })
  expect(await slack.act.send({ as: ada.id, channel: channels.ops, text: '/ec2 list' })).toEqual({ ok: true })
  await slack.act.send({ as: ada.id, channel: directs.ada, text: 'ec2 list' })
  await slack.until(() => seenBy({ slack }, ada.id, directs.ada)[0])
  await edge.stop()
  expect(seenBy({ slack }, ada.id, channels.ops).map(({ text }) => text)).toEqual(['slash'])
  expect(seenBy({ slack }, ada.id, directs.ada).map(({ text }) => text)).toEqual(['direct'])
})
