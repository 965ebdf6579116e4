import { type LambdaPrice, lambdaFreeTier } from '../lambda/prices.ts'
import type { Workload } from './workload.ts'

export type LambdaCost = {
  readonly requests: number
  readonly compute: number
  readonly gbSeconds: number
  readonly monthly: number
}

export type LambdaCosts = {
  of(requests: number): LambdaCost
  /** The most requests that this much pays: the cost only ever grows with them. */
  requestsFor(dollars: number): number
}

type Called = Pick<Workload, 'durationMs' | 'memoryMb' | 'hasFreeTier'>

export function createLambdaCosts({ durationMs, memoryMb, hasFreeTier }: Called, price: LambdaPrice): LambdaCosts {
  // Billed by the whole millisecond (aws.amazon.com/lambda/pricing).
  const gbSecondsEach = (memoryMb / 1024) * (Math.ceil(durationMs) / 1000)
  const free = hasFreeTier ? lambdaFreeTier : { requests: 0, gbSeconds: 0 }
  const of = (requests: number): LambdaCost => {
    const gbSeconds = requests * gbSecondsEach
    const compute = tiered(Math.max(0, gbSeconds - free.gbSeconds), price)
    const forRequests = Math.max(0, requests - free.requests) * price.request
    return { requests: forRequests, compute, gbSeconds, monthly: forRequests + compute }
  }
  // Between these the cost is a straight line.
  const ends = price.tiers.slice(0, -1).map(({ upTo }) => (free.gbSeconds + upTo) / gbSecondsEach)
  const bends = [0, free.requests, free.gbSeconds / gbSecondsEach, ...ends].toSorted((one, other) => one - other)
  return {
    of,
    requestsFor(dollars) {
      const from = bends.findLast((bend) => of(bend).monthly <= dollars) ?? 0
      const next = bends.find((bend) => bend > from) ?? from * 2 + 1
      const slope = (of(next).monthly - of(from).monthly) / (next - from)
      return from + (dollars - of(from).monthly) / slope
    },
  }
}

function tiered(gbSeconds: number, { tiers }: LambdaPrice): number {
  return tiers.reduce((sum, { upTo, dollars }, index) => {
    const from = tiers[index - 1]?.upTo ?? 0
    return sum + Math.max(0, Math.min(gbSeconds, upTo) - from) * dollars
  }, 0)
}
