import { expect, it } from 'vitest'
import { knownRuntimes, supportOf } from '../../../src/core/lambda/runtimes.ts'

const dayMs = 24 * 3_600_000
const end = Date.UTC(2027, 3, 30)

it.each([
  [end - 181 * dayMs, 'far'],
  [end - 180 * dayMs, 'near'],
  [end - 1, 'near'],
  [end, 'past'],
])('support is near from 180 days before its end on, and past from that day on: %i', (now, standing) => {
  expect(supportOf('nodejs22.x', now)).toEqual({ endsOn: '2027-04-30', standing })
})

it.each([undefined, 'nodejs99.x', 'constructor'])('of %s nothing is said', (runtime) => {
  expect(supportOf(runtime, end)).toBeUndefined()
})

it('every date of the table is a day', () => {
  for (const runtime of knownRuntimes) {
    const day = supportOf(runtime, 0)?.endsOn ?? ''
    expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day)
  }
})
