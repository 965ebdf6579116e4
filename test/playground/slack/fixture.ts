import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { type ChatPostMessageArguments, WebClient } from '@slack/web-api'
import { onTestFinished } from 'vitest'
import { type SlackEmulator, type SlackOptions, startSlack } from '../../../src/playground/slack/emulator.ts'
import type { Message } from '../../../src/playground/slack/messages.ts'
import type { PageCommand, Reply } from '../../../src/playground/slack/page-contract.ts'
import { channels, directs, people, slackSeed, userGroups } from '../../../src/playground/world/slack.ts'
import { createClock, type TestClock } from '../../fixtures/clock.ts'

export { channels, directs, people, userGroups }

export const tokens = { appToken: 'xapp-playground', botToken: 'xoxb-playground', signingSecret: 'signing-secret' }

const ec2: PageCommand = { command: '/ec2', description: 'EC2', usageHint: 'list', completions: [] }

export type Stage = { slack: SlackEmulator; clock: TestClock; client: WebClient }

export async function startStage(options: Partial<SlackOptions> = {}): Promise<Stage> {
  // The real time: Bolt compares signatures with it.
  const clock = createClock(Date.now())
  const slack = await startSlack({
    workspace: slackSeed,
    port: 0,
    clock: clock.system,
    commands: [ec2],
    ...tokens,
    ...options,
  })
  onTestFinished(() => slack.close())
  return { slack, clock, client: newClient(slack, tokens.botToken) }
}

export function newClient({ apiUrl }: SlackEmulator, token: string): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
    logger: quiet,
  })
}

/** A real Bolt app on real sockets, as src/slack builds it. */
export async function startBolt({ slack }: Stage, listen: (app: App) => void, sockets = 1): Promise<App> {
  const receivers = Array.from({ length: sockets }, () => newReceiver(slack))
  const [first, ...others] = receivers
  if (first === undefined) throw new Error('A Bolt app needs a receiver')
  const app = new App({
    token: tokens.botToken,
    receiver: first,
    logger: quiet,
    deferInitialization: true,
    convoStore: false,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 2, minTimeout: 50, maxTimeout: 100 } },
  })
  listen(app)
  for (const receiver of others) receiver.init(app)
  await app.init()
  onTestFinished(async () => {
    await Promise.all(receivers.map((receiver) => receiver.stop()))
  })
  await Promise.all(receivers.map((receiver) => receiver.start()))
  return app
}

function newReceiver({ apiUrl }: SlackEmulator): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: tokens.appToken,
    logger: quiet,
    // Also how long the SDK waits before it reconnects.
    clientPingTimeout: 300,
    installerOptions: {
      clientOptions: { slackApiUrl: apiUrl, retryConfig: { forever: true, minTimeout: 50, maxTimeout: 200 } },
    },
  })
}

/** A real Bolt app behind a request URL; returns the URL. */
export async function startHttpBolt(
  { slack }: Stage,
  listen: (app: App) => void,
  signingSecret = tokens.signingSecret,
): Promise<string> {
  const receiver = new HTTPReceiver({ signingSecret, logger: quiet })
  const app = new App({
    token: tokens.botToken,
    receiver,
    logger: quiet,
    deferInitialization: true,
    convoStore: false,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  listen(app)
  await app.init()
  const server = await receiver.start({ port: 0, host: '127.0.0.1' })
  onTestFinished(async () => {
    await receiver.stop()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/slack/events`
}

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

/** What the app has said to this person in this conversation. */
export function answersTo({ slack }: Stage, user: string, channel: string): Message[] {
  return slack.messagesSeenBy(user, channel).filter(({ isFromApp }) => isFromApp)
}

export function untilAnswered(stage: Stage, user: string, channel: string): Promise<Message> {
  return stage.slack.until(() => answersTo(stage, user, channel).at(-1))
}

/** A slash command or a message, as the page would send it. */
export function say({ slack }: Stage, { as, in: channel }: { as: string; in: string }, text: string): Promise<Reply> {
  return slack.act.send({ as, channel, text })
}

export function postMessage(client: WebClient, message: ChatPostMessageArguments) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's method, not a window's
  return client.chat.postMessage(message)
}

/** The only button or select of a message, wherever it stands. */
export function elementOf({ channel, ts, blocks }: Message) {
  const [block] = blocks.filter((each) => 'elements' in each || 'accessory' in each)
  const elements = Array.isArray(block?.['elements']) ? block['elements'] : [block?.['accessory']]
  const actionId: unknown = elements[0]?.action_id
  return { channel, ts, blockId: String(block?.['block_id']), actionId: String(actionId) }
}
