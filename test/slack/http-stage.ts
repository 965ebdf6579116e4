import { createHmac } from 'node:crypto'
import { createServer } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Inbox } from '../../src/core/delivery.ts'
import { startSlack } from '../../src/playground/slack/emulator.ts'
import { slackSeed } from '../../src/playground/world/slack.ts'
import { createClock } from '../fixtures/clock.ts'
import { createInbox, createStoppableEdge, tokens } from './stage.ts'

export const form = 'application/x-www-form-urlencoded'
const ec2 = { command: '/ec2', description: 'EC2', usageHint: 'list', completions: [] }

export const commandBody = new URLSearchParams({
  team_id: 'T1',
  channel_id: 'C1',
  user_id: 'U1',
  command: '/ec2',
  text: 'list ä & b',
  trigger_id: '1.2',
}).toString()

/** The emulator, and the edge connected to it by signed HTTP. */
export async function startHttp(inbox: Inbox = createInbox()) {
  const clock = createClock(Date.now())
  const slack = await startSlack({ workspace: slackSeed, port: 0, clock: clock.system, commands: [ec2], ...tokens })
  onTestFinished(() => slack.close())
  const port = await freePort()
  const transport = { kind: 'http', signingSecret: tokens.signingSecret, port, host: '127.0.0.1' } as const
  const edge = createStoppableEdge(slack, clock, { transport })
  onTestFinished(() => edge.stop())
  await edge.connect(inbox)
  const url = `http://127.0.0.1:${port}/slack/events`
  return {
    slack,
    clock,
    edge,
    url,
    port,
    post: (body: string, how: Partial<Signing> = {}) => sendSigned(url, body, { now: clock.system.now(), ...how }),
  }
}

type Signing = { now: number; type: string; secret: string; ageSeconds: number; headers: Record<string, string> }

type Signed = Pick<Signing, 'now'> & Partial<Signing>

/** A request as Slack signs it ("Verifying requests from Slack"). */
export async function sendSigned(url: string, body: string, how: Signed): Promise<Response> {
  const { type = form, headers = {} } = how
  return fetch(url, { method: 'POST', body, headers: { 'content-type': type, ...signature(body, how), ...headers } })
}

export function signature(body: string, { now, secret = tokens.signingSecret, ageSeconds = 0 }: Signed) {
  const stamp = String(Math.floor(now / 1_000) - ageSeconds)
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${hash}` }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address.port
}
