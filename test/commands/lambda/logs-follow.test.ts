import { describe, expect, it } from 'vitest'
import { followLogs } from '../../../src/commands/lambda/logs-follow.ts'
import { type FollowedLog, followedView } from '../../../src/commands/lambda/logs-follow-view.ts'
import type { LogLine, LogQuery } from '../../../src/core/lambda/functions.ts'
import { text } from '../../../src/core/text.ts'
import { aFunction, aFunctionsAccount } from '../../fixtures/functions.ts'
import { codeOf, leadText, noteText, paragraphsOf, pressable } from '../../fixtures/run-command.ts'
import { noon } from '../../fixtures/values.ts'

const id = '8f5c2b1e-77d2-4c1a-9b3e-000000000001'
const line = (at: number, said: string): LogLine => ({ at, stream: 's', text: said })
const start = line(noon, `START RequestId: ${id} Version: 42`)
const said = line(noon + 1, `2026-11-23T12:00:00.001Z\t${id}\tINFO\tOrder 7`)
const report = line(
  noon + 212,
  `REPORT RequestId: ${id}\tDuration: 212.40 ms\tBilled Duration: 213 ms\tMemory Size: 256 MB\tMax Memory Used: 92 MB\t`,
)

const log = (given: Partial<FollowedLog> = {}): FollowedLog => ({
  function: aFunction(),
  pattern: undefined,
  from: noon,
  until: noon + 150_000,
  begunAt: noon,
  lines: [start, said, report],
  dropped: 0,
  isCut: false,
  timeZone: 'UTC',
  ...given,
})
const goingOn = { kind: 'going-on', leftMs: 150_000, isHeldUp: false } as const
const ended = { kind: 'ended', why: text`You stopped it.` } as const

describe('a followed log', () => {
  it('shows each call folded with its report, how long it goes on, and how to stop it', () => {
    const view = followedView(log(), goingOn)
    expect(leadText(view)).toBe('Following order-intake: 1 call, none failed')
    expect(codeOf(view)).toBe(`12:00:00 ✓ 212 ms · 92 of 256 MB · ${id}\n  Order 7`)
    expect(noteText(view)).toBe('Still following, 2 min left. production, eu-central-1, newest last, times in UTC.')
    expect(pressable(view)).toEqual({
      Stop: 'lambda logs order-intake --account production --region eu-central-1 --stop',
    })
  })

  it('is at its end a log with what can be done next, its filter kept', () => {
    const view = followedView(log({ pattern: 'ERROR' }), ended)
    expect(leadText(view)).toBe('order-intake, followed for 2 min: 1 call with lines that fit ERROR, none failed')
    expect(paragraphsOf(view)).toEqual(['You stopped it.'])
    expect(noteText(view)).toBe('production, eu-central-1, newest last, times in UTC.')
    const place = '--account production --region eu-central-1'
    expect(pressable(view)).toEqual({
      'Follow again': `lambda logs order-intake ${place} --follow --filter ERROR`,
      Logs: `lambda logs order-intake ${place} --since 4m --filter ERROR`,
      Show: `lambda show order-intake ${place}`,
    })
  })

  it('says what is missing', () => {
    const view = followedView(log({ dropped: 1213, isCut: true }), { ...goingOn, isHeldUp: true })
    expect(leadText(view)).toBe('Following order-intake, its newest lines: 1 call, none failed')
    expect(noteText(view)).toBe(
      'And 1,213 earlier lines. More was written than could be read at once: some lines are missing here. CloudWatch Logs gives no answer at the moment and is asked again. Still following, 2 min left. production, eu-central-1, newest last, times in UTC.',
    )
  })

  it('that began with older lines was followed only since it was asked for', () => {
    const view = followedView(log({ from: noon - 3_600_000 }), ended)
    expect(leadText(view)).toBe('order-intake, followed for 2 min: 1 call, none failed')
    expect(pressable(view)['Logs']).toContain('--since 64m')
  })

  it('says that nothing was written', () => {
    const empty = followedView(log({ lines: [] }), goingOn)
    expect(leadText(empty)).toBe('Following order-intake: nothing was written yet.')
    expect(noteText(empty)).toBe('Still following, 2 min left. production, eu-central-1.')
    expect(leadText(followedView(log({ lines: [] }), ended))).toBe(
      'order-intake, followed for 2 min: nothing was written.',
    )
  })
})

describe('following', () => {
  const looking = () => {
    const asked: LogQuery[] = []
    const lambda = {
      ...aFunctionsAccount([aFunction()]),
      async findLogs(query: LogQuery) {
        asked.push(query)
        return { lines: [], isCut: false }
      },
    }
    const given = { function: aFunction(), pattern: undefined, from: noon - 600_000, begunAt: noon, timeZone: 'UTC' }
    const following = followLogs({ ...given, most: 100 })
    const froms = () => asked.map(({ stretch: { from, until } }) => (until - from) / 1_000)
    return { lambda, following, froms }
  }

  it('reads some seconds again each time, and now and then two minutes', async () => {
    const { lambda, following, froms } = looking()
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    for (const at of [0, 3, 6, 30, 33]) await following.look(lambda, noon + at * 1_000)
    expect(froms()).toEqual([600, 28, 28, 144, 28])
  })

  it('reads on from the last look that was answered', async () => {
    const { lambda, following, froms } = looking()
    await following.look(lambda, noon)
    const failing = { ...lambda, findLogs: () => Promise.reject(new Error('no answer')) }
    await expect(following.look(failing, noon + 3_000)).rejects.toThrow('no answer')
    await following.look(lambda, noon + 20_000)
    expect(froms()).toEqual([600, 45])
  })
})
