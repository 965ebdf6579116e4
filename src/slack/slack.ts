import { App, type Logger } from '@slack/bolt'
import type { Delivery, Inbox } from '../core/delivery.ts'
import type { Log } from '../core/log.ts'
import type { Files } from '../core/message-payload.ts'
import type { Outbox } from '../core/outbox.ts'
import type { Channels, People } from '../core/people.ts'
import type { Sealer } from '../core/sealer.ts'
import type { System } from '../core/system.ts'
import { createAgent } from './agent-view.ts'
import { createBoltLogger } from './bolt-log.ts'
import { createChannels } from './channels.ts'
import { findIdentity, type Identity } from './identity.ts'
import { createIntake, type Intake, type IntakeOptions } from './intake.ts'
import { missingScopes } from './manifest.ts'
import { createFiles } from './message-payload-file.ts'
import { createOutbox } from './outbox.ts'
import { createPeople } from './people.ts'
import { createNetwork, type Network } from './proxy.ts'
import { liveResponseUrl, postToResponseUrl } from './response-url.ts'
import { createSignedHttp } from './signed-http.ts'
import { createSockets } from './sockets.ts'
import { startTransport, type Way } from './start.ts'
import type { Transport } from './transport.ts'
import { createUserGroups, type UserGroups } from './user-groups.ts'
import { createWebClient } from './web-api.ts'

export type SlackOptions = {
  readonly botToken: string
  readonly transport: Way
  /** Another Slack than Slack's own. */
  readonly apiUrl?: string | undefined
  readonly proxyUrl?: string | undefined
  readonly log: Log
  readonly system: System
  readonly seal: Sealer['seal']
}

export type Slack = {
  readonly outbox: Outbox
  readonly people: People
  readonly channels: Channels
  readonly userGroups: UserGroups
  readonly files: Files
  /** Who Windlass is to Slack, asked once. Rejects with a UserError that says what to set right. */
  identify(): Promise<Identity>
  /** Resolves when deliveries come in. Rejects with a UserError that says what to set right. */
  connect(inbox: Inbox): Promise<Identity>
  /** The same without taking anything: whether it would connect, and which scopes the app lacks. */
  check(): Promise<Identity & { readonly missingScopes: readonly string[] }>
  isConnected(): boolean
  /** Turns away what still comes in for a moment, waits for what is being answered, and closes. */
  stop(): Promise<void>
}

// What Slack sent before it learns of the close. Longer would turn away what another process could take.
const turnsAwayMs = 500

type Edge = Pick<SlackOptions, 'botToken' | 'log' | 'system' | 'seal'> & {
  readonly way: Way
  readonly apiUrl: string | undefined
  readonly logger: Logger
  readonly network: Network
}

/** Everything of Windlass's that touches Slack. Nothing goes out before `connect`, `check` or a first question. */
export function createSlack({ botToken, transport: way, apiUrl, proxyUrl, log, system, seal }: SlackOptions): Slack {
  const logger = createBoltLogger(log)
  const network = createNetwork(proxyUrl)
  const edge: Edge = { botToken, way, apiUrl, log, system, seal, logger, network }
  // T12: one for everything, where Bolt would keep one for each token that it meets.
  const client = createWebClient(botToken, { apiUrl, logger, send: network.send })
  let known: Identity | undefined
  const identify = async () => (known ??= await findIdentity({ ...edge, client }))
  const people = createPeople({ client, system, log, identify })
  const { openStreams, heed } = createAgent({ client, log })
  let running: Running | undefined
  return {
    people,
    identify,
    channels: createChannels({ client, system, log }),
    userGroups: createUserGroups({ client, system, log }),
    files: createFiles({ ...edge, client, send: network.send }),
    outbox: createOutbox({ client, people, openStreams, system, log, send: network.send }),
    async connect(inbox) {
      const identity = await identify()
      const intake = openIntake(edge, { inbox, heed, ...identity })
      const transport = createTransport(edge)
      attach(transport, intake, edge)
      await startTransport(transport, edge)
      running = { transport, intake }
      return identity
    },
    async check() {
      const identity = await identify()
      if (way.kind === 'socket') await probe(edge, identity)
      return { ...identity, missingScopes: missingScopes(identity.scopes) }
    },
    isConnected: () => running?.transport.isConnected() ?? false,
    async stop() {
      const stopping = running
      running = undefined
      if (stopping !== undefined) await stop(stopping, system)
    },
  }
}

function openIntake(edge: Edge, options: Pick<IntakeOptions, 'inbox' | 'heed' | 'botUser'>): Intake {
  return createIntake({ ...edge, ...options, tell: (to, sentence) => tell(to, sentence, edge) })
}

type Running = { readonly transport: Transport; readonly intake: Intake }

async function stop({ transport, intake }: Running, system: System): Promise<void> {
  await intake.close()
  await system.sleep(turnsAwayMs)
  await intake.close()
  await transport.stop()
  await intake.drained()
}

function createTransport(edge: Edge): Transport {
  const { way, network } = edge
  return way.kind === 'socket' ? createSockets({ ...edge, ...way, ...network }) : createSignedHttp({ ...edge, ...way })
}

function attach(transport: Transport, intake: Intake, { botToken, logger }: Edge): void {
  const app = new App({
    token: botToken,
    receiver: transport,
    logger,
    // T1: else a refused token is a rejection that nobody holds, and the process ends.
    deferInitialization: true,
    extendedErrorHandler: true,
    // T9: no context is kept in memory, neither of conversations nor of assistants.
    convoStore: false,
  })
  app.processEvent = (event) => intake.take(event)
}

/**
 * One socket, just opened and closed. Slack may hand it what is meant for the bot that runs: then that is turned away
 * with a sentence, or sent again by Slack.
 */
async function probe(edge: Edge, { botUser }: Identity): Promise<void> {
  if (edge.way.kind !== 'socket') return
  const socket = createSockets({ ...edge, ...edge.way, ...edge.network }, 1)
  const intake = openIntake(edge, { inbox: nobody, heed: async () => {}, botUser })
  await intake.close()
  attach(socket, intake, edge)
  await startTransport(socket, edge)
  await socket.stop()
}

/** An intake that is closed asks it nothing but choices to suggest. */
const nobody: Inbox = {
  receive: () => Promise.reject(new Error('nobody is there')),
  answer: () => Promise.resolve(),
  forget: () => Promise.resolve(),
  findMistakes: () => Promise.resolve(undefined),
  suggest: () => Promise.resolve([]),
}

async function tell(delivery: Delivery, text: string, { system, network }: Edge): Promise<void> {
  const url = liveResponseUrl(delivery, system)
  if (url !== undefined) await postToResponseUrl(url, { text, replace_original: false }, network.send)
}
