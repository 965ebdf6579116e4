import { describe, expect, it } from 'vitest'
import type { FunctionFacts } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import {
  functionFacts,
  hour,
  measuredDay,
  minute,
  reported,
  since,
  trailEvent,
} from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

type Case = readonly [name: string, facts: FunctionFacts, rule: string, says: string]

const provisioned = (ready: number, wanted: number, status = 'IN_PROGRESS') => [
  { qualifier: 'live', ready, wanted, status, reason: undefined },
]
const noCalls = { invocations: 0, errors: 0, throttles: 0 }
const slow: readonly Case[] = [
  [
    'most of it is cold starts',
    functionFacts({
      about: 'slow',
      reports: { value: reported(40, (index) => (index % 4 === 0 ? { initMs: 1800 } : {})) },
    }),
    'cold-starts',
    'Most of what is slow in order-intake are cold starts: 10 of the 40 newest calls (25 %) had to start first, which takes 1.8 s; the call itself takes 200 ms (medians).',
  ],
  [
    'its start takes longer than it may, and that is no want of CPU',
    functionFacts({
      about: 'slow',
      measured: measuredDay({ p50: () => 13_000, p95: () => 14_000 }),
      reports: {
        value: reported(10, () => ({ durationMs: 13_000 })).map((call) => ({ ...call, initTimedOutMs: 9999.7 })),
      },
    }),
    'init-timeout',
    'order-intake does not start within the 10 s that Lambda gives it: at 10 of the 10 calls that were read (100 %) Lambda gave that up and started it anew within the call. Such a call takes 13 s (median), and had waited for the first try before.',
  ],
  [
    'it is not: one start of many took longer than it may',
    functionFacts({
      about: 'slow',
      reports: { value: reported(40).map((call, index) => (index === 0 ? { ...call, initTimedOutMs: 9999.7 } : call)) },
    }),
    'nothing-wrong',
    'Nothing that Windlass can read makes order-intake slow: 2,880 calls in the last day, none failed, none throttled.',
  ],
  [
    'it comes near its timeout',
    functionFacts({ about: 'slow', measured: measuredDay({ p95: (at) => (at === noon - hour ? 25_000 : 400) }) }),
    'near-timeout',
    'The slowest calls of order-intake come near its timeout of 30 s: one in twenty took 25 s or longer.',
  ],
  [
    'it got slower with a deployment',
    functionFacts({
      about: 'slow',
      measured: measuredDay({ p95: since(noon - 2 * hour, 2400, 400) }),
      trail: { value: [trailEvent('UpdateFunctionCode', noon - 2 * hour - 4 * minute)] },
    }),
    'slower-since',
    'order-intake is slower since 2026-11-23T10:00Z: one in twenty calls takes 2.4 s or longer, before it was 400 ms. Most likely by a change within the hour before: grace (role deployer) deployed new code at 2026-11-23T09:56Z.',
  ],
  [
    'it got slower without one',
    functionFacts({
      about: 'slow',
      measured: measuredDay({ p95: since(noon - 2 * hour, 2400, 400) }),
      trail: { value: [trailEvent('UpdateFunctionCode', noon - 20 * hour)] },
    }),
    'slower-since',
    'order-intake is slower since 2026-11-23T10:00Z: one in twenty calls takes 2.4 s or longer, before it was 400 ms.',
  ],
  [
    'its memory is nearly used up',
    functionFacts({
      about: 'slow',
      reports: { value: reported(30, (index) => ({ usedMb: index === 3 ? 250 : 200 })) },
    }),
    'memory-tight',
    'order-intake nearly uses up its memory: 250 of 256 MB at most, of the 30 newest calls. What collects garbage gets slow there, and a little more ends the call.',
  ],
  [
    'it has little CPU',
    functionFacts({ about: 'slow', measured: measuredDay({ p50: () => 3200, p95: () => 4000 }) }),
    'small-cpu',
    'order-intake may be short of CPU: with 256 MB it has 14 % of one vCPU, and half of its calls take 3.2 s or longer. Whether it computes or waits in that time cannot be read.',
  ],
  [
    'it is not: few cold starts, short ones, varying a little, memory that was less once',
    functionFacts({
      about: 'slow',
      measured: measuredDay({ p95: (at) => (at % (10 * minute) === 0 ? 400 : 560) }),
      reports: {
        value: [
          ...reported(40, (index) => (index < 1 ? { initMs: 1800 } : index < 9 ? { initMs: 150 } : {})),
          ...reported(5, () => ({ memoryMb: 128, usedMb: 128 })),
        ],
      },
    }),
    'nothing-wrong',
    'Nothing that Windlass can read makes order-intake slow: 2,880 calls in the last day, none failed, none throttled.',
  ],
  [
    'it is not: one slow moment is no change',
    functionFacts({ about: 'slow', measured: measuredDay({ p95: (at) => (at === noon - 5 * hour ? 4000 : 400) }) }),
    'nothing-wrong',
    'Nothing that Windlass can read makes order-intake slow: 2,880 calls in the last day, none failed, none throttled.',
  ],
]

const virginia = { account: 'production', accountId: '111122223333', region: 'us-east-1' }

const cost: readonly Case[] = [
  [
    'its calls, as they were billed',
    functionFacts({
      about: 'cost',
      counts: { invocations: 1_000_000, errors: 0, throttles: 0 },
      reports: { value: reported(50, () => ({ billedMs: 400 })) },
    }),
    'running-cost',
    'order-intake costs about $46.00 a month to run, if each day is like the last: 1,000,000 calls × 400 ms × 256 MB.',
  ],
  [
    'its calls, as they were measured',
    functionFacts({ about: 'cost', counts: { invocations: 1_000_000, errors: 0, throttles: 0 } }),
    'running-cost',
    'order-intake costs about $26.00 a month to run, if each day is like the last: 1,000,000 calls × 200 ms × 256 MB.',
  ],
  [
    'its calls and what is kept ready for them',
    functionFacts({
      about: 'cost',
      counts: { invocations: 1_000_000, errors: 0, throttles: 0 },
      measured: measuredDay({ concurrency: () => 4 }),
      function: { place: virginia, architecture: 'x86_64' },
      details: { provisioned: provisioned(5, 5, 'READY') },
    }),
    'running-cost',
    // 30,000,000 × $0.0000002 + 1,500,000 GB-seconds; 5 × 0.25 GB × 2,592,000 s.
    'order-intake costs about $44.50 a month to run, if each day is like the last: 1,000,000 calls × 200 ms × 256 MB, and 5 kept ready.',
  ],
  [
    'its calls, and that what is kept ready has no price here',
    functionFacts({
      about: 'cost',
      counts: { invocations: 1_000_000, errors: 0, throttles: 0 },
      measured: measuredDay({ concurrency: () => 4 }),
      details: { provisioned: provisioned(5, 5, 'READY') },
    }),
    'running-cost',
    'order-intake costs about $26.00 a month to run, if each day is like the last: 1,000,000 calls × 200 ms × 256 MB, without the 5 that are kept ready: of those Windlass has no price for arm64 in eu-central-1.',
  ],
  [
    'what is kept ready for nothing',
    functionFacts({
      about: 'cost',
      counts: noCalls,
      function: { place: virginia },
      details: { provisioned: provisioned(10, 10, 'READY') },
    }),
    'provisioned-unused',
    '10 of order-intake are kept ready and paid for, about $0.72 a day, but hardly used: it was not called in the last day.',
  ],
  [
    'the same where its price is not known',
    functionFacts({
      about: 'cost',
      measured: measuredDay({ concurrency: () => 4 }),
      details: { provisioned: provisioned(10, 10, 'READY') },
    }),
    'provisioned-unused',
    '10 of order-intake are kept ready and paid for, but hardly used: at most 4 ran at once in the last day.',
  ],
  [
    'memory that is not used, where the Region has no price here',
    functionFacts({
      about: 'cost',
      function: { memoryMb: 2048, place: { ...virginia, region: 'af-south-1' } },
      reports: { value: reported(30, () => ({ memoryMb: 2048, usedMb: 180 })) },
    }),
    'memory-unused',
    'order-intake pays for far more memory than it uses: 180 MB of 2 GB at most, of the 30 newest calls.',
  ],
  [
    'memory that is not used, where that is most of it',
    functionFacts({
      about: 'cost',
      counts: { invocations: 1_000_000, errors: 0, throttles: 0 },
      function: { memoryMb: 2048 },
      reports: { value: reported(30, () => ({ memoryMb: 2048, usedMb: 180, billedMs: 400 })) },
    }),
    'memory-unused',
    // 24,000,000 GB-seconds are $320; 180 of 2,048 MB of them were filled.
    'order-intake pays for far more memory than it uses: 180 MB of 2 GB at most, of the 30 newest calls. About $291.88 of the $326.00 a month that it costs are for memory that none of them filled.',
  ],
  [
    'its many short calls, though its memory is hardly used',
    functionFacts({
      about: 'cost',
      counts: { invocations: 1_000_000, errors: 0, throttles: 0 },
      function: { memoryMb: 512 },
      reports: { value: reported(30, () => ({ memoryMb: 512, usedMb: 100, billedMs: 10 })) },
    }),
    'running-cost',
    'order-intake costs about $8.00 a month to run, if each day is like the last: 1,000,000 calls × 10 ms × 512 MB.',
  ],
  [
    'not to be reckoned without a price',
    functionFacts({
      about: 'cost',
      function: { place: { ...virginia, region: 'af-south-1' } },
      details: { provisioned: provisioned(4, 4, 'READY') },
      measured: measuredDay({ concurrency: () => 3 }),
    }),
    'nothing-wrong',
    'What order-intake costs cannot be told: 2,880 calls in the last day, none failed, none throttled.',
  ],
]

function check(...[, facts, ...expected]: Case) {
  const [first] = diagnoseFunction(facts)
  expect([first.rule, plain(first.finding)]).toEqual(expected)
}

describe('why a function is slow', () => {
  it.each(slow)('is that %s', check)
})

describe('what a function costs', () => {
  it.each(cost)('is %s', check)

  it('says what it costs beside the memory that it pays for in vain, and how far to go down', () => {
    const reports = { value: reported(30, () => ({ memoryMb: 10_240, usedMb: 93 })) }
    const [first, ...others] = diagnoseFunction(
      functionFacts({ about: 'cost', function: { memoryMb: 10_240 }, reports }),
    )
    expect(plain(first.next ?? [])).toBe(
      'Less memory costs less a second, but brings less CPU too: at 1,769 MB it still has one whole vCPU, and what is above that helps only code that uses several at once. Take it down to there and see whether the calls take longer.',
    )
    expect(others.map(({ rule }) => rule)).toEqual(['running-cost'])
  })

  it('says that what is kept ready comes on top where that could not be read', () => {
    const [{ evidence }] = diagnoseFunction(functionFacts({ about: 'cost', details: { provisioned: undefined } }))
    expect(evidence.map(({ says }) => plain(says))).toContain(
      'what is kept ready could not be read: its price would come on top',
    )
  })
})
