import { describe, expect, it } from 'vitest'
import { fleetFor, type Machine, machinesFor } from '../../../src/core/compare/fleet.ts'
import { findSize, instanceSizes } from '../../../src/core/compare/sizes.ts'
import { demandOf } from '../../../src/core/compare/workload.ts'
import { instancePrice } from '../../../src/core/ec2/prices.ts'
import { aWorkload } from './workloads.ts'

const machine = (type: string, more: Parameters<typeof aWorkload>[0] = {}): Machine => {
  const [found] = machinesFor(aWorkload({ type, ...more }), (each) => instancePrice(each, 'us-east-1'))
  if (found === undefined) throw new Error(`no ${type}`)
  return found
}

describe('how many requests are at once', () => {
  it.each([
    // 2,628,000 seconds a month: 20 a second of 1 s each are 20 at once, in the busiest moment twice that.
    [{ requests: 52_560_000, durationMs: 1000 }, 40],
    [{ requests: 52_560_001, durationMs: 1000 }, 41],
    [{ requests: 1, durationMs: 1 }, 1],
    // The same in 50 of 168 hours: 20 × 6.72.
    [{ requests: 52_560_000, durationMs: 1000, pattern: 'office' }, 135],
    [{ requests: 52_560_000, durationMs: 1000, pattern: 'spiky' }, 400],
    [{ requests: 1, durationMs: 1, pattern: 'spiky' }, 20],
    // Four of five minutes, and a timer has no busiest moment; seven of five overlap.
    [{ requests: 8760, durationMs: 240_000, pattern: 'schedule' }, 1],
    [{ requests: 8760, durationMs: 420_000, pattern: 'schedule' }, 2],
  ] as const)('%j', (more, expected) => {
    expect(demandOf(aWorkload(more)).atOnce).toBe(expected)
  })
})

describe('what an instance carries', () => {
  it.each([
    // 70 % of 8 GiB are 11 of 512 MB, and 70 % of 2 vCPUs 4 of 512/1769.
    ['m6i.large', {}, 4],
    // Of 4 GiB it is memory: 2,867 MB are one of 2 GB.
    ['c5.large', { memoryMb: 2048 }, 1],
    ['t3.large', {}, 4],
    ['t3.small', {}, 2],
    ['t3.micro', {}, 1],
    ['t3.nano', {}, 0],
  ] as const)('%s with %j', (type, more, expected) => {
    expect(machine(type, more).carries).toBe(expected)
  })

  it('costs its hours, 8 GB of gp3 and a public IPv4 address', () => {
    expect(machine('t3.small').monthly).toEqual({
      instance: expect.closeTo(15.184, 6),
      disk: expect.closeTo(0.64, 6),
      address: expect.closeTo(3.65, 6),
      sum: expect.closeTo(19.474, 6),
    })
  })
})

describe('the fleet', () => {
  const monthly = (sum: number) => ({ instance: sum, disk: 0, address: 0, sum })
  const all = Number.POSITIVE_INFINITY
  const small = { type: 'small', carries: 2, allDay: 0.4, monthly: monthly(10) }
  const large = { type: 'large', carries: 10, allDay: all, monthly: monthly(35) }
  const none = { type: 'none', carries: 0, allDay: all, monthly: monthly(1) }
  it.each([
    [
      { atOnce: 1, spare: 0 },
      { type: 'small', count: 1, cost: 10 },
    ],
    [
      { atOnce: 1, spare: 1 },
      { type: 'small', count: 2, cost: 20 },
    ],
    [
      { atOnce: 3, spare: 1 },
      { type: 'small', count: 3, cost: 30 },
    ],
    // Four small and one to spare; two large would be 70.
    [
      { atOnce: 8, spare: 1 },
      { type: 'small', count: 5, cost: 50 },
    ],
    [
      { atOnce: 11, spare: 0 },
      { type: 'small', count: 6, cost: 60 },
    ],
    // Eight small and one to spare would be 90, and three large are 105.
    [
      { atOnce: 15, spare: 1 },
      { type: 'small', count: 9, cost: 90 },
    ],
    // Nine small are 90, and two large 70.
    [
      { atOnce: 18, spare: 0 },
      { type: 'large', count: 2, cost: 70 },
    ],
  ])('for %j', ({ atOnce, spare }, { type, count, cost }) => {
    const fleet = fleetFor({ atOnce, allDay: 0.1 }, [small, large, none], spare)
    expect(fleet).toMatchObject({ machine: { type }, count, monthly: cost })
  })

  it.each([
    [0.4, 'small', 2],
    [0.41, 'small', 3],
    [1.2, 'small', 4],
    // Seven small would cost as much as two large.
    [2.4, 'large', 2],
  ])('for a single request at once and %d vCPUs all day, by CPU credits', (allDay, type, count) => {
    expect(fleetFor({ atOnce: 1, allDay }, [small, large], 1)).toMatchObject({ machine: { type }, count })
  })

  it('is none where nothing carries a single request', () => {
    expect(fleetFor({ atOnce: 1, allDay: 0 }, [none], 1)).toBeUndefined()
  })
})

it.each([
  ['t4g.small', { vcpus: 2, memoryGib: 2, architecture: 'arm64' }],
  ['c5.9xlarge', { vcpus: 36, memoryGib: 72, architecture: 'x86' }],
  ['m7g.medium', { vcpus: 1, memoryGib: 4, architecture: 'arm64' }],
  ['m6i.xlarge', { vcpus: 4, memoryGib: 16, architecture: 'x86' }],
  ['r6i.32xlarge', { vcpus: 128, memoryGib: 1024, architecture: 'x86' }],
])('knows the size of %s', (type, size) => {
  expect(findSize(type)).toMatchObject(size)
})

it('has a price for every size it knows, somewhere', () => {
  expect(instanceSizes.filter(({ type }) => instancePrice(type, 'us-east-1') === undefined)).toEqual([])
})

it('counts vCPUs all day as the busiest day has them: 20 at once on average, 0.29 vCPU each', () => {
  const day = (pattern: 'steady' | 'office') =>
    demandOf(aWorkload({ requests: 52_560_000, durationMs: 1000, pattern })).allDay
  expect(day('steady')).toBeCloseTo((20 * 512) / 1769, 6)
  expect(day('office')).toBeCloseTo((1.4 * 20 * 512) / 1769, 6)
})
