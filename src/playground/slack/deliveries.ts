import type { Clock } from './clock.ts'
import { type Outcome, type Outgoing, type Transport, titleOf, unreachable } from './delivery.ts'
import type { Faults } from './faults.ts'
import type { WireLog } from './wire-log.ts'

export type Deliveries = {
  /** `onAnswer` is called for each acknowledged copy, since a duplicate may be answered too. */
  deliver(outgoing: Outgoing, onAnswer?: (answer: unknown) => void): Promise<Outcome>
}

type DeliveriesOptions = { transport: Transport; faults: Faults; clock: Clock; wire: WireLog }

/** Sends through the transport that the app uses, with the faults that are switched on, and writes down what happened. */
export function createDeliveries({ transport, faults, clock, wire }: DeliveriesOptions): Deliveries {
  async function sendOne(outgoing: Outgoing, onAnswer: (answer: unknown) => void): Promise<Outcome> {
    const startedAt = clock.now()
    const sending = faults.isOut() ? unreachable : transport.send(outgoing)
    recordSent(wire, outgoing)
    const outcome = await sending
    recordOutcome(wire, titleOf(outgoing), { outcome, durationMs: clock.now() - startedAt })
    if (outcome.kind === 'acknowledged') onAnswer(outcome.answer)
    return outcome
  }
  return {
    async deliver(outgoing, onAnswer = () => {}) {
      await faults.hold()
      const first = sendOne(outgoing, onAnswer)
      if (!faults.isDuplicating()) return await first
      const second = sendOne(outgoing, onAnswer)
      const outcome = await first
      return outcome.kind === 'acknowledged' ? outcome : await second
    },
  }
}

function recordSent(wire: WireLog, outgoing: Outgoing): void {
  const outcome = outgoing.retry === undefined ? 'sent' : `retry ${outgoing.retry.attempt}`
  wire.record({ lane: 'slack', direction: 'to-bot', title: titleOf(outgoing), outcome, detail: outgoing.payload })
}

function recordOutcome(
  wire: WireLog,
  title: string,
  { outcome, durationMs }: { outcome: Outcome; durationMs: number },
): void {
  const isAcknowledged = outcome.kind === 'acknowledged'
  wire.record({
    lane: 'slack',
    direction: isAcknowledged ? 'from-bot' : 'to-bot',
    title: isAcknowledged ? `ack · ${title}` : title,
    outcome: isAcknowledged ? 'ok' : outcome.error,
    durationMs,
    detail: isAcknowledged ? (outcome.answer ?? {}) : '',
  })
}
