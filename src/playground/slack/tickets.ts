import type { Clock } from './clock.ts'
import { newSecret } from './ids.ts'

// Slack says only that a URL must be used soon; half a minute is generous.
const ticketMs = 30_000

/** What `apps.connections.open` hands out: good for one connection, and soon. */
export function createTickets(clock: Clock) {
  const expiries = new Map<string, number>()
  return {
    issue(): string {
      const ticket = newSecret()
      expiries.set(ticket, clock.now() + ticketMs)
      return ticket
    },
    redeem(ticket: string): boolean {
      const expiresAt = expiries.get(ticket)
      expiries.delete(ticket)
      return expiresAt !== undefined && clock.now() < expiresAt
    },
  }
}
