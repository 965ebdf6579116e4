import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'

type Say = (message: string) => void

/** A Slack that lets a socket be opened, and then says what the test wants. */
export async function startSpeakingSlack(speak: (say: Say, socket: WebSocket) => void = () => {}) {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    const { port } = addressOf(server)
    const isOpen = request.url?.endsWith('apps.connections.open') === true
    const who = { team_id: 'T1', team: 'Acme', user_id: 'UBOT', bot_id: 'B1', url: 'https://acme.slack.com/' }
    response.end(JSON.stringify({ ok: true, ...(isOpen ? { url: `ws://127.0.0.1:${port}/link` } : who) }))
  })
  const sockets = new WebSocketServer({ server })
  const acks: string[] = []
  const opened = new Promise<void>((resolve) => {
    sockets.on('connection', (socket) => {
      socket.on('message', (message: Buffer) => acks.push(message.toString()))
      speak((message) => socket.send(message), socket)
      resolve()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    server.close()
  })
  return { apiUrl: `http://127.0.0.1:${addressOf(server).port}/api/`, opened, acks, sockets, server }
}

/** A slash command as it comes over a socket. */
export function commandEnvelope(envelope_id: string): string {
  const who = { team_id: 'T1', channel_id: 'C1', user_id: 'U1' }
  const payload = { ...who, command: '/ec2', text: 'list', trigger_id: envelope_id }
  return JSON.stringify({ envelope_id, type: 'slash_commands', payload })
}

function addressOf(server: ReturnType<typeof createServer>): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address
}
