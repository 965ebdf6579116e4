import { describe, expect, it } from 'vitest'
import {
  parseDuration,
  parseMemory,
  parseRequests,
  spelledApart,
  spelledCount,
  spelledDuration,
  typedCount,
  typedDuration,
  writtenCount,
} from '../../../src/core/compare/quantities.ts'

describe('requests a month', () => {
  it.each([
    ['3M', 3_000_000],
    ['3m', 3_000_000],
    ['3,000,000', 3_000_000],
    ['500k', 500_000],
    ['1.5 million', 1_500_000],
    ['2B', 2_000_000_000],
    ['20/s', 52_560_000],
    ['20 / second', 52_560_000],
    ['100/min', 4_380_000],
    ['10/h', 7300],
    ['100k/day', 3_041_667],
    ['7/week', 30],
    ['5M/month', 5_000_000],
    ['5M/mo', 5_000_000],
    ['1', 1],
  ])('%s', (word, value) => {
    expect(parseRequests(word)).toEqual({ ok: true, value })
  })
  it.each(['', '0', '-3', '3,00', '1,2345', 'many', '3MM', '3/x', '1e9', '2000B', 'NaN', '0.2'])('not %j', (word) => {
    expect(parseRequests(word)).toMatchObject({ ok: false })
  })
})

describe('how long one takes', () => {
  it.each([
    ['120ms', 120],
    ['120', 120],
    ['0.2s', 200],
    ['.2s', 200],
    ['1.1 s', 1100],
    ['5min', 300_000],
    ['1h', 3_600_000],
    ['0.5ms', 1],
  ])('%s', (word, value) => {
    expect(parseDuration(word)).toEqual({ ok: true, value })
  })
  it.each(['', '0', '2d', '25h', 'long'])('not %j', (word) => {
    expect(parseDuration(word)).toMatchObject({ ok: false })
  })
})

describe('memory', () => {
  it.each([
    ['512', 512],
    ['512MB', 512],
    ['1GB', 1024],
    ['1.5 GiB', 1536],
    ['10,240', 10_240],
  ])('%s', (word, value) => {
    expect(parseMemory(word)).toEqual({ ok: true, value })
  })
  it.each(['', '127', '513GB', '1TB', 'much'])('not %j', (word) => {
    expect(parseMemory(word)).toMatchObject({ ok: false })
  })
})

it.each([
  [1, '1'],
  [999, '999'],
  [1000, '1k'],
  [1200, '1.2k'],
  [8760, '8,760'],
  [999_999, '1M'],
  [3_000_000, '3M'],
  [14_230_000, '14.2M'],
  [2.5e9, '2.5B'],
  [1e12, '1T'],
])('%d is read as %s', (count, spelled) => {
  expect(spelledCount(count)).toBe(spelled)
})

it.each([1, 999, 1000, 52_560_000, 3_041_667, 2e9, 1e12])('%d is typed so that it is read back exactly', (count) => {
  expect(parseRequests(typedCount(count))).toEqual({ ok: true, value: count })
})

it.each([
  [120, '120 ms'],
  [1500, '1.5 s'],
  [1_200_000, '20 minutes'],
  [150_000, '2.5 minutes'],
  [900_001, '900.001 s'],
  [3_600_000, '60 minutes'],
  [86_400_000, '24 hours'],
])('%d ms are %s', (ms, spelled) => {
  expect(spelledDuration(ms)).toBe(spelled)
})

it.each([
  [
    [145_000_000, 145_300_000],
    ['145M', '145.3M'],
  ],
  [
    [145_012_000, 145_034_000, 145_034_000],
    ['145.01M', '145.03M', '145.03M'],
  ],
  [
    [3_000_000, 47_700_000],
    ['3M', '47.7M'],
  ],
])('%j are read as different where they are', (counts, spelled) => {
  expect(spelledApart(counts)).toEqual(spelled)
})

it.each([
  [999, '999'],
  [2738, '2,740'],
  [1_520_400, '1,520,000'],
])('%d is written out as %s', (count, written) => {
  expect(writtenCount(count)).toBe(written)
})

it.each([
  [120, '120ms'],
  [1500, '1500ms'],
  [20_000, '20s'],
  [300_000, '5min'],
  [3_600_000, '1h'],
  [86_400_000, '24h'],
])('%d ms are typed as %s, and read back exactly', (ms, typed) => {
  expect(typedDuration(ms)).toBe(typed)
  expect(parseDuration(typed)).toEqual({ ok: true, value: ms })
})
