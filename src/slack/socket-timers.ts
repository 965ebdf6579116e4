import type { SocketModeClient } from '@slack/socket-mode'

/**
 * @slack/socket-mode 3.1 closes a socket anew when a frame arrives after its close, and forgets the timer of the first
 * time: half a minute long it holds the process, and says then of a socket long since replaced that it was closed.
 */
export function clearForgottenTimers(client: SocketModeClient): void {
  client.on('connecting', () => {
    const { websocket } = client
    if (websocket === undefined) return
    const disconnect = websocket.disconnect.bind(websocket)
    websocket.disconnect = () => {
      clearTimeout(timerOf(websocket))
      disconnect()
    }
  })
}

function timerOf(websocket: object): NodeJS.Timeout | undefined {
  const timer = 'closeHandshakeTimeout' in websocket ? websocket.closeHandshakeTimeout : undefined
  return isTimer(timer) ? timer : undefined
}

function isTimer(value: unknown): value is NodeJS.Timeout {
  return typeof value === 'object' && value !== null && 'refresh' in value
}
