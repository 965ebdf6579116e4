import type { SocketModeClient } from '@slack/socket-mode'
import { z } from 'zod'
import type { Log } from '../core/log.ts'

const message = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['hello', 'disconnect', 'slash_commands', 'interactive']) }),
  z.object({ type: z.literal('events_api'), payload: z.object({ event: z.object({ type: z.string() }) }) }),
])

type Guard = { readonly log: Log; readonly leaveLater: (leave: () => void) => void }

/**
 * Lets through what the client knows. It reads messages in an async listener without looking at their form, so that one
 * that is `null`, or an event without a type, would be an unhandled rejection and end the process; and it emits others
 * under their own type, which may be the name of one of its own signals.
 */
export function guardMessages(client: SocketModeClient, { log, leaveLater }: Guard): void {
  const readers = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (received: unknown, isBinary: unknown) => {
    const type = typeOf(received)
    if (type === undefined) return log.warn({}, 'a message of a socket was not understood')
    const read = () => {
      for (const reader of readers) reader(received, isBinary)
    }
    if (type === 'disconnect') leaveLater(read)
    else read()
  })
}

function typeOf(received: unknown): string | undefined {
  try {
    return message.safeParse(JSON.parse(String(received))).data?.type
  } catch {
    return undefined
  }
}
