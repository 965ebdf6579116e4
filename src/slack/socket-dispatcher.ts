import type { Socket } from 'node:net'
import type { SocketModeClient } from '@slack/socket-mode'
import { Agent, buildConnector, type Dispatcher } from 'undici'

/**
 * What a client opens its WebSockets with: never compressed. undici 7.30 inflates one message for each trip to its
 * thread pool, so that of a thousand commands at once the last were read, and acknowledged, after Slack's three seconds.
 * Slack's own SDKs for Python (socket_mode/builtin/connection.py) and for Node before 3.0 do not offer it either.
 */
export function createSocketDispatcher(proxy: Dispatcher | undefined) {
  const open = new Set<Socket>()
  const dispatcher = (proxy ?? createAgent(open)).compose(uncompressed)
  return {
    dispatcher,
    /** @slack/socket-mode destroys what a peer leaves half open, but only in a dispatcher of its own making. */
    destroyLeft(client: SocketModeClient): void {
      client.on('close', () => {
        if (client.websocket?.isActive() === true) return
        for (const socket of open) socket.destroy()
      })
    },
  }
}

function createAgent(open: Set<Socket>): Dispatcher {
  // As in the SDK: a WebSocket has a connection of its own only over HTTP/1.1.
  const connect = buildConnector({ allowH2: false })
  return new Agent({
    connect: (options, callback) =>
      connect(options, (...outcome) => {
        const [error, socket] = outcome
        if (error === null) {
          open.add(socket)
          socket.once('close', () => open.delete(socket))
        }
        callback(...outcome)
      }),
  })
}

const uncompressed: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch({ ...options, headers: withoutExtensions(options.headers) }, handler)

function withoutExtensions(headers: Dispatcher.DispatchOptions['headers']) {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => name !== 'sec-websocket-extensions'))
}
