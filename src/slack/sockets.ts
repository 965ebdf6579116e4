import { type Logger, SocketModeReceiver } from '@slack/bolt'
import { WebAPIPlatformError } from '@slack/web-api'
import type { Dispatcher } from 'undici'
import type { Log } from '../core/log.ts'
import type { System } from '../core/system.ts'
import { NotTakenError } from './intake.ts'
import { createSocketDispatcher } from './socket-dispatcher.ts'
import { createLeaving } from './socket-leaving.ts'
import { guardMessages } from './socket-messages.ts'
import { clearForgottenTimers } from './socket-timers.ts'
import { createSocketUrlFetch } from './socket-url.ts'
import { inTime } from './time-limit.ts'
import type { Transport } from './transport.ts'

export type SocketOptions = {
  readonly appToken: string
  readonly apiUrl: string | undefined
  readonly logger: Logger
  readonly log: Log
  readonly system: System
  readonly send: typeof fetch
  readonly dispatcher?: Dispatcher
}

// T8: after each of Slack's routine refreshes a socket is away for as long. The other one is there meanwhile.
const reconnectAfterMs = 5_000
const openTimeoutMs = 10_000
const closesWithinMs = 2_000

/** Two sockets as a rule, so that a command never meets none: Slack does not queue slash commands. */
export function createSockets(options: SocketOptions, count = 2): Transport {
  const sockets: readonly Socket[] = Array.from({ length: count }, (_, own) =>
    createSocket(options, () => sockets.some((socket, index) => index !== own && socket.isConnected())),
  )
  return {
    init: (app) => sockets.forEach(({ receiver }) => receiver.init(app)),
    async start() {
      await Promise.all(sockets.map((socket) => socket.start()))
    },
    isConnected: () => sockets.some((socket) => socket.isConnected()),
    async stop() {
      await Promise.all(sockets.map((socket) => socket.stop()))
    },
  }
}

type Socket = Pick<Transport, 'isConnected' | 'stop'> & {
  readonly receiver: SocketModeReceiver
  start(): Promise<unknown>
}

/** `isGreeted`: Slack has said hello on the socket that is open now. */
type SocketState = { isStopped: boolean; isGreeted: boolean; hasConnected: boolean; refuse: (code: string) => void }

function createSocket(options: SocketOptions, isOtherThere: () => boolean): Socket {
  const refusal = Promise.withResolvers<never>()
  const refuse = (code: string) => refusal.reject(new WebAPIPlatformError({ ok: false, error: code }))
  const state: SocketState = { isStopped: false, isGreeted: false, hasConnected: false, refuse }
  const { dispatcher, destroyLeft } = createSocketDispatcher(options.dispatcher)
  const receiver = createReceiver({ ...options, dispatcher }, state)
  const { client } = receiver
  destroyLeft(client)
  const leaveLater = createLeaving(client, { system: options.system, isOtherThere })
  guardMessages(client, { log: options.log, leaveLater })
  clearForgottenTimers(client)
  client.on('connecting', () => (state.isGreeted = false))
  client.on('connected', () => Object.assign(state, { isGreeted: true, hasConnected: true }))
  const start = client.start.bind(client)
  // Its own reconnections call this, and nobody looks at what they reject with, as they do when a stop comes between.
  client.start = () => start().catch(() => ({ ok: false }))
  return {
    receiver,
    isConnected: () => !state.isStopped && state.isGreeted && client.websocket?.isActive() === true,
    start: () => Promise.race([receiver.start(), refusal.promise]),
    async stop() {
      state.isStopped = true
      // The receiver's own `stop` does not wait, and a peer that never closes would hold it for half a minute.
      await inTime(client.disconnect(), closesWithinMs, options.system)
    },
  }
}

/** T2: each receiver has its own client options; `socketMode: true` would share them, retries and all, with every other call. */
function createReceiver(
  { appToken, apiUrl, logger, log, send, dispatcher }: SocketOptions & { readonly dispatcher: Dispatcher },
  state: SocketState,
): SocketModeReceiver {
  const onRefused = (code: string) => {
    if (!state.hasConnected) return state.refuse(code)
    log.error({ code }, 'Slack does not let Windlass connect again: is SLACK_APP_TOKEN still valid?')
  }
  return new SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: reconnectAfterMs,
    dispatcher,
    installerOptions: {
      clientOptions: {
        // T3: a reconnection is tried for ever. `unref`, so that it does not keep a process from ending.
        retryConfig: { forever: true, minTimeout: 500, factor: 1.5, maxTimeout: 10_000, randomize: true, unref: true },
        timeout: openTimeoutMs,
        // T4: never `headers`; with them the bot token would replace the app-level token.
        fetch: createSocketUrlFetch(send, { onRefused, isStopped: () => state.isStopped }),
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
      },
    },
    processEventErrorHandler: async ({ error }) => {
      if (!(error instanceof NotTakenError)) log.error({ error }, 'a delivery was not taken')
      return false
    },
  })
}
