import { describe, expect, it } from 'vitest'
import type { Measured } from '../../../src/core/lambda/functions.ts'
import type { View } from '../../../src/core/view.ts'
import { anAccount } from '../../fixtures/account.ts'
import { aFunction, aFunctionsAccount } from '../../fixtures/functions.ts'
import { leadText, noteText, pressable, runCommand } from '../../fixtures/run-command.ts'
import { noon } from '../../fixtures/values.ts'

const quarter = 15 * 60_000
const times = Array.from({ length: 12 }, (_, index) => noon - (12 - index) * quarter)
const twelve = (value: (index: number) => number | undefined) => times.map((_, index) => value(index))

const measured: Measured = {
  times,
  series: [
    { name: 'Invocations', values: twelve(() => 350) },
    { name: 'Errors', values: twelve((index) => (index >= 5 ? 30 : undefined)) },
    { name: 'Throttles', values: twelve(() => undefined) },
    { name: 'Duration p50', values: twelve(() => 180.4) },
    { name: 'Duration p95', values: twelve((index) => (index === 3 ? 1240 : 420)) },
    { name: 'Concurrency', values: twelve(() => 4) },
  ],
}

const chartsIn = ({ parts }: View) => parts.flatMap((part) => (part.kind === 'chart' ? [part] : []))

function metrics(given: Measured, typed = '') {
  const functions = aFunctionsAccount([aFunction()], [], { measured: given })
  return {
    functions,
    view: runCommand(`lambda metrics order-intake${typed}`, anAccount([]), { functions, groups: ['auditors'] }),
  }
}

describe('/lambda metrics', () => {
  it('says what one should see, and draws it', async () => {
    const view = await metrics(measured).view
    expect(leadText(view)).toBe(
      'order-intake, last 3 h: 4,200 calls, 210 failed (5 %) since 10:15; 95 in 100 took at most 1.24 s at the slowest (09:45).',
    )
    expect(chartsIn(view)).toMatchObject([
      {
        title: 'Calls per 15 min',
        unit: 'per 15 min',
        series: [
          { name: 'Invocations', values: twelve(() => 350) },
          { name: 'Errors', values: twelve((index) => (index >= 5 ? 30 : 0)) },
          { name: 'Throttles', values: twelve(() => 0) },
        ],
      },
      { title: 'Duration', unit: 'ms', series: [{ name: 'p50' }, { name: 'p95' }] },
    ])
    expect(chartsIn(view)[0]?.labels).toHaveLength(12)
    expect(chartsIn(view)[0]?.labels[0]).toBe('09:00')
    expect(noteText(view)).toBe(
      'production, eu-central-1, a point every 15 min; times in UTC. At most 4 at once. Metrics lag by a minute or two.',
    )
    expect(pressable(view)).toMatchObject({
      Logs: 'lambda logs order-intake --account production --region eu-central-1',
      'Last 7 days': 'lambda metrics --since 7d order-intake',
    })
  })

  it.each([
    ['', 900, 12],
    [' --since 30m', 120, 15],
    [' --since 24h', 7200, 12],
    [' --since 7d', 43_200, 14],
    [' --since 90d', 432_000, 19],
  ])('asks for%s at most twenty whole periods', async (typed, periodSeconds, points) => {
    const { functions, view } = metrics(measured, typed)
    await view
    const [asked] = functions.asked.metrics
    const { from = 0, until = 0 } = asked?.stretch ?? {}
    expect(asked?.periodSeconds).toBe(periodSeconds)
    expect((until - from) / periodSeconds / 1000).toBe(points)
    expect(points).toBeLessThanOrEqual(20)
  })

  it('says so where nothing failed, and where it gets near its timeout', async () => {
    const series = [
      { name: 'Invocations', values: twelve(() => 1) },
      { name: 'Duration p50', values: twelve(() => 20_000) },
      { name: 'Duration p95', values: twelve(() => 29_000) },
    ]
    expect(leadText(await metrics({ times, series }).view)).toBe(
      'order-intake, last 3 h: 12 calls, none failed; 95 in 100 took at most 29 s at the slowest (09:00), near its timeout of 30 s.',
    )
  })

  it('says that the last point is of a period that is not over', async () => {
    const view = await metrics(measured, ' --since 7d').view
    expect(noteText(view)).toContain('a point every 12 h; times in UTC')
    expect(noteText(await metrics(measured, ' --since 90d').view)).toContain('5 days, the last of them not over yet')
  })

  it('draws no chart of nothing', async () => {
    const view = await metrics({ times, series: [] }).view
    expect(leadText(view)).toBe('order-intake in production, eu-central-1 was not called, last 3 h.')
    expect(chartsIn(view)).toEqual([])
  })

  it('leaves out of the durations the points at which nothing ran', async () => {
    const series = [
      { name: 'Invocations', values: twelve((index) => (index === 2 ? 5 : undefined)) },
      { name: 'Duration p50', values: twelve((index) => (index === 2 ? 10 : undefined)) },
      { name: 'Duration p95', values: twelve((index) => (index === 2 ? 20 : undefined)) },
    ]
    expect(chartsIn(await metrics({ times, series }).view)[1]).toMatchObject({ labels: ['09:30'] })
  })
})
