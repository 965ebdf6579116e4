import type { LambdaArchitecture } from '../lambda/prices.ts'

export const patterns = ['steady', 'office', 'spiky', 'schedule'] as const
export type Pattern = (typeof patterns)[number]

export type Workload = {
  /** A month. */
  readonly requests: number
  readonly durationMs: number
  readonly memoryMb: number
  readonly pattern: Pattern
  readonly region: string
  readonly architecture: LambdaArchitecture
  /** The instance type to compare with; without, whatever is cheapest. */
  readonly type: string | undefined
  /** One instance in one zone, which then carries everything. */
  readonly isSingle: boolean
  readonly hasFreeTier: boolean
}

/** As AWS's own calculator counts a month. */
export const hoursPerMonth = 730
const secondsPerMonth = hoursPerMonth * 3600

/**
 * How uneven requests come, as an assumption that is said. `peak`: how many times the average are at work in the busiest
 * moment. `day`: the same for the busiest day, which CPU credits even out. `least`: at once, however few a month.
 */
export const traffic: Readonly<
  Record<Pattern, { readonly peak: number; readonly day: number; readonly least: number }>
> = {
  steady: { peak: 2, day: 1, least: 1 },
  // The whole week's requests in 50 of its 168 hours, on 5 of its 7 days.
  office: { peak: (2 * 168) / 50, day: 7 / 5, least: 1 },
  spiky: { peak: 20, day: 1, least: 20 },
  // A timer starts one after the other.
  schedule: { peak: 1, day: 1, least: 1 },
}

/** How many more requests are at once in the busiest moment for each request a month. */
export function atOncePerRequest({ durationMs, pattern }: Pick<Workload, 'durationMs' | 'pattern'>): number {
  return (traffic[pattern].peak * durationMs) / 1000 / secondsPerMonth
}

/** How many vCPUs are at work all through the busiest day for each request a month. */
export function allDayPerRequest({ durationMs, memoryMb, pattern }: Workload): number {
  return (traffic[pattern].day * vcpusPerRequest(memoryMb) * durationMs) / 1000 / secondsPerMonth
}

/** What instances have to carry: requests at once in the busiest moment, in whole ones, and vCPUs all day long. */
export type Demand = { readonly atOnce: number; readonly allDay: number }

export function demandOf(workload: Workload): Demand {
  const { requests, pattern } = workload
  return {
    atOnce: Math.max(traffic[pattern].least, wholly(requests * atOncePerRequest(workload))),
    allDay: requests * allDayPerRequest(workload),
  }
}

/** Rounded up, but for the sliver by which the end of a stretch, found by division, may be too much. */
export function wholly(amount: number): number {
  return Math.ceil(amount * (1 - 1e-12))
}

// The memory at which Lambda gives a whole vCPU (Lambda Developer Guide, "Configure Lambda function memory").
const mbPerVcpu = 1769
// What it gives at most.
const mostVcpus = 6

/** What a request takes of the CPU on EC2: as much as Lambda would give it. */
export function vcpusPerRequest(memoryMb: number): number {
  return Math.min(mostVcpus, memoryMb / mbPerVcpu)
}
