import type { InstanceFacts } from './evidence.ts'
import { meanOf, measured } from './why-measures.ts'

const hoursPerMonth = 730
const leastMs = 24 * 3_600_000
/** Below that it is next to nothing on a bill. */
const leastGb = 500
const freeGb = 100
/** The first 10 TB a month to the internet, a GB (aws.amazon.com/ec2/pricing/on-demand, "Data Transfer"). */
const prices: Readonly<Record<string, number>> = {
  'us-east-1': 0.09,
  'us-west-2': 0.09,
  'eu-west-1': 0.09,
  'eu-central-1': 0.09,
  'ap-southeast-1': 0.12,
  'ap-southeast-2': 0.114,
}

export type SentTraffic = {
  readonly gbMonthly: number
  /** Dollars a month, if all of it goes to the internet; nothing where its Region's price is not known. */
  readonly most: number | undefined
}

/** What it sends a month, if it goes on as it did for at least a day; nothing where that is little. */
export function sentTraffic(facts: InstanceFacts): SentTraffic | undefined {
  const sent = measured(facts, 'NetworkOut')
  if (sent === undefined) return undefined
  // Of a period that is not over, only a part was summed up.
  const whole = sent.points.filter(({ at }) => at + sent.periodMs <= facts.now)
  if (whole.length * sent.periodMs < leastMs) return undefined
  const gbMonthly = ((meanOf(whole) / 1e9) * hoursPerMonth * 3_600_000) / sent.periodMs
  const price = prices[facts.details.instance.place.region]
  if (gbMonthly < leastGb) return undefined
  return { gbMonthly, most: price === undefined ? undefined : (gbMonthly - freeGb) * price }
}
