import { type Card, type Change, next } from '../core/change.ts'
import type { Delivery } from '../core/delivery.ts'
import type { View } from '../core/view.ts'
import { type Giving, invocationOf } from './answer.ts'
import { hasCard } from './card.ts'
import { hourBefore } from './limits.ts'
import { eventOf, jobFor, move } from './move.ts'
import type { SpinePorts } from './ports.ts'
import { findShareableChannel } from './share.ts'

/** The change, who asked for it, and the job that ends it if nobody confirms it, all in one transaction. */
export async function recordProposal(change: Change, { delivery }: Giving, ports: SpinePorts): Promise<void> {
  const { proposedAt: at, said, expiresAt, plan } = change
  const outcome = `proposed: ${plan.targets.map(({ id }) => id).join(', ')}`
  await ports.store.recordProposed({
    change,
    answered: { invocation: invocationOf(change.id, delivery, { said, at }), offers: {} },
    events: [eventOf(change, 'proposed', { at, outcome })],
    jobs: [jobFor(change, 'expire', expiresAt)],
  })
  ports.wakeWorker()
}

/**
 * The same for what is done at once: asked for and confirmed in one. Nothing carries it on but the request itself. False
 * where the person has confirmed too many in the same moment.
 */
export async function recordBegun(change: Change, delivery: Delivery, ports: SpinePorts): Promise<boolean> {
  const { proposedAt: at, said, plan } = change
  const outcome = `confirmed: ${plan.targets.map(({ id }) => id).join(', ')}`
  return ports.store.recordProposed({
    change,
    answered: { invocation: invocationOf(change.id, delivery, { said, at }), offers: {} },
    events: [eventOf(change, 'confirmed', { at, outcome })],
    jobs: [],
    within: { since: hourBefore(at), fewerThan: ports.product.changes.caps.perPersonPerHour },
  })
}

/** Posts the card and keeps where it stands. Openly only where nobody of another organisation reads along. */
export async function giveProposal(
  change: Change,
  { delivery, working, view }: Giving & { readonly view: View },
  ports: SpinePorts,
): Promise<void> {
  if (change.card !== undefined) return
  if (!hasCard(change, ports.product)) {
    await ports.slack.outbox.answer({ delivery, view, recordId: change.id, working })
    return
  }
  const channel = await findShareableChannel(delivery, ports.slack)
  const where = channel === undefined ? 'directly' : 'openly'
  const card = await ports.slack.outbox.postCard({ delivery, view, recordId: change.id, working }, where)
  await placeCard(change.id, card, ports)
}

/** Keeps where the card stands, unless it is known: whoever presses it may be faster than Slack's answer to the post. */
export function placeCard(id: string, card: Card, ports: SpinePorts): Promise<Change | undefined> {
  return move(
    id,
    (current) => (current.card === undefined ? { change: next(current, { card }), events: [] } : undefined),
    ports,
  )
}
