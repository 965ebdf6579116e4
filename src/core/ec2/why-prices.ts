import { dollars } from '../money.ts'
import type { InstanceDetails, Volume } from './instance.ts'
import { instancePrice, volumePrice } from './prices.ts'

// AWS's own for a month (AWS Pricing Calculator).
export const hoursPerMonth = 730
// aws.amazon.com/ec2/pricing/dedicated-instances: "dedicated per region fee", an hour with at least one, in any Region.
const dedicatedFee = 2

export type Hourly = {
  readonly price: number | undefined
  /** Why there is none. */
  readonly unknown: string
  /** What is not in it: it costs at least that. */
  readonly onTop: string | undefined
}

/** Of Linux, On-Demand, on a shared host; what is more than that costs more. */
export function hourlyOf(details: InstanceDetails): Hourly {
  const { instance, lifecycle, platform, tenancy } = details
  if (tenancy === 'host')
    return unpriced('it runs on a Dedicated Host, which is paid for as a whole, whatever runs on it')
  if (lifecycle === 'spot') return unpriced('it is a Spot Instance, whose price moves')
  if (lifecycle !== 'on-demand') return unpriced('it is not bought On-Demand')
  if (platform === undefined || platform.includes('BYOL'))
    return unpriced(`Windlass knows prices for Linux, and it is ${platform ?? 'something else'}`)
  const price = instancePrice(instance.type, instance.place.region)
  const all = [
    ...(tenancy === 'dedicated' ? [dedicated] : []),
    ...(platform === 'Linux/UNIX' ? [] : [licence(platform, details)]),
  ]
  return {
    price,
    unknown: `Windlass has no price for ${instance.type} in ${instance.place.region}`,
    onTop: all.length === 0 ? undefined : all.join('; '),
  }
}

function unpriced(unknown: string): Hourly {
  return { price: undefined, unknown, onTop: undefined }
}

const dedicated = `that it is a Dedicated Instance, which is somewhat dearer an hour and costs ${dollars(dedicatedFee)} an hour more (${dollars(dedicatedFee * hoursPerMonth)} a month), once for all of them in the Region`

// Above Linux on M, C and R types (aws.amazon.com/ec2/pricing/on-demand); burstable ones pay less.
const windowsPrice = 0.046

function licence(platform: string, { instance, vcpus }: InstanceDetails): string {
  const isUsual = platform === 'Windows' && /^[mcr]\d/.test(instance.type) && vcpus !== undefined
  const sum = isUsual ? `, about ${dollars(windowsPrice * vcpus * hoursPerMonth)} a month` : ''
  return `the licence of ${platform}, which is paid by the hour${sum}`
}

// What comes with it; more is paid (aws.amazon.com/ebs/pricing).
const includedIops = 3000

/** `500 GiB of io2 with 20,000 IOPS`. */
export function volumeWords({ type, sizeGib, iops }: Volume): string {
  const size = sizeGib === undefined ? 'a volume' : `${sizeGib.toLocaleString('en')} GiB`
  const rate = isProvisioned(type) && iops !== undefined ? ` with ${iops.toLocaleString('en')} IOPS` : ''
  return `${size}${type === undefined ? '' : ` of ${type}`}${rate}`
}

/** Whose IOPS are paid for one by one, and mostly cost more than their storage. */
export function isProvisioned(type: string | undefined): boolean {
  return type === 'io1' || type === 'io2'
}

/** Nothing where the list prices are all that it costs. */
export function storageOnTop(volume: Volume, region: string): string | undefined {
  const { type, iops } = volume
  if (volumePrice(volume, region) === undefined)
    return `${volumeWords(volume)}${isProvisioned(type) ? ', paid by the GiB and by the IOPS, used or not' : ''}`
  return type === 'gp3' && iops !== undefined && iops > includedIops
    ? `the IOPS of a gp3 above ${includedIops.toLocaleString('en')}: it has ${iops.toLocaleString('en')}`
    : undefined
}
