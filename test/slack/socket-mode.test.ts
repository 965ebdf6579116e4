import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startSlack } from '../../src/playground/slack/emulator.ts'
import { slackSeed } from '../../src/playground/world/slack.ts'
import type { SlackOptions } from '../../src/slack/slack.ts'
import { system } from '../../src/system.ts'
import { createClock } from '../fixtures/clock.ts'
import { commandEnvelope, startSpeakingSlack } from './speaking-slack.ts'
import {
  channels,
  createEdge,
  createInbox,
  createPatientOutbox,
  createStoppableEdge,
  directs,
  people,
  seenBy,
  startStage,
  tokens,
  viewOf,
} from './stage.ts'

const { ada } = people
const ec2 = { command: '/ec2', description: 'EC2', usageHint: 'list', completions: [] }

test('connecting says who Windlass is there', async () => {
  const { edge, slack } = await startUnconnected()
  expect(edge.isConnected()).toBe(false)
  expect(await edge.connect(createInbox())).toMatchObject({
    team: slackSeed.team.id,
    teamName: 'Harbour',
    botUser: 'U0WINDLASS',
    url: `${slack.url}/`,
  })
  expect(edge.isConnected()).toBe(true)
  await edge.stop()
  expect(edge.isConnected()).toBe(false)
})

test.each([
  ['a command', '/ec2 list', channels.ops],
  ['a mention', '@windlass ec2 list', channels.ops],
  ['a direct message', 'ec2 list', directs.ada],
])('every copy of %s is acknowledged and one is answered', async (_, typed, channel) => {
  const inbox = createInbox(async (delivery) => {
    await outbox().answer({ delivery, view: viewOf(`answer to ${delivery.id}`), recordId: 'R', working: undefined })
  })
  const stage = await startStage(inbox)
  const outbox = () => createPatientOutbox(stage)
  stage.slack.act.fault({ kind: 'duplicate', on: true })
  await stage.slack.act.send({ as: ada.id, channel, text: typed })
  await stage.slack.until(() => (acknowledged(stage.slack).length === 2 ? true : undefined))
  await stage.slack.until(() => seenBy(stage, ada.id, channel)[0])
  await stage.edge.stop()
  expect(seenBy(stage, ada.id, channel)).toHaveLength(1)
  expect(inbox.received).toHaveLength(1)
})

test('no command is lost while Slack refreshes a socket', async () => {
  const inbox = createInbox()
  const { slack, edge } = await startStage(inbox)
  const replies = []
  for (let index = 0; index < 30; index += 1) {
    if (index === 10) slack.act.fault({ kind: 'refresh-socket' })
    replies.push(slack.act.send({ as: ada.id, channel: channels.ops, text: `/ec2 list ${index}` }))
    await new Promise(setImmediate)
  }
  expect(new Set((await Promise.all(replies)).map(({ ok }) => ok))).toEqual(new Set([true]))
  expect(inbox.received).toHaveLength(30)
  expect(edge.isConnected()).toBe(true)
})

test('a socket that is cut leaves the other one', async () => {
  const inbox = createInbox()
  const { slack, edge } = await startStage(inbox)
  let happenings = 0
  const left = slack.until(() => (++happenings > 1 ? true : undefined))
  slack.act.fault({ kind: 'drop-socket' })
  await left
  expect(await slack.act.send({ as: ada.id, channel: channels.ops, text: '/ec2 list' })).toEqual({ ok: true })
  expect(edge.isConnected()).toBe(true)
})

// The SDK waits five seconds before it opens a socket anew (T8), by a clock that is its own.
test('after an outage that cut every socket Windlass is there again by itself', { timeout: 30_000 }, async () => {
  const inbox = createInbox()
  const { slack, clock, edge } = await startStage(inbox)
  slack.act.fault({ kind: 'outage', seconds: 60 })
  slack.act.fault({ kind: 'drop-socket' })
  await slack.until(() => (slack.act.fault({ kind: 'drop-socket' }).ok ? undefined : true))
  clock.advance(61_000)
  await slack.until(() => (slack.isBotConnected() ? true : undefined))
  expect(await slack.act.send({ as: ada.id, channel: channels.ops, text: '/ec2 list' })).toEqual({ ok: true })
  expect(edge.isConnected()).toBe(true)
})

test('behind a proxy both calls and sockets go through it', async () => {
  const requests: string[] = []
  const proxy = createServer()
  proxy.on('connect', ({ url = '' }, socket, head: Buffer) => {
    socket.on('data', (bytes: Buffer) => requests.push(bytes.toString('latin1')))
    const [host = '', port = ''] = url.split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    for (const end of [socket, onward]) end.on('error', () => {})
    socket.on('close', () => onward.destroy())
    onTestFinished(() => void socket.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  const { edge } = await startUnconnected({ proxyUrl: `http://127.0.0.1:${addressOf(proxy).port}` })
  await edge.connect(createInbox())
  expect(edge.isConnected()).toBe(true)
  const through = (sign: RegExp) => requests.filter((request) => sign.test(request)).length
  expect(through(/^POST \/api\/auth\.test/)).toBe(1)
  expect(through(/^POST \/api\/apps\.connections\.open/)).toBe(2)
  expect(through(/^upgrade: websocket/im)).toBe(2)
  expect(through(/^sec-websocket-extensions/im)).toBe(0)
})

test('where the store fails, a command says so and an event comes again', async () => {
  const inbox = createInbox()
  let isDown = true
  const { slack, clock, ...stage } = await startStage({
    ...inbox,
    receive: (delivery) => (isDown ? Promise.reject(new Error('disk full')) : inbox.receive(delivery)),
  })
  await slack.act.send({ as: ada.id, channel: channels.ops, text: '/ec2 list' })
  expect(seenBy({ slack }, ada.id, channels.ops).map(({ text }) => text)).toEqual([
    'The store of Windlass does not answer, so nothing was done. Try again in some minutes.',
  ])
  const answered = inbox.next()
  await slack.act.send({ as: ada.id, channel: directs.ada, text: 'ec2 list' })
  await slack.until(() => (slack.wire().some(({ title }) => title.includes('message')) ? true : undefined))
  isDown = false
  clock.advance(3_000)
  expect(await answered).toMatchObject({ surface: 'direct' })
  expect(stage.edge.isConnected()).toBe(true)
})

describe('a start that fails says what to set right', () => {
  test.each([
    ['a wrong bot token', { botToken: 'xoxb-wrong' }, /SLACK_BOT_TOKEN \(invalid_auth\)\.$/],
    ['an app token in its place', { botToken: tokens.appToken }, /SLACK_BOT_TOKEN.*begins with xapp-/],
    ['no token at all', { botToken: 'hello' }, /SLACK_BOT_TOKEN.*5 characters that are no token/],
    [
      'a wrong app token',
      { transport: { kind: 'socket', appToken: 'xapp-wrong' } } as const,
      /SLACK_APP_TOKEN \(invalid_auth\)/,
    ],
    [
      'the bot token in its place',
      { transport: { kind: 'socket', appToken: tokens.botToken } } as const,
      /SLACK_APP_TOKEN.*begins with xoxb-/,
    ],
  ])('%s', async (_, options, message) => {
    const { edge } = await startUnconnected(options)
    await expect(edge.connect(createInbox())).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(message),
    })
    await expect(edge.check()).rejects.toMatchObject({ name: 'UserError' })
  })

  test('nobody there', async () => {
    const clock = createClock()
    const { slack, edge } = await startUnconnected({ system: clock.skipping })
    await slack.close()
    await expect(edge.connect(createInbox())).rejects.toMatchObject({
      code: 'SlackUnreachable',
      message: expect.stringContaining(`${slack.apiUrl} (ECONNREFUSED)`),
    })
  })

  test('a socket that opens and says nothing', async () => {
    const clock = createClock()
    const silent = await startSpeakingSlack()
    const edge = createEdge(silent, { system: clock.system })
    const connecting = edge.connect(createInbox())
    await silent.opened
    clock.advance(15_000)
    await expect(connecting).rejects.toMatchObject({ code: 'SlackSilent' })
  })
})

test('a check opens one socket, takes nothing and leaves nothing open', async () => {
  const { edge, slack } = await startUnconnected()
  expect(await edge.check()).toMatchObject({ teamName: 'Harbour', missingScopes: [] })
  await slack.until(() => (slack.isBotConnected() ? undefined : true))
  expect(edge.isConnected()).toBe(false)
})

test('what Slack says in no form that is known does not end the process', async () => {
  const odd = ['null', '7', '[]', '{', '{"type":"events_api","payload":null}', '{"type":"close"}', '{"type":"error"}']
  const inbox = createInbox()
  const speaking = await startSpeakingSlack((say) => {
    say('{"type":"hello"}')
    for (const message of odd) say(message)
    say(commandEnvelope('E1'))
  })
  const edge = createEdge(speaking, { system })
  onTestFinished(() => edge.stop())
  const answered = inbox.next()
  await edge.connect(inbox)
  expect(await answered).toMatchObject({ surface: 'slash' })
  expect(edge.isConnected()).toBe(true)
})

async function startUnconnected(options: Partial<SlackOptions> = {}) {
  const clock = createClock(Date.now())
  const slack = await startSlack({ workspace: slackSeed, port: 0, clock: clock.system, commands: [ec2], ...tokens })
  onTestFinished(() => slack.close())
  const edge = createStoppableEdge(slack, clock, options)
  onTestFinished(() => edge.stop())
  return { slack, clock, edge }
}

function addressOf(server: ReturnType<typeof createServer>): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address
}

function acknowledged(slack: { wire(): { title: string }[] }) {
  return slack.wire().filter(({ title }) => title.startsWith('ack'))
}
