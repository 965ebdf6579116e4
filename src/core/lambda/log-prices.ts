/**
 * What CloudWatch Logs takes for a GB that it takes in, in US dollars: the Standard log class, the first 10 TB a month.
 * Checked 2026-11-27: us-east-1 in a public copy of the price list of AmazonCloudWatch (of logs that code writes and of
 * those of Lambda, which has tiers since May 2025 and begins at the same price), eu-central-1 and ap-southeast-1 by
 * their usage types (EUC1-, APS1-DataProcessing-Bytes) in tables of other projects. AWS's own page:
 * aws.amazon.com/cloudwatch/pricing. The other Regions were not seen.
 */
export const logPricesCheckedOn = '2026-11-27'

const usual = { region: 'us-east-1', dollars: 0.5 } as const

const seen: ReadonlyMap<string, number> = new Map([
  [usual.region, usual.dollars],
  ['eu-central-1', 0.63],
  ['ap-southeast-1', 0.7],
])

/** For a GB; where that of the Region was not seen, that of us-east-1, and it says so. */
export function logPrice(region: string): { readonly region: string; readonly dollars: number } {
  const price = seen.get(region)
  return price === undefined ? usual : { region, dollars: price }
}
