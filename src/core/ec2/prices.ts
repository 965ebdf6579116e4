/**
 * AWS's list prices in US dollars, checked 2026-11-26 in public copies of its price list: instances (On-Demand, Linux,
 * shared tenancy, an hour) in github.com/skypilot-org/skypilot-catalog, the families that stand for fewer Regions and
 * storage (a GB and month) in single tables of other projects. AWS's own pages: aws.amazon.com/ec2/pricing/on-demand,
 * aws.amazon.com/ebs/pricing. What is not here is not known: nothing is derived from another Region or family.
 */
export const pricesCheckedOn = '2026-11-26'

const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1', 'ap-southeast-2'] as const

/** What the size `large` costs, by Region in the order above. */
const large: Readonly<Record<string, readonly (number | undefined)[]>> = {
  t3: [0.0832, 0.0832, 0.0912, 0.096, 0.1056, 0.1056],
  t4g: [0.0672, 0.0672, 0.0736, 0.0768, 0.0848, 0.0848],
  c5: [0.085, 0.085, 0.096, 0.097, 0.098, 0.111],
  m6i: [0.096, 0.096, 0.107, 0.115, 0.12, 0.12],
  m7g: [0.0816, 0.0816, 0.09095, 0.09776, 0.102, 0.102],
  r6i: [0.126, 0.126, 0.141, 0.152, 0.152, 0.151],
  c6i: [0.085, undefined, undefined, 0.097],
  t3a: [0.0752],
  c7g: [0.0725],
  m5: [0.096],
  r5: [0.126],
  r7g: [0.1071],
}

/** Whose prices do not go by their size. */
const single: Readonly<Record<string, readonly (number | undefined)[]>> = {
  'g4dn.xlarge': [0.526, undefined, undefined, 0.658],
  'g5.xlarge': [1.006, undefined, undefined, 1.258],
}

/** How many of `large` a size is: within these families the price goes by the vCPU. */
const sizes: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
  '2xlarge': 4,
  '4xlarge': 8,
  '8xlarge': 16,
  '9xlarge': 18,
  '12xlarge': 24,
  '16xlarge': 32,
  '18xlarge': 36,
  '24xlarge': 48,
  '32xlarge': 64,
}

/** Nothing where it is not in the list. */
export function instancePrice(type: string, region: string): number | undefined {
  const [family = '', size = ''] = type.split('.')
  if (Object.hasOwn(single, type)) return single[type]?.[indexOf(region)]
  const price = Object.hasOwn(large, family) ? large[family]?.[indexOf(region)] : undefined
  const factor = Object.hasOwn(sizes, size) ? sizes[size] : undefined
  return price === undefined || factor === undefined ? undefined : price * factor
}

function indexOf(region: string): number {
  return regions.findIndex((known) => known === region)
}

/** A GB and month, without what IOPS or throughput cost beside it. */
const storage: Readonly<Record<string, readonly number[]>> = {
  gp3: [0.08, 0.08, 0.088, 0.0952, 0.096, 0.096],
  gp2: [0.1, 0.1, 0.11, 0.119, 0.12, 0.12],
  st1: [0.045, 0.045, 0.05, 0.054, 0.054, 0.054],
}

/** By the type of a volume, where its GB are mostly all that is paid; nothing where it is not in the list. */
export function storagePrice(type: string, region: string): number | undefined {
  return Object.hasOwn(storage, type) ? storage[type]?.[indexOf(region)] : undefined
}

/**
 * A GB and month, and an IOPS and month, of io1 and of io2, which differ in tiers only. Checked 2026-11-26: io1's in the
 * tables of two projects (FittedCloud's EBS optimizer, an AWS console in Swift), io2's in the second of them and in
 * single tables of others, its tiers in copies of the price list of us-east-1 and ap-northeast-1.
 */
const provisioned = {
  gib: [0.125, 0.125, 0.138, 0.149, 0.138, 0.138],
  iops: [0.065, 0.065, 0.072, 0.078, 0.072, 0.072],
} as const
/** An io2's IOPS above each of these cost so much of the first: 70 %, and 70 % of that. */
const tiers = [
  { above: 0, share: 1 },
  { above: 32_000, share: 0.7 },
  { above: 64_000, share: 0.49 },
] as const

type Stored = {
  readonly type?: string | undefined
  readonly sizeGib: number | undefined
  readonly iops?: number | undefined
}

/** A month of a volume, without what more IOPS than usual of a gp3 cost; nothing where it is not in the list. */
export function volumePrice({ type = '', sizeGib, iops }: Stored, region: string): number | undefined {
  if (sizeGib === undefined) return undefined
  if (type !== 'io1' && type !== 'io2') {
    const price = storagePrice(type, region)
    return price === undefined ? undefined : price * sizeGib
  }
  const [gib, each] = [provisioned.gib[indexOf(region)], provisioned.iops[indexOf(region)]]
  if (gib === undefined || each === undefined || iops === undefined) return undefined
  return gib * sizeGib + each * (type === 'io1' ? iops : inTiers(iops))
}

/** As many of the first tier as cost the same. */
function inTiers(iops: number): number {
  return tiers.reduce((total, { above, share }, index) => {
    const upTo = tiers[index + 1]?.above ?? Number.POSITIVE_INFINITY
    return total + Math.max(0, Math.min(iops, upTo) - above) * share
  }, 0)
}
