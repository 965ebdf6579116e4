import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readActions } from '../../src/aws/read-actions.ts'
import type { VersionCounts } from '../../src/core/lambda/functions.ts'
import { type Changing, home, noon, startChanging } from './changing-functions.ts'
import { functionNamed, jsonAnswer, withSessions } from './function-answers.ts'
import type { Call } from './stub.ts'
import { ada, frankfurt, surround } from './surroundings.ts'

const minuteMs = 60_000
let here: Changing
beforeEach(async () => {
  here = await startChanging()
})
afterEach(() => here.close())

const compare = (from: number, until: number, versions: readonly string[] = ['42', '43']) =>
  here.aws.functionsFor(ada).compareVersions({
    function: functionNamed('order-intake', { place: home }),
    alias: 'live',
    versions,
    stretch: { from, until },
  })
const only = (counts: readonly VersionCounts[], wanted: string) => {
  const found = counts.find(({ version }) => version === wanted)
  if (found === undefined) throw new Error(`No ${wanted}`)
  return found
}
async function canary(weight: number) {
  const { aliases } = await here.described('order-intake')
  const revision = aliases[0]?.revision ?? ''
  return here.change('order-intake', { kind: 'point', alias: 'live', version: '42', weights: { 43: weight }, revision })
}

describe('versions behind an alias', () => {
  test('are told apart: a canary is seen to go bad within two minutes', async () => {
    expect(await canary(0.1)).toMatchObject({ kind: 'accepted' })
    here.clock.time += 2 * minuteMs
    here.simulation.allowOnly(readActions.compareVersions)
    const counts = await compare(noon, here.clock.time)
    expect(counts.map(({ version }) => version)).toEqual(['42', '43'])
    const [old, fresh] = [only(counts, '42'), only(counts, '43')]
    expect(old.calls + fresh.calls).toBe(60)
    expect(old.errors).toBe(0)
    expect(fresh.calls).toBeGreaterThan(2)
    expect(fresh.errors).toBeGreaterThan(0)
    expect(old.p95Ms).toBeGreaterThan(50)
    expect(fresh.p95Ms).toBeGreaterThan(0)
  })

  test('that were never called have no duration', async () => {
    expect(await compare(noon - 5 * minuteMs, noon, ['43', '42'])).toEqual([
      { version: '43', calls: 0, errors: 0, p95Ms: undefined },
      { version: '42', calls: 150, errors: 0, p95Ms: expect.any(Number) },
    ])
  })

  test('are counted from the moment that was asked for, also where there is nothing yet', async () => {
    await canary(0.5)
    expect(await compare(noon, noon)).toEqual([
      { version: '42', calls: 0, errors: 0, p95Ms: undefined },
      { version: '43', calls: 0, errors: 0, p95Ms: undefined },
    ])
  })

  test('that cannot be counted are said', async () => {
    here.simulation.faults.add({ fault: { kind: 'internal-error' }, where: { action: 'GetMetricData' } })
    await expect(compare(noon - minuteMs, noon)).rejects.toThrow(/^CloudWatch in production, eu-central-1 had an error/)
  })
})

describe('of two periods that share the stretch', () => {
  const periodMs = 10 * minuteMs
  type Query = { readonly Id: string; readonly MetricStat: { readonly Stat: string } }
  const queriesOf = (call: Call): readonly Query[] => {
    // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- the test reads what our own client sent
    return (JSON.parse(call.body) as { MetricDataQueries: readonly Query[] }).MetricDataQueries
  }
  /** One period from 0 on, the other after it. */
  const answered = withSessions((call) =>
    jsonAnswer({
      MetricDataResults: queriesOf(call).map(({ Id, MetricStat }) => ({
        Id,
        Timestamps: [0, periodMs / 1000],
        Values: MetricStat.Stat === 'p95' ? [100, 200] : [3, 4],
      })),
    }),
  )

  test.each([
    { from: minuteMs, p95Ms: 100 },
    { from: 9 * minuteMs, p95Ms: 200 },
  ])('that with more of it gives the p95 (from $from)', async ({ from, p95Ms }) => {
    const stubbed = await surround(answered)
    const counts = await stubbed.aws.functionsFor(ada).compareVersions({
      function: functionNamed('order-intake', { place: frankfurt }),
      alias: 'live',
      versions: ['42'],
      stretch: { from, until: from + periodMs },
    })
    expect(counts).toEqual([{ version: '42', calls: 7, errors: 7, p95Ms }])
    await stubbed.close()
  })
})
