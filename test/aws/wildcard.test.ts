import { expect, test } from 'vitest'
import { fitsPattern, literalPattern, typedPattern } from '../../src/aws/wildcard.ts'

// "prod?" and what it fits are EC2's own example (EC2 User Guide, "Find your Amazon EC2 resources").
test.each([
  ['prod?', 'prod', true],
  ['prod?', 'prods', true],
  ['prod?', 'production', false],
  ['web-*', 'web-', true],
  ['web-*', 'web-12', true],
  ['web-*', 'my-web-1', false],
  ['*db*', 'old-db-2', true],
  ['a*b*c', 'aXbYc', true],
  ['a*b*c', 'aXcYb', false],
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['Web', 'web', false],
  ['🚀?', '🚀🚀', true],
  ['🚀?', '🚀🚀🚀', false],
  [String.raw`\*a\?\\`, String.raw`*a?\ `.trim(), true],
  [String.raw`\*a`, 'xa', false],
])('%s and %s: %s', (pattern, text, fits) => {
  expect(fitsPattern(pattern, text)).toBe(fits)
})

test('a literal name fits itself and nothing that its wildcards would fit', () => {
  const name = String.raw`a*b?c\d`
  expect(fitsPattern(literalPattern(name), name)).toBe(true)
  expect(fitsPattern(literalPattern(name), String.raw`aXbYc\d`)).toBe(false)
})

test('a backslash that a person typed is a backslash', () => {
  expect(fitsPattern(typedPattern(String.raw`team\*`), String.raw`team\a`)).toBe(true)
})

test('a pattern made to be slow is not', () => {
  expect(fitsPattern(`${'*a'.repeat(128)}b`, 'a'.repeat(256))).toBe(false)
})
