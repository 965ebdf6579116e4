import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { whenText } from '../why-calls.ts'
import { heldSince, lastly, type Measured, meanOf, measured } from '../why-measures.ts'
import { askOffer } from '../why-offers.ts'

const values = 3
const ways = [
  ['NetworkIn', 'receives'],
  ['NetworkOut', 'sends'],
] as const

/**
 * Types that may go `up to` so many Gbit/s are held at a baseline once their burst is used up (EC2 User Guide, "Amazon
 * EC2 instance network bandwidth"). Faster than that it bursts and is held by nothing.
 */
export function networkAtLimit(facts: InstanceFacts): Diagnosis | undefined {
  const { instance, networkGbps } = facts.details
  if (instance.state !== 'running' || networkGbps === undefined) return undefined
  const found = ways.flatMap(([metric, does]) => {
    const bytes = measured(facts, metric)
    if (bytes === undefined || bytes.points.length < values) return []
    const isNear = (value: number) => Math.abs(gbps(value, bytes) / networkGbps - 1) <= 0.15
    const since = lastly(bytes, values).every(({ value }) => isNear(value)) ? heldSince(bytes, isNear) : undefined
    return since === undefined ? [] : [{ metric, does, since, rate: gbps(meanOf(lastly(bytes, values)), bytes) }]
  })
  const [first] = found
  if (first === undefined) return undefined
  return {
    rule: 'network-at-limit',
    finding: text`${bold(`${visibleName(instance)} ${found.map(({ does }) => does).join(' and ')} as much as it may for good:`)} ${rateText(first.rate)}, since${whenText(first.since, facts.now)}. The baseline of a ${instance.type} is ${rateText(networkGbps)}; most likely AWS holds it there.`,
    evidence: found.map(({ metric, since, rate }) => ({
      at: since,
      says: text`${code(metric)} at ${rateText(rate)} on average, near the baseline from then on`,
      source: 'cloudwatch',
    })),
    next: text`See inside what is held back (${code('ethtool -S')}, bw_in_allowance_exceeded and bw_out_allowance_exceeded); send less, or take a larger size.`,
    actions: [
      askOffer('How to choose a type', 'choosing-a-type'),
      askOffer('How to change the type', 'change-the-type'),
    ],
  }
}

function gbps(bytes: number, { periodMs }: Measured): number {
  return (bytes * 8) / 1e9 / (periodMs / 1000)
}

function rateText(rate: number): string {
  return rate < 1
    ? `${(rate * 1000).toLocaleString('en', { maximumFractionDigits: 0 })} Mbit/s`
    : `${rate.toLocaleString('en', { maximumFractionDigits: 1 })} Gbit/s`
}
