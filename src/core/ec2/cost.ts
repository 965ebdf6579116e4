import type { Plan } from '../plan.ts'
import { type Affected, isUp } from './affected.ts'
import { instancePrice } from './prices.ts'
import type { InstanceVerb } from './standing.ts'

/** US dollars an hour before and after, or why that is not known: a sum with a gap in it would be a wrong one. */
export function costOf(
  verb: InstanceVerb,
  affected: readonly Affected[],
): { readonly hourly: Plan['cost']; readonly unread: readonly string[] } {
  const counted = affected.filter((each) => isUp(each) || verb === 'start')
  const unpriced = [...new Set(counted.flatMap((each) => whyUnpriced(each) ?? []))]
  if (unpriced.length > 0) return { hourly: undefined, unread: [`The cost is not known: ${unpriced.join('; ')}.`] }
  const before = sum(affected.filter(isUp))
  const after = verb === 'start' ? sum(affected) : verb === 'reboot' ? before : 0
  return { hourly: { before, after }, unread: [] }
}

function sum(some: readonly Affected[]): number {
  return some.reduce((total, each) => total + (priceOf(each) ?? 0), 0)
}

function priceOf({ instance: { type, place } }: Affected): number | undefined {
  return instancePrice(type, place.region)
}

function whyUnpriced(affected: Affected): string | undefined {
  const { instance, around, target } = affected
  if (around.lifecycle === 'spot') return `${target.name} is a Spot Instance, whose price moves`
  if (around.lifecycle !== 'on-demand') return `${target.name} is not bought On-Demand`
  // What DescribeInstances calls PlatformDetails; Windows, RHEL and SUSE have prices of their own.
  if (around.platform !== 'Linux/UNIX')
    return `Windlass knows prices for Linux, ${target.name} is ${around.platform ?? 'something else'}`
  if (priceOf(affected) === undefined) return `Windlass has no price for ${instance.type} in ${instance.place.region}`
  return undefined
}
