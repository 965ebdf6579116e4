import type { Delivery } from '../core/delivery.ts'

type Waiting = { readonly delivery: Delivery; readonly settle: PromiseWithResolvers<'new' | 'seen'> }

// Well below the parameters that SQLite takes in one statement (32,766).
const mostRows = 500

/**
 * Deliveries that come together are written together: each is still on disk before it is acknowledged, but a burst of
 * a hundred waits for the disk once.
 */
export function inBatches(write: (deliveries: readonly Delivery[]) => Promise<Set<string>>) {
  const waiting: Waiting[] = []
  async function flush(): Promise<void> {
    const batch = waiting.splice(0, mostRows)
    if (waiting.length > 0) setImmediate(() => void flush())
    try {
      const added = await write(batch.map(({ delivery }) => delivery))
      // Of two copies in one batch the first is the new one.
      for (const { delivery, settle } of batch) settle.resolve(added.delete(delivery.id) ? 'new' : 'seen')
    } catch (error) {
      for (const { settle } of batch) settle.reject(error)
    }
  }
  return (delivery: Delivery): Promise<'new' | 'seen'> => {
    const settle = Promise.withResolvers<'new' | 'seen'>()
    if (waiting.length === 0) setImmediate(() => void flush())
    waiting.push({ delivery, settle })
    return settle.promise
  }
}
