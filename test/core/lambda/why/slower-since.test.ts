import { describe, expect, it } from 'vitest'
import { slowerSince } from '../../../../src/core/lambda/why/slower-since.ts'
import { plain } from '../../../../src/core/text.ts'
import { functionFacts, hour, measuredDay, minute, trailEvent } from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

/** From 0 to 1, as if at random, and the same each time. */
function noiseOf(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453
  return value - Math.floor(value)
}

type Step = { readonly ago: number; readonly from: number; readonly to: number; readonly noise: number }

/** So long before noon it went from the one to the other, with so much up and down as is always there. */
function slowed({ ago, from, to, noise }: Step, every = 5 * minute): ReturnType<typeof measuredDay> {
  const isMeasured = (at: number) => at % every === 0
  return measuredDay({
    invocations: (at) => (isMeasured(at) ? 20 : 0),
    p95: (at) =>
      isMeasured(at) ? (at >= noon - ago ? to : from) * Math.exp(noise * (noiseOf(at / minute) - 0.5)) : undefined,
  })
}

const rows: readonly (readonly [name: string, step: Step])[] = [
  ['an hour ago', { ago: hour, from: 220, to: 3200, noise: 0.8 }],
  ['two hours ago', { ago: 2 * hour, from: 220, to: 3200, noise: 0.8 }],
  ['six hours ago', { ago: 6 * hour, from: 220, to: 3200, noise: 0.8 }],
  ['most of the day ago', { ago: 18 * hour, from: 220, to: 3200, noise: 0.8 }],
  ['six hours ago, and twice as slow only', { ago: 6 * hour, from: 400, to: 800, noise: 0.4 }],
]

describe('since when a function is slower', () => {
  it.each(rows)('is found however its calls vary: %s', (_, step) => {
    const at = noon - step.ago
    const trail = { value: [trailEvent('UpdateFunctionConfiguration', at - minute)] }
    const found = slowerSince(functionFacts({ about: 'slow', measured: slowed(step), trail }))
    expect(found?.evidence.map((each) => each.at)).toEqual([at, at - minute])
  })

  it('names a change that was made within the minutes in which it began', () => {
    const step = { ago: 2 * hour, from: 400, to: 2400, noise: 0.2 }
    const trail = { value: [trailEvent('UpdateFunctionCode', noon - 2 * hour + 3 * minute)] }
    const found = slowerSince(functionFacts({ about: 'slow', measured: slowed(step), trail }))
    expect(found && plain(found.finding)).toContain('is slower since 2026-11-23T10:00Z:')
    expect(found && plain(found.finding)).toContain('Most likely by a change at that time: grace')
  })

  it('is not said where it is now slow and now quick', () => {
    const measured = measuredDay({ p95: (at) => (noiseOf(at / minute) > 0.5 ? 400 : 900) })
    expect(slowerSince(functionFacts({ about: 'slow', measured }))).toBeUndefined()
  })

  it('reaches back to the call before where it is called every two hours only', () => {
    const step = { ago: 6 * hour, from: 400, to: 2400, noise: 0.2 }
    const at = noon - step.ago - 100 * minute
    const trail = { value: [trailEvent('UpdateFunctionCode', at)] }
    const found = slowerSince(functionFacts({ about: 'slow', measured: slowed(step, 2 * hour), trail }))
    expect(found && plain(found.finding)).toContain(
      'Most likely by a change since the call before: grace (role deployer) deployed new code at 2026-11-23T04:20Z.',
    )
  })
})
