import { expect, it } from 'vitest'
import { formatSlackDate } from '../../../src/playground/page/slack-date.ts'

// 14 November 2023, 22:13:20 UTC
const timestamp = 1_700_000_000
const later = (ms: number) => timestamp * 1000 + ms
const day = 86_400_000

it.each([
  ['{date_num}', 'UTC', '2023-11-14'],
  ['{date}', 'UTC', 'November 14th, 2023'],
  ['{date_short}', 'UTC', 'Nov 14, 2023'],
  ['{date_long} at {time}', 'UTC', 'Tuesday, November 14th, 2023 at 22:13'],
  ['{time_secs}', 'UTC', '22:13:20'],
  ['{date_num} {time}', 'Asia/Tokyo', '2023-11-15 07:13'],
  ['{nonsense} {time}', 'UTC', '{nonsense} 22:13'],
])('%s in %s reads %s', (format, timeZone, text) => {
  expect(formatSlackDate({ timestamp, format, timeZone, nowMs: later(9 * day) })).toBe(text)
})

it.each([
  [later(1_000), 'today'],
  [later(day), 'yesterday'],
  [later(-day), 'tomorrow'],
  [later(2 * day), 'Nov 14, 2023'],
])('a pretty date seen at %d reads %s', (nowMs, text) => {
  expect(formatSlackDate({ timestamp, format: '{date_short_pretty}', timeZone: 'UTC', nowMs })).toBe(text)
})

it('midnight is 00, not 24', () => {
  expect(formatSlackDate({ timestamp: 0, format: '{time}', timeZone: 'UTC', nowMs: 0 })).toBe('00:00')
})

it.each([
  [later(30_000), 'just now'],
  [later(5 * 60_000), '5 minutes ago'],
  [later(3 * 3_600_000), '3 hours ago'],
  [later(-2 * day), 'in 2 days'],
])('{ago} seen at %d reads %s', (nowMs, text) => {
  expect(formatSlackDate({ timestamp, format: '{ago}', timeZone: 'UTC', nowMs })).toBe(text)
})
