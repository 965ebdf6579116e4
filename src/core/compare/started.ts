import type { Comparison } from './compare.ts'
import { hoursPerMonth } from './workload.ts'

// EC2 User Guide, "On-Demand Instances": billed by the second, with a minimum of 60 seconds.
const leastBilledMs = 60_000

export type Started = { readonly hours: number; readonly monthly: number }

/** What instances cost that are started for each run and stopped after it; nothing where that saves nothing. */
export function costStarted({ workload, ec2 }: Comparison): Started | undefined {
  const hours = (workload.requests * Math.max(leastBilledMs, workload.durationMs)) / 3_600_000
  const { instance, address, disk } = ec2.machine.monthly
  const monthly = (hours / hoursPerMonth) * (instance + address) + ec2.count * disk
  return monthly < ec2.monthly ? { hours, monthly } : undefined
}
