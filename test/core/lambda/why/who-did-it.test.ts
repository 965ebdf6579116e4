import { describe, expect, it } from 'vitest'
import type { Alias } from '../../../../src/core/lambda/function.ts'
import type { FunctionFacts } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import {
  failedCall,
  functionFacts,
  hour,
  measuredDay,
  minute,
  queue,
  reported,
  since,
  trailEvent,
} from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

const coldFacts = (names: readonly string[]) =>
  functionFacts({
    about: 'slow',
    reports: { value: reported(40, (index) => (index % 4 === 0 ? { initMs: 1800 } : {})) },
    details: { provisioned: [] },
    trail: { value: names.map((name, index) => trailEvent(name, noon - (3 + index) * hour)) },
  })
const failing = { errors: since(noon - 2 * hour, 3) }
const changedWith = (name: string, asked: object, aliases: readonly Alias[] = []) =>
  functionFacts({
    about: 'failing',
    counts: { invocations: 2880, errors: 75, throttles: 0 },
    measured: measuredDay(failing),
    details: { aliases },
    trail: { value: [trailEvent(name, noon - 2 * hour - minute, { asked: JSON.stringify(asked) })] },
  })
const live: Alias = { name: 'live', version: '1', weights: { 2: 0.2 }, revision: undefined }

const rows: readonly (readonly [name: string, facts: FunctionFacts, rule: string, says: string | RegExp])[] = [
  [
    'who took away what kept it ready',
    coldFacts(['DeleteProvisionedConcurrencyConfig', 'PutProvisionedConcurrencyConfig']),
    'cold-starts',
    'the call itself takes 200 ms (medians). grace (role deployer) took away its provisioned concurrency 2026-11-23T09:00Z, 3 h ago.',
  ],
  [
    'nobody, where it was given back',
    coldFacts(['PutProvisionedConcurrencyConfig', 'DeleteProvisionedConcurrencyConfig']),
    'cold-starts',
    /the call itself takes 200 ms \(medians\)\.$/,
  ],
  [
    'what of its configuration was set',
    changedWith('UpdateFunctionConfiguration', {
      functionName: 'order-intake',
      memorySize: 128,
      timeout: 3,
      role: 'arn:aws:iam::111122223333:role/service/basic',
      environment: {},
      layers: [],
    }),
    'since-deploy',
    'changed its configuration (set: memory 128 MB, timeout 3 s, role basic, environment variables, no layers) 2026-11-23T09:59Z;',
  ],
  [
    'which share of the calls of an alias went where',
    changedWith(
      'UpdateAlias',
      { name: 'live', functionVersion: '1', routingConfig: { additionalVersionWeights: { 2: 0.2 } } },
      [live],
    ),
    'since-deploy',
    'grace (role deployer) sent 20 % of the calls of its alias live to version 2 2026-11-23T09:59Z;',
  ],
  [
    'who set its own limit',
    functionFacts({
      about: 'throttled',
      counts: { invocations: 2880, errors: 0, throttles: 12 },
      details: { reservedConcurrency: 3 },
      trail: { value: [trailEvent('PutFunctionConcurrency', noon - 2 * hour)] },
    }),
    'reserved-reached',
    'since it reached its own limit: 3 may run at once. grace (role deployer) set that 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'that what it calls is throttled, where it is not',
    functionFacts({
      about: 'throttled',
      counts: { invocations: 2880, errors: 3, throttles: 0 },
      calls: { value: [failedCall('error', ['[ERROR] TooManyRequestsException: Rate Exceeded.\nTraceback'])] },
    }),
    'throttled-inside',
    'What order-intake calls is throttled: Something that its code calls took no more requests at that moment.',
  ],
  [
    'that what is behind a failing batch waits',
    functionFacts({
      about: 'slow',
      details: { triggers: [queue({ kind: 'Kinesis', name: 'clicks', lastResult: 'PROBLEM: Function call failed' })] },
    }),
    'failing-trigger',
    'Until the batch succeeds or is given up, nothing behind it in its shard or partition is read.',
  ],
]

describe('why a function goes wrong', () => {
  it.each(rows)('says %s', (_, facts, ...[rule, says]) => {
    const [first] = diagnoseFunction(facts)
    expect(first.rule).toBe(rule)
    expect(plain(first.finding)).toMatch(says)
  })

  it('offers the way back where an alias shares its calls, though it names the oldest version', () => {
    const [first] = diagnoseFunction(
      changedWith('UpdateAlias', { name: 'live', routingConfig: { additionalVersionWeights: { 2: 0.2 } } }, [live]),
    )
    expect(first.actions).toContainEqual(expect.objectContaining({ label: 'Roll back live' }))
  })
})
