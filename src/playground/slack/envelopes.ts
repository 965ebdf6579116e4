import type { WebSocket } from 'ws'
import { z } from 'zod'
import { ackDeadlineMs, type Clock, pause } from './clock.ts'
import { type Outcome, type Outgoing, timedOut } from './delivery.ts'
import { newEnvelopeId } from './ids.ts'
import { parseJson } from './json.ts'

type Envelopes = {
  /** Resolves when the app acknowledges it, or three seconds later. */
  send(socket: WebSocket, outgoing: Outgoing): Promise<Outcome>
  /** Text that came over any of the sockets. */
  receive(text: string): void
}

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() })

export function createEnvelopes({ clock, signal }: { clock: Clock; signal: AbortSignal }): Envelopes {
  const waiting = new Map<string, (outcome: Outcome) => void>()
  return {
    async send(socket, outgoing) {
      const id = newEnvelopeId()
      const { promise, resolve } = Promise.withResolvers<Outcome>()
      waiting.set(id, resolve)
      socket.send(JSON.stringify(envelope(id, outgoing)))
      const answered = new AbortController()
      const late = pause(clock, ackDeadlineMs, AbortSignal.any([answered.signal, signal])).then(() => timedOut)
      const outcome = await Promise.race([promise, late])
      waiting.delete(id)
      answered.abort()
      return outcome
    },
    receive(text) {
      const message = acknowledgement.safeParse(parseJson(text))
      if (!message.success) return
      waiting.get(message.data.envelope_id)?.({ kind: 'acknowledged', answer: message.data.payload })
    },
  }
}

function envelope(id: string, { type, payload, acceptsResponse, retry }: Outgoing) {
  return {
    envelope_id: id,
    type,
    payload,
    accepts_response_payload: acceptsResponse,
    ...(type === 'events_api' && { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' }),
  }
}
