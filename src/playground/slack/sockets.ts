import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock } from './clock.ts'
import { type Transport, unreachable } from './delivery.ts'
import { createEnvelopes } from './envelopes.ts'
import type { Feed } from './feed.ts'
import { createSocketLines, sendDisconnect } from './socket-lines.ts'
import { createTickets } from './tickets.ts'

export type Sockets = Transport & {
  /** Path and query for one connection, good once. */
  newTicketPath(): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  count(): number
  /** Cuts one connection without a word. */
  drop(): boolean
  /** Asks one connection to reconnect, as Slack does every few hours. */
  refresh(): boolean
  close(): void
}

// "Using multiple connections", docs.slack.dev: an app may have ten.
const maxConnections = 10
const connectionSeconds = 18_060

type SocketsOptions = { appId: string; clock: Clock; feed: Feed; isOut: () => boolean; signal: AbortSignal }

/** Socket Mode. */
export function createSockets({ appId, clock, feed, isOut, signal }: SocketsOptions): Sockets {
  // Pings are answered by hand, so that an outage leaves sockets open and silent.
  const server = new WebSocketServer({ noServer: true, autoPong: false })
  const tickets = createTickets(clock)
  const lines = createSocketLines({ clock, feed, signal })
  const envelopes = createEnvelopes({ clock, signal })

  function accept(socket: WebSocket): void {
    // 'close' follows every error and is what counts.
    socket.on('error', () => {})
    if (lines.count() >= maxConnections) {
      sendDisconnect(socket, 'too_many_websockets')
      socket.close()
      return
    }
    socket.on('ping', (payload: Buffer) => isOut() || socket.pong(payload))
    socket.on('message', (payload: Buffer) => isOut() || envelopes.receive(payload.toString()))
    socket.send(JSON.stringify(helloFor(appId, lines.count() + 1)))
    lines.add(socket)
  }
  return {
    async send(outgoing) {
      const socket = lines.take()
      return socket === undefined ? { ...unreachable, reason: 'timeout' } : envelopes.send(socket, outgoing)
    },
    newTicketPath: () => `/link/?ticket=${tickets.issue()}&app_id=${appId}`,
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket')
      if (isOut()) socket.destroy()
      else if (ticket === null || !tickets.redeem(ticket)) socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
      else server.handleUpgrade(request, socket, head, accept)
    },
    count: () => lines.count(),
    drop: () => lines.drop(),
    refresh: () => lines.refresh(),
    close() {
      lines.closeAll()
      server.close()
    },
  }
}

function helloFor(appId: string, connections: number) {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'applink-playground', build_number: 1, approximate_connection_time: connectionSeconds },
    connection_info: { app_id: appId },
  }
}
