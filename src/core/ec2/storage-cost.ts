import { dollars } from '../money.ts'
import type { Volume } from './instance.ts'
import { volumePrice } from './prices.ts'

type Stored = { readonly volume: Volume; readonly region: string }

/** `Volumes go on costing $9.60 a month for storage.`; what is not known is not in the sum, and said. */
export function storageLine(stored: readonly Stored[]): string {
  const costs = stored.map(({ volume, region }) => volumePrice(volume, region))
  const known = costs.flatMap((cost) => cost ?? [])
  const unknown = costs.length - known.length
  const things = stored.length === 1 ? 'The volume goes' : 'Volumes go'
  if (known.length === 0) return `${things} on costing; how much, Windlass has no price for.`
  const sum = dollars(known.reduce((total, cost) => total + cost, 0))
  const rest = unknown === 0 ? '' : `, and ${unknown} more of which Windlass has no price`
  return `${things} on costing ${sum} a month for storage${rest}.`
}
