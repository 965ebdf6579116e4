import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakEven, type Comparison, compare, comparedTo } from '../../../src/core/compare/compare.ts'
import { costStarted } from '../../../src/core/compare/started.ts'
import { compareLead, compareNotes } from '../../../src/core/compare/words.ts'
import { patterns, type Workload } from '../../../src/core/compare/workload.ts'
import { instancePrice } from '../../../src/core/ec2/prices.ts'
import { lambdaRegions } from '../../../src/core/lambda/prices.ts'
import { plain } from '../../../src/core/text.ts'
import { aWorkload } from './workloads.ts'

const byTable = (workload: Workload) => compare(workload, (type) => instancePrice(type, workload.region))
function compared(more: Partial<Workload> = {}): Comparison {
  const found = byTable(aWorkload(more))
  if ('because' in found) throw new Error(found.because)
  return found.comparison
}

it('compares by hand: one large enough, in each of two zones', () => {
  const { lambda, ec2, cheaper, atOnce } = compared({ type: 't3.small', memoryMb: 1024, durationMs: 100 })
  expect(atOnce).toBe(1)
  // 3,000,000 × 0.1 s × 1 GB, and 2 × $19.474.
  expect(lambda.monthly).toBeCloseTo(0.6 + 5.000_01, 4)
  expect(ec2).toMatchObject({ machine: { type: 't3.small' }, count: 2, monthly: expect.closeTo(38.948, 4) })
  expect(cheaper[0]).toMatchObject({ side: 'lambda', from: 0 })
})

it('breaks even where an idle instance is paid off: $19.474 by $0.20 and 12,500 GB-seconds a million', () => {
  const found = compared({ type: 't3.small', isSingle: true, memoryMb: 128, durationMs: 100 })
  expect(breakEven(found.cheaper)).toBeCloseTo(19.474 / (0.000_000_2 + 0.0125 * 0.000_016_666_7), -1)
  expect(found.cheaper.map(({ side }) => side).slice(0, 2)).toEqual(['lambda', 'ec2'])
})

const workloads = fc.record({
  requests: fc.integer({ min: 1, max: 10_000_000_000 }),
  durationMs: fc.integer({ min: 1, max: 60_000 }),
  memoryMb: fc.integer({ min: 128, max: 10_240 }),
  pattern: fc.constantFrom(...patterns),
  region: fc.constantFrom(...lambdaRegions),
  architecture: fc.constantFrom('x86' as const, 'arm64' as const),
  type: fc.constant(undefined),
  isSingle: fc.boolean(),
  hasFreeTier: fc.boolean(),
})
const differenceAt = (workload: Workload, requests: number): number => {
  const found = byTable({ ...workload, requests })
  if ('because' in found) throw new Error(found.because)
  return found.comparison.lambda.monthly - found.comparison.ec2.monthly
}

describe('for any workload', () => {
  it('both cost the same, to the cent, where EC2 begins to be cheaper', () => {
    fc.assert(
      fc.property(workloads, (workload) => {
        const { cheaper } = compared(workload)
        const begins = cheaper.filter(({ side }) => side === 'ec2').slice(0, 3)
        for (const { from } of begins) expect(Math.abs(differenceAt(workload, from))).toBeLessThan(0.01)
      }),
      { numRuns: 40 },
    )
  })

  it('the cheaper side is the cheaper one, in the middle of each stretch', () => {
    fc.assert(
      fc.property(workloads, (workload) => {
        for (const { side, from, until } of [
          ...compared(workload).cheaper.slice(0, 4),
          ...compared(workload).cheaper.slice(-1),
        ]) {
          const difference = differenceAt(workload, (from + until) / 2)
          expect(side === 'lambda' ? difference : -difference).toBeLessThanOrEqual(1e-6)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('stretches follow each other without a gap, Lambda first, in turns', () => {
    fc.assert(
      fc.property(workloads, (workload) => {
        const { cheaper } = compared(workload)
        expect(cheaper[0]).toMatchObject({ side: 'lambda', from: 0 })
        expect(Number.isFinite(comparedTo(cheaper))).toBe(true)
        for (const [index, { side, until }] of cheaper.slice(0, -1).entries()) {
          expect(cheaper[index + 1]?.from).toBe(until)
          expect(cheaper[index + 1]?.side).not.toBe(side)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('the points rise, hold what was asked for, and are what both cost there', () => {
    fc.assert(
      fc.property(workloads, (workload) => {
        const { points } = compared(workload)
        const requests = points.map((point) => point.requests)
        expect(requests).toContain(workload.requests)
        expect(requests).toEqual([...new Set(requests)].toSorted((one, other) => one - other))
        expect(points.length).toBeLessThanOrEqual(20)
        if (workload.requests > 1000) expect(points.length).toBeGreaterThanOrEqual(19)
        for (const point of points.slice(0, 2))
          expect(point.lambda - point.ec2.monthly).toBeCloseTo(differenceAt(workload, point.requests), 6)
      }),
      { numRuns: 40 },
    )
  })
})

describe('beyond what was computed', () => {
  it.each([
    [{ requests: 38_778_290_065, durationMs: 287, memoryMb: 795 }, 'Lambda is cheaper at 38.8B requests a month: '],
    [{ requests: 5_000_000_000, durationMs: 2315, memoryMb: 1011 }, 'EC2 is cheaper at 5B requests a month: '],
  ])('the lead is of the asked number alone: %j', (more, lead) => {
    const comparison = compared(more)
    expect(more.requests).toBeGreaterThan(comparedTo(comparison.cheaper))
    expect(plain(compareLead(comparison))).toContain(lead)
  })

  it('nothing is claimed: it is said up to where it was compared', () => {
    const comparison = compared({ type: 't3.medium', memoryMb: 1536 })
    expect(comparedTo(comparison.cheaper)).toBeGreaterThan(20e9)
    expect(plain(compareLead(comparison))).toContain(
      'Lambda is cheaper for any number up to 20B requests a month; at 3M',
    )
    expect(compareNotes(comparison)).toContain('Compared up to 20B requests a month.')
  })

  it('the lead never contradicts the figures in it', () => {
    fc.assert(
      fc.property(workloads, fc.integer({ min: 1, max: 1_000_000_000_000 }), (workload, requests) => {
        const { lambda, ec2, cheaper } = compared({ ...workload, requests })
        const said = cheaper.find(({ from, until }) => requests > from && requests < until)?.side
        if (said === undefined) expect(requests).toBeGreaterThanOrEqual(comparedTo(cheaper))
        else
          expect(said === 'lambda' ? lambda.monthly : ec2.monthly).toBeLessThanOrEqual(
            Math.min(lambda.monthly, ec2.monthly) + 1e-6,
          )
      }),
      { numRuns: 40 },
    )
  })
})

describe('started for each run', () => {
  it('costs its hours, of a minute at least each, and the disk all month', () => {
    const nightly = { requests: 30, pattern: 'schedule', isSingle: true, type: 't3.small' } as const
    const each = (0.0208 + 0.005) * 30
    const long = costStarted(compared({ ...nightly, durationMs: 3_600_000 }))
    expect(long).toEqual({ hours: 30, monthly: expect.closeTo(each + 0.64, 6) })
    expect(costStarted(compared({ ...nightly, durationMs: 20_000 }))).toMatchObject({ hours: 0.5 })
  })

  it('is not said where it saves nothing', () => {
    const always = compared({ requests: 43_800, durationMs: 60_000, pattern: 'schedule', isSingle: true })
    expect(costStarted(always)).toBeUndefined()
  })
})

describe('what decides whatever it costs', () => {
  it.each([
    [{ durationMs: 900_000, memoryMb: 10_240 }, []],
    [{ durationMs: 900_001 }, ['a call may last 15 minutes (900 s), and this lasts 900.001 s']],
    [{ durationMs: 1_200_000 }, ['a call may last 15 minutes (900 s), and this lasts 20 minutes']],
    [{ memoryMb: 16_384 }, ['a function has at most 10,240 MB, and this needs 16 GB']],
  ])('%j', (more, limits) => {
    expect(compared(more).limits).toEqual(limits)
  })
})

it.each([
  [{ region: 'me-central-1' }, 'unpriced'],
  [{ region: 'eu-west-1', type: 'r7g.large' }, 'unpriced'],
  [{ type: 't3.nano' }, 'too-small'],
  [{ region: 'eu-west-1', architecture: 'arm64', memoryMb: 262_144 }, 'too-small'],
] as const)('%j is not compared', (more, because) => {
  expect(byTable(aWorkload(more))).toEqual({ because })
})
