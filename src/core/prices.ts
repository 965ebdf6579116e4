import type { Place } from './place.ts'

/** A list price in US dollars, and when it was true: from the repository's table, or AWS's price list just now. */
export type Price = { readonly dollars: number; readonly checked: string; readonly isLive: boolean }

export type PriceReader = {
  /** An hour of Linux, On-Demand, shared tenancy, as AWS's Price List says now. Nothing where it may not or cannot be asked. */
  findInstancePrices(asked: {
    readonly place: Place
    readonly region: string
    readonly types: readonly string[]
  }): Promise<ReadonlyMap<string, Price>>
}
