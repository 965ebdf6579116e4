import { expect, it } from 'vitest'
import type { LogLine } from '../../../src/core/lambda/functions.ts'
import { createSeenLines } from '../../../src/core/lambda/log-seen.ts'

const line = (at: number, text = `line ${at}`, stream = 's'): LogLine => ({ at, text, stream })
const textsIn = (seen: ReturnType<typeof createSeenLines>) => seen.lines().map(({ text }) => text)

it('shows what two readings both give once, and what comes late where it belongs', () => {
  const seen = createSeenLines(10)
  expect(seen.add([line(1), line(3)])).toBe(true)
  expect(seen.add([line(1), line(3)])).toBe(false)
  expect(seen.add([line(1), line(2), line(3), line(4)])).toBe(true)
  expect(textsIn(seen)).toEqual(['line 1', 'line 2', 'line 3', 'line 4'])
  expect(seen.dropped()).toBe(0)
})

it('keeps equal lines of one millisecond apart, and those of two streams', () => {
  const seen = createSeenLines(10)
  seen.add([line(1, 'tick'), line(1, 'tick')])
  seen.add([line(1, 'tick'), line(1, 'tick'), line(1, 'tick', 'other')])
  expect(textsIn(seen)).toEqual(['tick', 'tick', 'tick'])
})

it('counts what it leaves out, once', () => {
  const seen = createSeenLines(2)
  seen.add([line(1), line(2), line(3), line(3, 'same time')])
  expect(seen.dropped()).toBe(2)
  expect(seen.add([line(1), line(2), line(3), line(3, 'same time')])).toBe(false)
  seen.add([line(3), line(3, 'same time'), line(4)])
  expect(textsIn(seen)).toEqual(['same time', 'line 4'])
  expect(seen.dropped()).toBe(3)
  expect(seen.add([line(3), line(3, 'same time'), line(4)])).toBe(false)
})
