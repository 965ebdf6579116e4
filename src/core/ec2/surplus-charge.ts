import { baselineOf } from './burstable.ts'
import type { InstanceFacts } from './evidence.ts'
import { meanOf, measured } from './why-measures.ts'

// AWS's own for a month (AWS Pricing Calculator).
const hoursPerMonth = 730
const leastMs = 24 * 3_600_000

export type SurplusCharge = {
  /** Of its CPU, in percent. */
  readonly busy: number
  readonly baseline: number
  /** Dollars for a vCPU-hour. */
  readonly price: number
  readonly monthly: number
}

/**
 * What borrowed CPU credits cost a month, if it goes on as it did: what its average of at least a day is above its
 * baseline is paid (EC2 User Guide, "Surplus credits can incur charges").
 */
export function surplusCharge(facts: InstanceFacts): SurplusCharge | undefined {
  const { instance, vcpus, platform = '' } = facts.details
  const baseline = baselineOf(instance.type)
  const cpu = measured(facts, 'CPUUtilization')
  const surplus = measured(facts, 'CPUSurplusCreditBalance')
  if (instance.state !== 'running' || baseline === undefined || vcpus === undefined) return undefined
  if (cpu === undefined || surplus === undefined || surplus.latest <= 0) return undefined
  const busy = meanOf(cpu.points)
  if (cpu.points.length * cpu.periodMs < leastMs || busy <= baseline) return undefined
  const price = vcpuHour(instance.type, platform)
  return { busy, baseline, price, monthly: ((busy - baseline) / 100) * vcpus * price * hoursPerMonth }
}

/** aws.amazon.com/ec2/pricing/on-demand, "Unlimited mode pricing": the same in every Region. */
function vcpuHour(type: string, platform: string): number {
  if (type.startsWith('t4g.')) return 0.04
  return platform.startsWith('Windows') ? 0.096 : 0.05
}
