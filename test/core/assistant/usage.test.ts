import { expect, it } from 'vitest'
import { dayOf, estimateUsage, lessUsage, mostUsage, whyNoMore } from '../../../src/core/assistant/usage.ts'

const prices = { input: 0.001, output: 0.002 }

it.each([
  [{ inputTokens: 600, outputTokens: 399 }, { dollarsPerDay: undefined, prices: undefined }, false],
  [{ inputTokens: 600, outputTokens: 400 }, { dollarsPerDay: undefined, prices: undefined }, true],
  // 0.0005 + 0.0002
  [{ inputTokens: 500, outputTokens: 100 }, { dollarsPerDay: 0.0008, prices }, false],
  [{ inputTokens: 500, outputTokens: 200 }, { dollarsPerDay: 0.0008, prices }, true],
  [{ inputTokens: 500, outputTokens: 200 }, { dollarsPerDay: 0.0008, prices: undefined }, false],
  [{ inputTokens: 500, outputTokens: 200 }, { dollarsPerDay: undefined, prices }, false],
])('%j of a thousand tokens and %j: used up %s', (used, limits, isUsedUp) => {
  expect(whyNoMore(used, { tokensPerDay: 1_000, ...limits }) !== undefined).toBe(isUsedUp)
})

it('a day ends at the organisation’s midnight', () => {
  const late = Date.UTC(2026, 10, 23, 23, 30)
  expect(dayOf(late, 'UTC')).toBe('2026-11-23')
  expect(dayOf(late, 'Europe/Berlin')).toBe('2026-11-24')
})

it('what a turn took that did not end is estimated, with all that was sent', () => {
  const messages = [{ role: 'user', parts: [{ kind: 'text', text: 'x'.repeat(3_000) }] }] as const
  const { inputTokens, outputTokens } = estimateUsage(
    { system: '', messages, tools: [], mostTokens: 10 },
    'y'.repeat(30),
  )
  expect(inputTokens).toBeGreaterThanOrEqual(1_000)
  expect(outputTokens).toBe(10)
})

it('what a turn may take is all that is sent and the longest answer; what it took less is taken off', () => {
  const request = { system: 'x'.repeat(300), messages: [], tools: [], mostTokens: 1_000 }
  const most = mostUsage(request)
  expect(most).toEqual({ inputTokens: estimateUsage(request, '').inputTokens, outputTokens: 1_000 })
  expect(lessUsage({ inputTokens: 90, outputTokens: 20 }, most)).toEqual({
    inputTokens: 90 - most.inputTokens,
    outputTokens: -980,
  })
})
