import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { HTTPReceiver, type Logger } from '@slack/bolt'
import type { Log } from '../core/log.ts'
import type { System } from '../core/system.ts'
import { NotTakenError } from './intake.ts'
import { createReplayGuard } from './replay-guard.ts'
import { readRequest } from './signed-request.ts'
import { inTime } from './time-limit.ts'
import type { Transport } from './transport.ts'

export type HttpOptions = {
  readonly signingSecret: string
  readonly port: number
  readonly host?: string
  readonly logger: Logger
  readonly log: Log
  readonly system: System
}

const path = '/slack/events'
const healthPath = '/healthz'
const closesWithinMs = 2_000

/** Slack's signed requests at /slack/events, and GET /healthz for whoever watches the process. */
export function createSignedHttp(options: HttpOptions): Transport {
  const { port, host, log, system } = options
  const state = { isListening: false }
  let server: Server | undefined
  const receiver = createReceiver(options)
  guardRequests(receiver, state, options)
  return {
    init: (app) => receiver.init(app),
    async start() {
      server = await receiver.start({ port, ...(host === undefined ? {} : { host }) })
      state.isListening = true
      log.info({ address: server.address() }, 'listening for Slack')
    },
    isConnected: () => state.isListening,
    async stop() {
      if (!state.isListening) return
      state.isListening = false
      await inTime(receiver.stop(), closesWithinMs, system)
      server?.closeAllConnections()
    },
  }
}

function createReceiver({ signingSecret, logger, log }: HttpOptions): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: path,
    logger,
    processEventErrorHandler: async ({ error, response }) => {
      if (!(error instanceof NotTakenError)) log.error({ error }, 'a delivery was not taken')
      // 503: Slack sends the event again.
      if (!response.headersSent) end(response, 503)
      return true
    },
  })
}

/**
 * Before Bolt: what it would stumble over (T14), accept from the future, or take twice (T11). Bolt finds its route in a
 * parsed URL, to which `/./slack/events` and `/slack\events` are `/slack/events` too: what is not literally one of the two
 * requests that there are never comes to it.
 */
function guardRequests(
  receiver: HTTPReceiver,
  state: { readonly isListening: boolean },
  { signingSecret, system, log }: HttpOptions,
): void {
  const replays = createReplayGuard(system)
  const listener = receiver.requestListener
  receiver.requestListener = (request, response) => {
    const route = routeOf(request)
    if (route === undefined) return end(response, 404)
    if (route === 'health') return end(response, state.isListening ? 200 : 503)
    guard(request, response).catch((error: unknown) => {
      log.warn({ error }, 'a request was not read')
      if (!response.headersSent) end(response, 400)
    })
  }

  async function guard(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readRequest(request, { signingSecret, nowMs: system.now() })
    if (!read.ok) {
      log.warn({ status: read.status, reason: read.reason }, 'a request was refused')
      return end(response, read.status)
    }
    // Acknowledged and dropped like any copy: Slack's own second try within a second has the same signature.
    if (read.signature !== undefined && !replays.admit(read.signature, response)) return end(response, 200)
    listener(request, response)
  }
}

function routeOf({ method, url = '' }: IncomingMessage): 'events' | 'health' | undefined {
  if (method === 'GET' && url === healthPath) return 'health'
  return method === 'POST' && (url === path || url.startsWith(`${path}?`)) ? 'events' : undefined
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status)
  response.end()
}
