import { placeName } from '../core/place.ts'
import type { PriceReader } from '../core/prices.ts'
import type { Decided } from './decide.ts'

/** A reader of prices that asks nobody's role where the person may not read: there are none, as where AWS gives none. */
export function pricesWithin(prices: PriceReader, { allowed }: Pick<Decided, 'allowed'>): PriceReader {
  return {
    async findInstancePrices(asked) {
      const isAllowed = allowed.some((other) => placeName(other) === placeName(asked.place))
      return isAllowed ? prices.findInstancePrices(asked) : new Map()
    },
  }
}
