import { describe, expect, it } from 'vitest'
import { frankfurt } from '../fixtures/values.ts'
import { anInvokeStage, type InvokeScene } from './killed-invoke-stage.ts'
import { findWrongs } from './killed-invoke-wrongs.ts'
import { performOn } from './killed-stage.ts'

const virginia = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }
const late = { awayMs: 40 * 60_000 }
const without = { loses: 'her right' } as const
const gone = { loses: 'her account' } as const
const nextDay = { awayMs: 25 * 3_600_000 }

describe.each<[string, InvokeScene]>([
  ['in a channel, taken up after forty minutes', { place: virginia, isDirect: false, ...late }],
  ['in direct messages, taken up after forty minutes', { place: virginia, isDirect: true, ...late }],
  ['in production, taken up after forty minutes', { place: frankfurt, isDirect: false, ...late }],
  ['in a channel, taken up when she has lost the right', { place: virginia, isDirect: false, ...without }],
  ['in production, taken up when she has lost the right', { place: frankfurt, isDirect: true, ...without }],
  ['in a channel, taken up when she has left', { place: virginia, isDirect: false, ...gone }],
  ['in production, taken up when she has left', { place: frankfurt, isDirect: true, ...gone }],
  ['in a channel, taken up a day later', { place: virginia, isDirect: false, ...nextDay }],
  ['in production, taken up a day later', { place: frankfurt, isDirect: true, ...nextDay }],
])('a call of a function %s', (_, scene) => {
  it('ends, and has one answer, which is true, wherever it was killed once it was confirmed', async () => {
    const { lives, change } = await performOn(anInvokeStage(scene), [])
    expect(change.state).toBe('done')
    const crossings = lives[0] ?? []
    const confirmedBy = scene.place === frankfurt ? 'store.saveChange' : 'store.recordProposed'
    const wrongs: string[] = []
    for (let at = 1 + crossings.indexOf(confirmedBy); at <= crossings.length; at += 1) {
      // oxlint-disable-next-line no-await-in-loop -- they would share two cores
      const performed = await performOn(anInvokeStage(scene), [{ at, when: 'after' }])
      wrongs.push(...findWrongs(performed, scene).map((wrong) => `at ${at}, ${crossings[at - 1]}: ${wrong}`))
    }
    expect(wrongs).toEqual([])
  })
})
