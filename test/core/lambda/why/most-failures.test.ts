import { describe, expect, it } from 'vitest'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { failedCall, functionFacts, hour, measuredDay, minute, since } from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

const counts = { invocations: 2880, errors: 36, throttles: 0 }
const thrown = (message: string) =>
  `ERROR Invoke Error ${JSON.stringify({ errorType: 'OrderError', errorMessage: message })}`
const noHandler = 'index.handler is undefined or not exported'
const handlerError = `ERROR Uncaught Exception ${JSON.stringify({ errorType: 'Runtime.HandlerNotFound', errorMessage: noHandler })}`
const report = (errorType: string) => ({
  report: { durationMs: 9, billedMs: 9, memoryMb: 256, usedMb: 60, initMs: undefined, errorType },
})

function found(calls: readonly ReturnType<typeof failedCall>[], measured = measuredDay({ errors: () => 1 })) {
  const [{ finding, evidence }] = diagnoseFunction(
    functionFacts({ about: 'failing', counts, measured, calls: { value: calls } }),
  )
  return { says: plain(finding), evidence: evidence.map(({ says }) => plain(says)) }
}

describe('how most calls failed is told', () => {
  const call = failedCall('error', [thrown('order 7 is unknown')])

  it.each([
    [
      'since when, where none failed before',
      since(noon - 5 * hour, 2),
      ': 120 of 600 calls since 2026-11-23T07:00Z, none of 2,275 before',
    ],
    [
      'since when, where far fewer failed before',
      (at: number) => (at >= noon - 5 * hour ? 9 : at % hour === 0 ? 1 : 0),
      ': 540 of 600 calls since 2026-11-23T07:00Z, 19 of 2,275 before',
    ],
    ['not since when, where they fail all day', () => 4, ''],
    ['not since when, where not many fewer failed before', since(noon - 5 * hour, 8, 3), ''],
    ['not since when, where two failed', (at: number) => (at === noon - hour ? 2 : 0), ''],
    ['not since when, where it is hardly called before', since(noon - 24 * hour + 5 * minute, 5), ''],
  ] as const)('with %s', (_, errors, says) => {
    const measured = measuredDay({ errors, invocations: (at) => (at === noon - 24 * hour ? 5 : 10) })
    const [, counted] = found([call], measured).evidence
    expect(counted).toBe(`36 of 2,880 calls failed in the last day${says}`)
  })

  it('with calls of which only the type was read among those that failed with it', () => {
    const bare = failedCall('error', [], { at: noon - 5 * minute, ...report('Runtime.HandlerNotFound') })
    const calls = [failedCall('error', [handlerError]), failedCall('error', [handlerError], { at: noon - 20 * minute })]
    const { says, evidence } = found([bare, ...calls])
    expect(says).toMatch(/All 3 failed calls that were read ended so\.$/)
    expect(evidence.slice(0, 2)).toEqual([
      `3× Runtime.HandlerNotFound: ${noHandler}`,
      '36 of 2,880 calls failed in the last day',
    ])
  })

  it('but not where these failed in several ways', () => {
    const bare = failedCall('error', [], { at: noon - 5 * minute, ...report('OrderError') })
    const others = [failedCall('error', [thrown('sold out')]), failedCall('error', [thrown('no such customer')])]
    expect(found([bare, ...others]).says).toMatch(/1 of 3 failed calls that were read ended so/)
  })

  it('in words that are not cut in their middle', () => {
    const words = 'identity '.repeat(60)
    const [line] = found([failedCall('error', [thrown(words)])]).evidence
    expect(line).toMatch(/ identity …$/)
    expect(line?.length).toBeLessThan(310)
    expect(found([failedCall('error', [thrown('x'.repeat(500))])]).evidence[0]).toMatch(/x …$/)
  })
})
