import type { Delivery } from '../core/delivery.ts'
import type { SpinePorts } from './ports.ts'

/** Keeps the delivery before it is acknowledged. A copy of one that is kept is dropped. */
export async function receive(
  delivery: Delivery,
  { store, log }: Pick<SpinePorts, 'store' | 'log'>,
): Promise<'new' | 'seen'> {
  const received = await store.recordDelivery(delivery)
  if (received === 'seen') log.debug({ delivery: delivery.id }, 'a copy was dropped')
  return received
}
