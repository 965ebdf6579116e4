import type { Delivery } from '../core/delivery.ts'

/**
 * One proposes once: a delivery, and a form that was opened, however often it is sent. Slack leaves a form open where an
 * acknowledgement is lost, and its second sending is another delivery.
 */
export function proposalKey({ id, surface, asks }: Delivery): string {
  return surface === 'modal' && asks.kind === 'offer' ? `${asks.value} ${surface}` : id
}
