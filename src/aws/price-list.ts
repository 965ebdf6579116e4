import type { Filter, Pricing } from '@aws-sdk/client-pricing'
import type { LRUCache } from 'lru-cache'
import type { Log } from '../core/log.ts'
import type { Price, PriceReader } from '../core/prices.ts'
import type { PlaceCalls } from './place-calls.ts'
import { hourlyPriceIn } from './price-list-item.ts'

/** By Region and type: list prices are the same for everyone. */
export type KnownPrices = LRUCache<string, { readonly dollars: number; readonly at: number }>

/** A person who waits for an answer has the table instead. */
export const priceListWithinMs = 3000
const keptMs = 86_400_000

type Ports = {
  readonly calls: Pick<PlaceCalls, 'attemptPrices'>
  readonly known: KnownPrices
  readonly now: () => number
  readonly log: Log
}

export function createPriceReader({ calls, known, now, log }: Ports): PriceReader {
  return {
    async findInstancePrices({ place, region, types }) {
      const priceOf = async (type: string): Promise<[string, Price] | undefined> => {
        const key = `${region} ${type}`
        const kept = known.get(key)
        if (kept !== undefined && now() - kept.at < keptMs) return [type, toPrice(kept)]
        const answer = await calls.attemptPrices({ place, action: 'pricing:GetProducts' }, readPrice(region, type))
        // Why it failed is in the log already.
        if ('failure' in answer) return undefined
        if (answer.value === undefined) {
          log.warn({ region, type }, "AWS's Price List gave no one price for an instance type")
          return undefined
        }
        const read = { dollars: answer.value, at: now() }
        known.set(key, read)
        return [type, toPrice(read)]
      }
      const prices = await Promise.all([...new Set(types)].map(priceOf))
      return new Map(prices.filter((price) => price !== undefined))
    },
  }
}

function toPrice({ dollars, at }: { dollars: number; at: number }): Price {
  return { dollars, checked: new Date(at).toISOString().slice(0, 10), isLive: true }
}

function readPrice(region: string, type: string) {
  return async (client: Pricing, abortSignal: AbortSignal): Promise<number | undefined> => {
    const asked = { ServiceCode: 'AmazonEC2', FormatVersion: 'aws_v1', Filters: filtersFor(region, type) }
    const { PriceList = [] } = await client.getProducts(asked, { abortSignal })
    const items: readonly unknown[] = PriceList
    const found = new Set(items.flatMap((item) => hourlyPriceIn(String(item), { region, type }) ?? []))
    const [price] = found
    // Several would mean that the filters no longer say which.
    return found.size === 1 ? price : undefined
  }
}

/** Linux, On-Demand, shared tenancy: Price List attributes of AmazonEC2. */
function filtersFor(region: string, type: string): Filter[] {
  const fields = {
    instanceType: type,
    regionCode: region,
    operatingSystem: 'Linux',
    tenancy: 'Shared',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
  }
  return Object.entries(fields).map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value }))
}
