import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { SocketModeClient } from '@slack/socket-mode'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createBoltLogger } from '../../src/slack/bolt-log.ts'
import { clearForgottenTimers } from '../../src/slack/socket-timers.ts'
import { createClock } from '../fixtures/clock.ts'
import { commandEnvelope, startSpeakingSlack } from './speaking-slack.ts'
import { channels, createEdge, createInbox, createStoppableEdge, people, seenBy, silent, startStage } from './stage.ts'

const { ada } = people
const hello = '{"type":"hello"}'
const disconnect = (reason: string) => JSON.stringify({ type: 'disconnect', reason, debug_info: {} })
const restarting = 'Windlass is being restarted, so nothing was done. Try again in some seconds.'

test.each(['warning', 'refresh_requested'])('what is sent right after a disconnect (%s) is taken', async (reason) => {
  const inbox = createInbox()
  const slack = await startSpeakingSlack((say) => {
    say(hello)
    say(disconnect(reason))
    say(commandEnvelope('E1'))
  })
  const clock = createClock()
  const edge = createStoppableEdge(slack, clock)
  onTestFinished(() => edge.stop())
  const answered = inbox.next()
  await edge.connect(inbox)
  expect(await answered).toMatchObject({ surface: 'slash' })
  await vi.waitFor(() => expect(slack.acks.join()).toContain('E1'))
})

test('no command is lost while Slack refreshes both sockets', async () => {
  const { slack, edge } = await startStage(createInbox())
  for (let each = 0; each < 2; each += 1) slack.act.fault({ kind: 'refresh-socket' })
  for (let each = 0; each < 4; each += 1) {
    expect(await slack.act.send({ as: ada.id, channel: channels.ops, text: '/ec2 list' })).toEqual({ ok: true })
  }
  expect(edge.isConnected()).toBe(true)
})

test('a socket leaves after a moment, and one that is asked at the same time not before the other is back', async () => {
  const gone = Promise.withResolvers<void>()
  const allGone = Promise.withResolvers<void>()
  const slack = await startSpeakingSlack((say, socket) => {
    say(hello)
    say(disconnect('warning'))
    socket.on('close', () => (slack.sockets.clients.size > 0 ? gone.resolve() : allGone.resolve()))
  })
  const clock = createClock()
  const edge = createEdge(slack, { system: clock.system })
  await edge.connect(createInbox())
  clock.advance(1_499)
  for (const socket of slack.sockets.clients) socket.send(commandEnvelope('E1'))
  await vi.waitFor(() => expect(slack.acks).toHaveLength(2))
  clock.advance(1)
  await gone.promise
  clock.advance(500)
  for (const socket of slack.sockets.clients) socket.send(commandEnvelope('E2'))
  await vi.waitFor(() => expect(slack.acks).toHaveLength(3))
  expect(edge.isConnected()).toBe(true)
  clock.advance(6_000)
  await allGone.promise
  expect(edge.isConnected()).toBe(false)
  await clock.pass(edge.stop())
})

test('a command that comes while Windlass is being stopped is told so, and the socket is closed then', async () => {
  const inbox = createInbox()
  const { slack, clock, edge } = await startUnstopped(inbox)
  const stopping = edge.stop()
  expect(await slack.act.send({ as: ada.id, channel: channels.ops, text: '/ec2 list' })).toEqual({ ok: true })
  expect(seenBy({ slack }, ada.id, channels.ops).map(({ text }) => text)).toEqual([restarting])
  expect(slack.isBotConnected()).toBe(true)
  clock.advance(500)
  await stopping
  await slack.until(() => (slack.isBotConnected() ? undefined : true))
  expect(inbox.received).toEqual([])
})

async function startUnstopped(inbox: ReturnType<typeof createInbox>) {
  const { slack, clock, edge: first } = await startStage(createInbox())
  await first.stop()
  const edge = createEdge(slack, { system: clock.system })
  await edge.connect(inbox)
  return { slack, clock, edge }
}

/** A Slack that cuts the connection where it should say goodbye too: a reset, as when it was sending something just then. */
async function startCuttingSlack() {
  const slack = await startSpeakingSlack((say) => say(hello))
  slack.server.on('upgrade', (_, socket) => {
    // RFC 6455: 8 is a close.
    socket.prependListener('data', (frame: Buffer) => frame[0] === 0x88 && socket.destroy())
  })
  return slack
}

test('a close that the other side cuts short leaves no timer behind', async () => {
  const { apiUrl } = await startCuttingSlack()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const client = new SocketModeClient({
    appToken: 'xapp-1',
    logger: createBoltLogger(silent),
    clientOptions: { slackApiUrl: apiUrl },
  })
  clearForgottenTimers(client)
  await client.start()
  await client.disconnect()
  await new Promise(setImmediate)
  let closes = 0
  client.on('close', () => (closes += 1))
  vi.advanceTimersByTime(60_000)
  expect(closes).toBe(0)
})

test('nothing holds the process once it is stopped', { timeout: 30_000 }, async () => {
  const { apiUrl } = await startCuttingSlack()
  const folder = mkdtempSync(join(tmpdir(), 'windlass-stop-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-1-abc',
    SLACK_APP_TOKEN: 'xapp-1-abc',
    SLACK_API_URL: apiUrl,
    WINDLASS_READ_ROLE_ARN: 'arn:aws:iam::111122223333:role/WindlassRead',
    WINDLASS_STATE: folder,
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  const entry = new URL('../../src/main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [entry], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (line.includes('Windlass is connected')) child.kill('SIGTERM')
  }
  const stoppedAt = performance.now()
  expect(await ended).toBe(0)
  expect(performance.now() - stoppedAt).toBeLessThan(1_000)
  expect(lines.join()).toContain('Windlass is stopping')
})
