import { expect, test } from 'vitest'
import { aliasParameter, parseVersion, parseWatch, parseWeight } from '../../../src/core/lambda/shift-parameters.ts'

test.each([
  ['1', 1],
  ['10%', 10],
  ['10 %', 10],
  ['99', 99],
  ['0', undefined],
  ['100%', undefined],
  ['2.5', undefined],
  ['0.1', undefined],
  ['-5', undefined],
])('a share %s is %s', (word, value) => {
  expect(parseWeight(word)).toMatchObject(value === undefined ? { ok: false } : { ok: true, value })
})

test.each([
  ['5m', '5m'],
  ['60m', '60m'],
  ['1h', '60m'],
  ['05m', '5m'],
  ['4m', undefined],
  ['61m', undefined],
  ['10', undefined],
])('a watch of %s is %s', (word, value) => {
  expect(parseWatch(word)).toMatchObject(value === undefined ? { ok: false } : { ok: true, value })
})

test.each([
  ['7', '7'],
  ['$latest', '$LATEST'],
  ['0', undefined],
  ['v7', undefined],
  ['live', undefined],
])('a version %s is %s', (word, value) => {
  expect(parseVersion(word)).toMatchObject(value === undefined ? { ok: false } : { ok: true, value })
})

test.each([
  ['live', true],
  ['live_2-b', true],
  ['7', false],
  ['a b', false],
  ['x'.repeat(129), false],
])('an alias %s: %s', (word, ok) => {
  expect(aliasParameter.parse(word)).toMatchObject({ ok })
})
