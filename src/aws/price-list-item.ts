/**
 * US dollars an hour On-Demand by one of the strings in GetProducts' PriceList (AWS Billing, "Reading the Price List");
 * nothing where it is not that type's, or cannot be read.
 */
export function hourlyPriceIn(item: string, { region, type }: { region: string; type: string }): number | undefined {
  const listed = parsed(item)
  const attributes = member(member(listed, 'product'), 'attributes')
  if (member(attributes, 'instanceType') !== type || member(attributes, 'regionCode') !== region) return undefined
  const prices = membersOf(member(member(listed, 'terms'), 'OnDemand'))
    .flatMap((term) => membersOf(member(term, 'priceDimensions')))
    .filter((dimension) => member(dimension, 'unit') === 'Hrs')
    .map((dimension) => Number(member(member(dimension, 'pricePerUnit'), 'USD')))
    .filter((price) => price > 0 && Number.isFinite(price))
  return prices.length === 1 ? prices[0] : undefined
}

function parsed(item: string): unknown {
  try {
    return JSON.parse(item)
  } catch {
    return undefined
  }
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
}

function membersOf(value: unknown): unknown[] {
  return isObject(value) ? Object.values(value) : []
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
