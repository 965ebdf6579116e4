import type { Scope } from '../../core/command.ts'
import { type Compared, compare } from '../../core/compare/compare.ts'
import type { Workload } from '../../core/compare/workload.ts'
import { instancePrice } from '../../core/ec2/prices.ts'
import { lambdaRegions } from '../../core/lambda/prices.ts'
import type { Place } from '../../core/place.ts'
import type { Price, PriceReader } from '../../core/prices.ts'

// Each is a question of its own to the price list, and what lies farther off is not worth one.
export const mostTypes = 6
// A person who waits has the table instead.
const mostAccounts = 3

type Priced = { readonly region: string; readonly types: readonly string[] }

/** As AWS says today; nothing where no account may or can ask. */
export async function findLivePrices(
  { region, types }: Priced,
  prices: PriceReader,
  { places }: Scope,
): Promise<ReadonlyMap<string, Price>> {
  if (types.length === 0) return new Map()
  for (const place of oneOfEach(places, region).slice(0, mostAccounts)) {
    // oxlint-disable-next-line no-await-in-loop -- mostly the first can, and no other needs to be asked
    const found = await prices.findInstancePrices({ place, region, types: types.slice(0, mostTypes) })
    if (found.size > 0) return found
  }
  return new Map()
}

/** Those that the table would take, what was asked for first. */
export function typesToPrice(workload: Workload): string[] {
  const { region, type } = workload
  return type === undefined ? typesIn(compare(workload, (each) => instancePrice(each, region))) : [type]
}

/** Of each account one place: the price list is the same from all of them. */
function oneOfEach(places: readonly Place[], region: string): Place[] {
  const inRegionLast = places.toSorted((one, other) => Number(one.region === region) - Number(other.region === region))
  return [...new Map(inRegionLast.map((place) => [place.account, place])).values()]
}

function typesIn(compared: Compared): string[] {
  if ('because' in compared) return []
  const { ec2, points } = compared.comparison
  return [...new Set([ec2, ...points.map((point) => point.ec2)].map(({ machine }) => machine.type))]
}

/** The first of the accounts' that there are prices of. */
export function usualRegion({ accounts }: Pick<Scope, 'accounts'>): string {
  const own = new Set(accounts.flatMap(({ regions }) => regions))
  return [...own].find((region) => lambdaRegions.some((known) => known === region)) ?? lambdaRegions[0]
}
