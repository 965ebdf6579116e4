import { type Evidence, known } from '../../evidence.ts'
import { dollars } from '../../money.ts'
import { text } from '../../text.ts'
import { logPrice, logPricesCheckedOn } from '../log-prices.ts'
import { packageSize } from '../sizes.ts'
import type { FunctionFacts } from './facts.ts'

const daysAMonth = 30
const gib = 1024 ** 3

/** What its log group takes in in a month, and what that costs. */
type LogVolume = { readonly size: string; readonly dollars: number; readonly price: Evidence }

/** If each day is like the last; nothing where that was not read. */
export function logVolume({ logBytes, details: { function: shown } }: FunctionFacts): LogVolume | undefined {
  const aDay = known(logBytes)
  if (aDay === undefined) return undefined
  const bytes = aDay * daysAMonth
  const price = logPrice(shown.place.region)
  const elsewhere = price.region === shown.place.region ? '' : `; ${shown.place.region} may differ somewhat`
  return {
    size: sizeText(bytes),
    dollars: (bytes / gib) * price.dollars,
    price: {
      says: text`${dollars(price.dollars)} for each GB that a log takes in in ${price.region}${elsewhere}; list price of ${logPricesCheckedOn} in the Standard log class, without free tier; to keep it costs on top`,
      source: 'prices',
    },
  }
}

function sizeText(bytes: number): string {
  return bytes < gib / 10
    ? packageSize(bytes)
    : `${(bytes / gib).toLocaleString('en', { maximumFractionDigits: 1 })} GB`
}
