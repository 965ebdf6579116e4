import { describe, expect, it } from 'vitest'
import type { AccountConcurrency, FunctionFacts } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import {
  functionFacts,
  hour,
  measuredDay,
  minute,
  queue,
  reported,
  trailEvent,
} from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

type Case = readonly [name: string, facts: FunctionFacts, rule: string, says: string]

const throttledCounts = { invocations: 2880, errors: 0, throttles: 12 }
const used = (given: Partial<AccountConcurrency> = {}) => ({
  value: {
    limit: 1000,
    unreserved: 1000,
    at: noon - hour,
    used: 996,
    unreservedUsed: 996,
    busiest: { name: 'image-resize', used: 870 },
    ...given,
  },
})
const usedWith = (given?: Partial<AccountConcurrency>, details: Partial<FunctionFacts['details']> = {}) =>
  functionFacts({ about: 'throttled', counts: throttledCounts, account: used(given), details })
const provisioned = (ready: number, wanted: number, status = 'IN_PROGRESS') => [
  { qualifier: 'live', ready, wanted, status, reason: undefined },
]
const noCalls = { invocations: 0, errors: 0, throttles: 0 }
const url = { url: 'https://abc.lambda-url.eu-central-1.on.aws/', isPublic: false }

const throttled: readonly Case[] = [
  [
    'it is switched off',
    functionFacts({ about: 'throttled', counts: throttledCounts, details: { reservedConcurrency: 0 } }),
    'switched-off',
    'order-intake is switched off: its reserved concurrency is 0, so that every call is throttled.',
  ],
  [
    'it reached what is reserved',
    functionFacts({
      about: 'throttled',
      counts: throttledCounts,
      measured: measuredDay({ concurrency: () => 10 }),
      details: { reservedConcurrency: 10 },
    }),
    'reserved-reached',
    '12 calls of order-intake were throttled in the last day, since it reached its own limit: 10 may run at once.',
  ],
  [
    'something is reserved, and that it was reached is not measured',
    functionFacts({
      about: 'throttled',
      counts: { ...throttledCounts, throttles: 1 },
      details: { reservedConcurrency: 10 },
    }),
    'reserved-reached',
    '1 call of order-intake was throttled in the last day, most likely by its own limit: 10 may run at once, and ten times as many a second may begin. That it reached either was not measured, since moments shorter than a minute are not.',
  ],
  [
    'nothing is reserved',
    functionFacts({
      about: 'throttled',
      counts: throttledCounts,
      measured: measuredDay({ throttles: (at) => (at === noon - hour ? 12 : 0) }),
    }),
    'account-limit',
    '12 calls of order-intake were throttled in the last day, most likely by the account’s limit: nothing is reserved for it, so it shares with every function of the Region, and grows by at most 1,000 at once every 10 s. It ran 3 at once at most.',
  ],
  [
    'the account had none left, and another function used most',
    usedWith(),
    'account-used-up',
    '12 calls of order-intake were throttled in the last day, since the account had used up its concurrency in eu-central-1: 996 of the 1,000 calls that may run at once were running. image-resize used the most of it, 870. order-intake itself ran 3 at once.',
  ],
  [
    'the account had none left, by its own calls',
    usedWith({ busiest: { name: 'order-intake', used: 870 } }),
    'account-used-up',
    '12 calls of order-intake were throttled in the last day, since the account had used up its concurrency in eu-central-1: 996 of the 1,000 calls that may run at once were running. order-intake itself used the most of it, 870.',
  ],
  [
    'the account had none left, and who used it is not known',
    usedWith({ busiest: undefined, unreservedUsed: undefined }),
    'account-used-up',
    '12 calls of order-intake were throttled in the last day, since the account had used up its concurrency in eu-central-1: 996 of the 1,000 calls that may run at once were running. order-intake itself ran 3 at once.',
  ],
  [
    'others have reserved the rest',
    usedWith({ unreserved: 100, used: 120, unreservedUsed: 100 }),
    'reserved-by-others',
    '12 calls of order-intake were throttled in the last day, since other functions reserve what it needs: 900 of the 1,000 calls that may run at once in eu-central-1 are kept for them, used or not, and the 100 for all others were in use.',
  ],
  [
    'others run on what is theirs, and what is left was free',
    usedWith({ unreserved: 100, used: 950, unreservedUsed: 40 }),
    'account-limit',
    '12 calls of order-intake were throttled in the last day, though the account had room left, as far as that was measured: when most were throttled, 40 of the 100 calls that may run at once without a reservation in its Region were running. A function grows by at most 1,000 at once every 10 s; a burst that grows faster is throttled. It ran 3 at once at most.',
  ],
  [
    'others have reserved much, and the use of the rest was not measured',
    usedWith({ unreserved: 100, used: 100, unreservedUsed: undefined }),
    'account-limit',
    '12 calls of order-intake were throttled in the last day, most likely by the account’s limit: nothing is reserved for it, so it shares with every function of the Region, and grows by at most 1,000 at once every 10 s. It ran 3 at once at most.',
  ],
  [
    'the account had room',
    usedWith({ used: 120, unreservedUsed: 120 }),
    'account-limit',
    '12 calls of order-intake were throttled in the last day, though the account had room left, as far as that was measured: when most were throttled, 120 of the 1,000 calls that may run at once in its Region were running. A function grows by at most 1,000 at once every 10 s; a burst that grows faster is throttled. It ran 3 at once at most.',
  ],
  [
    'what the account uses was not measured',
    usedWith({ used: undefined, unreservedUsed: undefined }),
    'account-limit',
    '12 calls of order-intake were throttled in the last day, most likely by the account’s limit: nothing is reserved for it, so it shares with every function of the Region, and grows by at most 1,000 at once every 10 s. It ran 3 at once at most.',
  ],
  [
    'its own limit, which holds whatever the account has',
    usedWith({}, { reservedConcurrency: 3 }),
    'reserved-reached',
    '12 calls of order-intake were throttled in the last day, since it reached its own limit: 3 may run at once.',
  ],
  [
    'what is provisioned is not ready',
    functionFacts({ about: 'throttled', details: { provisioned: provisioned(2, 5) } }),
    'provisioned-behind',
    'The provisioned concurrency of order-intake is not ready yet: 2 of 5 for live. What is above it starts cold meanwhile.',
  ],
  [
    'it is not',
    functionFacts({
      about: 'throttled',
      details: { reservedConcurrency: 10, provisioned: provisioned(5, 5, 'READY') },
    }),
    'nothing-wrong',
    'order-intake is not throttled: 2,880 calls in the last day, none failed, none throttled.',
  ],
]

const idle: readonly Case[] = [
  [
    'nothing is set up to call it',
    functionFacts({ about: 'idle', counts: noCalls, details: { triggers: [] } }),
    'no-trigger',
    'Nothing is set up to call order-intake: no event source mapping, no function URL, and no service that its resource policy lets invoke it. It was not called in the last day.',
  ],
  [
    'what is set up could not all be read',
    functionFacts({
      about: 'idle',
      counts: noCalls,
      details: { triggers: [], unread: ['The permissions to invoke it could not be read.'] },
    }),
    'never-called',
    'order-intake was not called in the last day: no call reached it.',
  ],
  [
    'its trigger is disabled',
    functionFacts({ about: 'idle', counts: noCalls, details: { triggers: [queue({ state: 'Disabled' })] } }),
    'trigger-off',
    'SQS orders is disabled: nothing comes to order-intake from it, and it was not called in the last day. Nothing else is set up to call it.',
  ],
  [
    'it is switched off',
    functionFacts({ about: 'idle', counts: noCalls, details: { reservedConcurrency: 0 } }),
    'switched-off',
    'order-intake is switched off: its reserved concurrency is 0, so that every call is throttled.',
  ],
  [
    'nothing came',
    functionFacts({ about: 'idle', counts: noCalls, details: { url } }),
    'never-called',
    'order-intake was not called in the last day: no call reached it. It could be called by SQS orders, its function URL.',
  ],
  [
    'what should bring it its events may not be read',
    functionFacts({
      about: 'idle',
      counts: noCalls,
      details: { triggers: [queue({ lastResult: 'PROBLEM: Cannot access stream arn. Please ensure the role can' })] },
    }),
    'failing-trigger',
    'SQS orders does not get its last batch through to order-intake: Its execution role may not read from the source. No call reached it in the last day.',
  ],
  [
    'what called it was taken away',
    functionFacts({
      about: 'idle',
      counts: noCalls,
      details: { triggers: [] },
      trail: {
        value: [
          trailEvent('RemovePermission', noon - hour, { error: { code: 'AccessDenied', message: '' } }),
          trailEvent('RemovePermission', noon - 30 * hour, { asked: '{"statementId":"nightly"}' }),
          trailEvent('AddPermission', noon - 50 * hour, { asked: '{"statementId":"nightly"}' }),
        ],
      },
    }),
    'no-trigger',
    'Nothing is set up to call order-intake: no event source mapping, no function URL, and no service that its resource policy lets invoke it. It was not called in the last day. grace (role deployer) removed the permission nightly to call it 2026-11-22T06:00Z, 1 d ago.',
  ],
  [
    'one of what called it was taken away',
    functionFacts({
      about: 'idle',
      counts: noCalls,
      trail: { value: [trailEvent('DeleteEventSourceMapping', noon - 30 * hour, { asked: '{"uUID":"mapping-2"}' })] },
    }),
    'never-called',
    'order-intake was not called in the last day: no call reached it. It could be called by SQS orders. grace (role deployer) removed an event source mapping 2026-11-22T06:00Z, 1 d ago. That may be what called it.',
  ],
  [
    'nothing came, and what was taken away is there anew',
    functionFacts({
      about: 'idle',
      counts: noCalls,
      trail: {
        value: [
          trailEvent('DeleteFunctionUrlConfig', noon - 30 * hour),
          trailEvent('CreateFunctionUrlConfig', noon - 30 * hour - minute),
        ],
      },
    }),
    'never-called',
    'order-intake was not called in the last day: no call reached it. It could be called by SQS orders.',
  ],
  [
    'it is called, without any trigger',
    functionFacts({ about: 'idle', details: { triggers: [] } }),
    'nothing-wrong',
    'order-intake is called: 2,880 calls in the last day, none failed, none throttled.',
  ],
  [
    'its calls are not known',
    functionFacts({ about: 'idle', counts: undefined, measured: 'It cannot be read.', details: { triggers: [] } }),
    'nothing-wrong',
    'Nothing that Windlass can read is wrong with order-intake, but its calls could not be counted.',
  ],
]

function check(...[, facts, ...expected]: Case) {
  const [first] = diagnoseFunction(facts)
  expect([first.rule, plain(first.finding)]).toEqual(expected)
}

describe('why a function is throttled', () => {
  it.each(throttled)('is that %s', check)

  it('names who switched it off', () => {
    const trail = { value: [trailEvent('PutFunctionConcurrency', noon - hour)] }
    const [first] = diagnoseFunction(functionFacts({ about: 'idle', details: { reservedConcurrency: 0 }, trail }))
    expect(first.evidence.map(({ says }) => plain(says))).toContain('grace (role deployer) set its concurrency')
  })
})

describe('why a function is never called', () => {
  it.each(idle)('is that %s', check)
})

describe('without a question', () => {
  it('nothing is found where nothing is wrong, with what was looked at', () => {
    const [first, ...others] = diagnoseFunction(functionFacts({ reports: { value: reported(40) } }))
    expect(plain(first.finding)).toBe(
      'Nothing that Windlass can read is wrong with order-intake: 2,880 calls in the last day, none failed, none throttled.',
    )
    expect(first.evidence.map(({ says }) => plain(says))).toEqual([
      'in its slowest 5 min, 95 of 100 calls took 400 ms or less',
      '40 calls looked at one by one',
    ])
    expect(others).toEqual([])
  })

  it('what fails comes before what is throttled, that before what is slow', () => {
    const facts = functionFacts({
      counts: { invocations: 2880, errors: 3, throttles: 12 },
      measured: measuredDay({ p95: () => 29_000 }),
      calls: { value: [] },
    })
    expect(diagnoseFunction(facts).map(({ rule }) => rule)).toEqual(['unlogged', 'account-limit', 'near-timeout'])
  })
})
