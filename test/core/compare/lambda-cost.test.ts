import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLambdaCosts } from '../../../src/core/compare/lambda-cost.ts'
import { lambdaPrice } from '../../../src/core/lambda/prices.ts'
import { aWorkload } from './workloads.ts'

function costs(more: Parameters<typeof aWorkload>[0] = {}) {
  const workload = aWorkload(more)
  const price = lambdaPrice(workload.region, workload.architecture)
  if (price === undefined) throw new Error('no price')
  return createLambdaCosts(workload, price)
}

it.each([
  // AWS's own example: 3 million × 120 ms × 1,536 MB, 540,000 GB-seconds.
  [{ memoryMb: 1536 }, 3_000_000, { requests: 0.6, compute: 9.0, gbSeconds: 540_000 }],
  [{ memoryMb: 1536, hasFreeTier: true }, 3_000_000, { requests: 0.4, compute: 2.333, gbSeconds: 540_000 }],
  [{ memoryMb: 1536, architecture: 'arm64' }, 3_000_000, { requests: 0.6, compute: 7.2, gbSeconds: 540_000 }],
  [{ hasFreeTier: true }, 1_000_000, { requests: 0, compute: 0, gbSeconds: 60_000 }],
  // 20 billion GB-seconds: 6 at the first price, 9 at the second, 5 at the third.
  [{ memoryMb: 1024, durationMs: 1000 }, 2e10, { requests: 4000, compute: 301_667.2, gbSeconds: 2e10 }],
  [{ memoryMb: 1024, durationMs: 1000, architecture: 'arm64' }, 1e10, { compute: 130_000.75, gbSeconds: 1e10 }],
  // Half a millisecond is billed as a whole one.
  [{ memoryMb: 1024, durationMs: 0.5 }, 1_000_000, { compute: 0.016_666_7, gbSeconds: 1000 }],
] as const)('%j, %d times', (more, requests, expected) => {
  const cost = costs(more).of(requests)
  for (const [name, value] of Object.entries(expected)) expect(Reflect.get(cost, name), name).toBeCloseTo(value, 2)
  expect(cost.monthly).toBe(cost.requests + cost.compute)
})

it('gives back the requests that an amount pays, in every tier', () => {
  fc.assert(
    fc.property(
      fc.record({
        durationMs: fc.integer({ min: 1, max: 900_000 }),
        memoryMb: fc.integer({ min: 128, max: 10_240 }),
        hasFreeTier: fc.boolean(),
        architecture: fc.constantFrom('x86' as const, 'arm64' as const),
      }),
      fc.double({ min: 0.01, max: 1e7, noNaN: true }),
      (called, dollars) => {
        const lambda = costs(called)
        expect(lambda.of(lambda.requestsFor(dollars)).monthly / dollars).toBeCloseTo(1, 9)
      },
    ),
  )
})
