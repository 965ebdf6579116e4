import { expect, test } from 'vitest'
import { findReasonProblem, longestReason, type ReasonRule, wholePattern } from '../../src/core/reason.ts'

const rule = (required: ReasonRule['required'], pattern?: string): ReasonRule => ({
  required,
  pattern,
  hint: undefined,
})

test.each([
  [rule('never'), undefined, true, undefined],
  [rule('production'), undefined, false, undefined],
  [rule('production'), undefined, true, 'missing'],
  [rule('always'), undefined, false, 'missing'],
  [rule('always'), '   ', false, 'missing'],
  [rule('always'), 'because', false, undefined],
  [rule('never', 'OPS-\\d+'), undefined, true, undefined],
  [rule('never', 'OPS-\\d+'), 'OPS-12', true, undefined],
  [rule('never', 'OPS-\\d+'), 'see OPS-12', true, 'unlike-the-pattern'],
  [rule('never', 'OPS|DEV'), 'DEVELOP', true, 'unlike-the-pattern'],
  [rule('never'), 'x'.repeat(longestReason), true, undefined],
  [rule('never'), 'x'.repeat(longestReason + 1), true, 'too-long'],
])('by %j the reason %j, in production %s: %s', (...[given, reason, isProduction, problem]) => {
  expect(findReasonProblem(given, reason, { isProduction })).toBe(problem)
})

test('a pattern cannot step out of being the whole', () => {
  expect(() => wholePattern('a)|(b')).toThrow(SyntaxError)
})
