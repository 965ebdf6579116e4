/**
 * AWS's list prices of Lambda in US dollars, checked 2026-11-26 in public copies of its price list (AWSLambda, attribute
 * `group`: AWS-Lambda-Requests, AWS-Lambda-Duration, each also with -ARM). Tiers: aws.amazon.com/blogs/compute,
 * "Introducing tiered pricing for AWS Lambda". They are the same in all of these Regions: the compute prices of
 * github.com/alexcasalboni/aws-lambda-power-tuning name those that differ, af-south-1 and the like. Seen itself, Region
 * by Region, in a copy of what AWS's calculator reads: calculator.aws/pricing/2.0/meteredUnitMaps/lambda/USD/current/
 * lambda.json. AWS's own page: aws.amazon.com/lambda/pricing.
 */
export const pricesCheckedOn = '2026-11-26'

export const lambdaRegions = [
  'us-east-1',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-southeast-1',
  'ap-southeast-2',
] as const

export type LambdaArchitecture = 'x86' | 'arm64'

/** What a GB-second costs up to so many in a month. */
type Tier = { readonly upTo: number; readonly dollars: number }
export type LambdaPrice = { readonly request: number; readonly tiers: readonly Tier[] }

const request = 0.000_000_2

/**
 * A GB-second of what is kept ready: the group AWS-Lambda-Provisioned-Concurrency, which differs by Region. Of arm64
 * only one Region was seen: the calculator's file has none.
 */
const ready: Readonly<Record<LambdaArchitecture, ReadonlyMap<string, number>>> = {
  x86: new Map([
    ['us-east-1', 0.000_004_166_7],
    ['us-west-2', 0.000_004_166_7],
    ['eu-west-1', 0.000_004_646],
    ['eu-central-1', 0.000_005_014_7],
    ['ap-southeast-1', 0.000_005_199_1],
    ['ap-southeast-2', 0.000_005_236],
  ]),
  arm64: new Map([['us-east-1', 0.000_003_333_4]]),
}

const tiers: Readonly<Record<LambdaArchitecture, readonly Tier[]>> = {
  x86: [
    { upTo: 6e9, dollars: 0.000_016_666_7 },
    { upTo: 15e9, dollars: 0.000_015 },
    { upTo: Number.POSITIVE_INFINITY, dollars: 0.000_013_333_4 },
  ],
  arm64: [
    { upTo: 7.5e9, dollars: 0.000_013_333_4 },
    { upTo: 18.75e9, dollars: 0.000_012_000_1 },
    { upTo: Number.POSITIVE_INFINITY, dollars: 0.000_010_666_7 },
  ],
}

/** Every month, for x86 and arm64 together (aws.amazon.com/lambda/pricing, "AWS Free Tier"). */
export const lambdaFreeTier = { requests: 1_000_000, gbSeconds: 400_000 } as const

/** Nothing where it is not in the list. */
export function lambdaPrice(region: string, architecture: LambdaArchitecture): LambdaPrice | undefined {
  return lambdaRegions.some((known) => known === region) ? { request, tiers: tiers[architecture] } : undefined
}

/** A GB-second of provisioned concurrency, used or not, by the architecture as Lambda calls it. */
export function readyPriceIn(region: string, architecture: string): number | undefined {
  return ready[architecture === 'arm64' ? 'arm64' : 'x86'].get(region)
}
