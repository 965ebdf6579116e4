import { describe, expect, it, test } from 'vitest'
import { type Freeze, type FreezeTimes, findFreeze } from '../../src/core/freeze.ts'

const freeze = (when: FreezeTimes, given: Partial<Freeze> = {}): Freeze => ({
  name: 'quiet',
  reason: 'Nobody is there.',
  environments: undefined,
  when,
  ...given,
})

const [monday, friday, sunday] = [1, 5, 7]
const at = (weekday: number, time: string) => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return { weekday, minute: hour * 60 + minute }
}
const timeZone = 'Europe/Berlin'

function endAt(when: FreezeTimes, now: string): string | undefined {
  const found = findFreeze([freeze(when)], { now: Date.parse(now), timeZone, environment: 'prod' })
  return found && new Date(found.until).toISOString()
}

describe('a freeze of the weekend', () => {
  const weekend: FreezeTimes = { kind: 'weekly', from: at(friday, '16:00'), until: at(monday, '07:00') }
  const end = '2026-11-30T06:00:00.000Z'

  it.each([
    ['2026-11-27T14:59:59.999Z', undefined],
    ['2026-11-27T15:00:00Z', end],
    ['2026-11-28T12:00:00Z', end],
    ['2026-11-29T23:30:00Z', end],
    ['2026-11-30T05:59:59.999Z', end],
    ['2026-11-30T06:00:00Z', undefined],
    ['2026-12-02T12:00:00Z', undefined],
    // Summer time begins on the Sunday and ends on the Sunday in between: its end is by the clock on the wall.
    ['2026-03-28T12:00:00Z', '2026-03-30T05:00:00.000Z'],
    ['2026-10-24T12:00:00Z', '2026-10-26T06:00:00.000Z'],
  ])('at %s ends %s', (now, until) => {
    expect(endAt(weekend, now)).toBe(until)
  })
})

describe('a freeze of nearly the whole week', () => {
  const allWeek: FreezeTimes = { kind: 'weekly', from: at(friday, '16:00'), until: at(friday, '15:00') }

  it.each([
    ['2026-11-27T13:59:00Z', '2026-11-27T14:00:00.000Z'],
    ['2026-11-27T14:00:00Z', undefined],
    ['2026-11-27T15:00:00Z', '2026-12-04T14:00:00.000Z'],
  ])('at %s ends %s', (now, until) => {
    expect(endAt(allWeek, now)).toBe(until)
  })
})

describe('a freeze whose hours the clock skips or repeats', () => {
  // On 29 March 2026 the clock of Berlin goes from 02:00 to 03:00, on 25 October from 03:00 back to 02:00.
  const night: FreezeTimes = { kind: 'weekly', from: at(sunday, '02:30'), until: at(sunday, '02:45') }

  it.each([
    ['2026-03-29T00:59:59Z', undefined],
    ['2026-03-29T01:30:00Z', '2026-03-29T01:45:00.000Z'],
    ['2026-03-29T01:45:00Z', undefined],
    ['2026-10-25T00:29:59Z', undefined],
    ['2026-10-25T00:30:00Z', '2026-10-25T01:45:00.000Z'],
    ['2026-10-25T01:10:00Z', '2026-10-25T01:45:00.000Z'],
    ['2026-10-25T01:45:00Z', undefined],
  ])('at %s ends %s', (now, until) => {
    expect(endAt(night, now)).toBe(until)
  })

  it.each([
    ['2026-03-29T01:29:59Z', undefined],
    ['2026-03-29T01:30:00Z', '2026-03-29T02:00:00.000Z'],
  ])('once, at %s ends %s', (now, until) => {
    expect(endAt({ kind: 'once', from: '2026-03-29T02:30', until: '2026-03-29T04:00' }, now)).toBe(until)
  })
})

test.each([
  ['2026-12-19T14:59:59.999Z', undefined],
  ['2026-12-19T15:00:00Z', '2027-01-04T06:00:00.000Z'],
  ['2027-01-04T05:59:59.999Z', '2027-01-04T06:00:00.000Z'],
  ['2027-01-04T06:00:00Z', undefined],
])('a freeze over the turn of the year, at %s, ends %s', (now, until) => {
  expect(endAt({ kind: 'once', from: '2026-12-19T16:00', until: '2027-01-04T07:00' }, now)).toBe(until)
})

describe('of several freezes', () => {
  const short: FreezeTimes = { kind: 'once', from: '2026-12-01T00:00', until: '2026-12-02T00:00' }
  const long: FreezeTimes = { kind: 'once', from: '2026-12-01T00:00', until: '2026-12-03T00:00' }
  const now = Date.parse('2026-12-01T12:00:00Z')
  const freezes = [freeze(long, { name: 'long', environments: ['Prod'] }), freeze(short, { name: 'short' })]

  it.each([
    ['prod', 'long'],
    ['staging', 'short'],
    [undefined, 'short'],
  ])('the one that ends last and concerns %s is %s', (environment, name) => {
    expect(findFreeze(freezes, { now, timeZone, environment })?.freeze.name).toBe(name)
  })
})
