import type { WebSocket } from 'ws'
import { type Clock, pause } from './clock.ts'
import type { Feed } from './feed.ts'

type SocketLines = {
  add(socket: WebSocket): void
  /** The one to send the next envelope over. */
  take(): WebSocket | undefined
  count(): number
  drop(): boolean
  refresh(): boolean
  closeAll(): void
}

type Line = { socket: WebSocket; isLeaving: boolean }

const warningMs = 10_000

type SocketLinesOptions = { clock: Clock; feed: Feed; signal: AbortSignal }

/** The app's open sockets. */
export function createSocketLines({ clock, feed, signal }: SocketLinesOptions): SocketLines {
  const lines: Line[] = []
  const publish = () => feed.publish({ type: 'connection', isBotConnected: lines.length > 0 })
  return {
    add(socket) {
      const line = { socket, isLeaving: false }
      lines.push(line)
      socket.on('close', () => {
        lines.splice(lines.indexOf(line), 1)
        publish()
      })
      publish()
    },
    take() {
      const line = lines.find((each) => !each.isLeaving) ?? lines[0]
      if (line === undefined) return undefined
      // To the end of the queue, so that two connections share the work.
      lines.splice(lines.indexOf(line), 1)
      lines.push(line)
      return line.socket
    },
    count: () => lines.length,
    drop() {
      lines[0]?.socket.terminate()
      return lines.length > 0
    },
    refresh() {
      const line = lines.find((each) => !each.isLeaving)
      if (line !== undefined) void retire(line, (ms) => pause(clock, ms, signal))
      return line !== undefined
    },
    closeAll() {
      for (const { socket } of lines) socket.terminate()
    },
  }
}

/** Warned, and ten seconds later closed if it has not left by itself. */
async function retire(line: Line, wait: (ms: number) => Promise<void>): Promise<void> {
  line.isLeaving = true
  sendDisconnect(line.socket, 'warning')
  await wait(warningMs)
  if (line.socket.readyState !== line.socket.OPEN) return
  sendDisconnect(line.socket, 'refresh_requested')
  line.socket.close()
}

export function sendDisconnect(socket: WebSocket, reason: string): void {
  socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-playground' } }))
}
