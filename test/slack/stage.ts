import { onTestFinished } from 'vitest'
import type { Delivery, Inbox } from '../../src/core/delivery.ts'
import type { FormMistakes } from '../../src/core/form.ts'
import type { Log } from '../../src/core/log.ts'
import type { System } from '../../src/core/system.ts'
import type { View } from '../../src/core/view.ts'
import { type SlackEmulator, startSlack } from '../../src/playground/slack/emulator.ts'
import { channels, directs, people, slackSeed } from '../../src/playground/world/slack.ts'
import { createSealer } from '../../src/sealer.ts'
import { createBoltLogger } from '../../src/slack/bolt-log.ts'
import { createOpenStreams } from '../../src/slack/open-streams.ts'
import { createOutbox } from '../../src/slack/outbox.ts'
import { createPeople } from '../../src/slack/people.ts'
import { createSlack, type Slack, type SlackOptions } from '../../src/slack/slack.ts'
import { createWebClient } from '../../src/slack/web-api.ts'
import { createClock } from '../fixtures/clock.ts'

export { channels, directs, people }

export const tokens = { appToken: 'xapp-playground', botToken: 'xoxb-playground', signingSecret: 'signing-secret' }

const shortcuts = [
  { callbackId: 'invoke_with_message', name: 'Invoke with this message', about: '' },
  { callbackId: 'explain_message', name: 'Explain this', about: '' },
]
const commands = [{ command: '/ec2', description: 'EC2', usageHint: 'list', completions: [] }]

/** The emulator with the real Slack edge connected to it, on a clock that the test moves. */
export async function startStage(inbox: Inbox, options: Partial<SlackOptions> = {}) {
  // Real time to begin with, since signatures are compared with it.
  const clock = createClock(Date.now())
  const slack = await startSlack({ workspace: slackSeed, port: 0, clock: clock.system, commands, shortcuts, ...tokens })
  onTestFinished(() => slack.close())
  const edge = createStoppableEdge(slack, clock, options)
  await edge.connect(inbox)
  onTestFinished(() => edge.stop())
  return { slack, clock, edge }
}

export function createEdge(
  { apiUrl }: Pick<SlackEmulator, 'apiUrl'>,
  options: Partial<SlackOptions> & { system: System },
): Slack {
  return createSlack({
    botToken: tokens.botToken,
    transport: { kind: 'socket', appToken: tokens.appToken },
    apiUrl,
    log: silent,
    seal: createSealer('for tests').seal,
    ...options,
  })
}

/** One whose stop does not wait for the test to move the clock. */
export function createStoppableEdge(
  slack: Pick<SlackEmulator, 'apiUrl'>,
  clock: ReturnType<typeof createClock>,
  options: Partial<SlackOptions> = {},
): Slack {
  const edge = createEdge(slack, { system: clock.system, ...options })
  return { ...edge, stop: () => clock.pass(edge.stop()) }
}

/** The outbox alone, to which every wait is over at once. */
export function createPatientOutbox({ slack, clock }: Pick<Stage, 'slack' | 'clock'>, send: typeof fetch = fetch) {
  const system = clock.skipping
  const client = createWebClient(tokens.botToken, { apiUrl: slack.apiUrl, logger: createBoltLogger(silent), send })
  const lookUp = { client, system, log: silent, identify: async () => ({ team: slackSeed.team.id }) }
  return createOutbox({ ...lookUp, people: createPeople(lookUp), openStreams: createOpenStreams(), send })
}

export type Stage = Awaited<ReturnType<typeof startStage>>

/** Keeps what comes in, as the store would: each id once. */
export function createInbox(answer: (delivery: Delivery) => Promise<void> = async () => {}) {
  const received: Delivery[] = []
  const waiting: ((delivery: Delivery) => void)[] = []
  return {
    received,
    /** The next delivery that is to be answered. */
    next: () => new Promise<Delivery>((resolve) => waiting.push(resolve)),
    async receive(delivery: Delivery) {
      if (received.some(({ id }) => id === delivery.id)) return 'seen' as const
      received.push(delivery)
      return 'new' as const
    },
    async answer(delivery: Delivery) {
      waiting.shift()?.(delivery)
      await answer(delivery)
    },
    forget: async () => {},
    findMistakes: async (): Promise<FormMistakes | undefined> => undefined,
    suggest: async () => [],
  } satisfies Inbox & Record<string, unknown>
}

/** What the app has said to this person there, and is still to be seen. */
export function seenBy({ slack }: Pick<Stage, 'slack'>, user: string, channel: string) {
  return slack
    .messagesSeenBy(user, channel)
    .filter(({ isFromApp }) => isFromApp)
    .map(({ text, blocks, visibleTo, threadTs, files, notifies, ts, channel: where }) => ({
      text,
      blocks,
      isEphemeral: visibleTo !== undefined,
      thread: threadTs,
      files,
      notifies,
      ts,
      channel: where,
    }))
}

export function viewOf(lead: string): View {
  return { lead: [lead], parts: [], actions: [] }
}

export const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
