import { describe, expect, it } from 'vitest'
import { choicesOf } from '../../src/core/view.ts'
import { noon } from '../fixtures/values.ts'
import { aPress } from './changing.ts'
import { aStage } from './invoke-stage.ts'

describe('a press and a form count once', () => {
  it('a button that is pressed twice calls once', async () => {
    const stage = await aStage()
    const answer = await stage.say('lambda invoke order-intake {"order": 1}')
    const again = answer?.view?.actions.flatMap(choicesOf).find(({ label }) => label.includes('again'))
    const press = (id: string) =>
      aPress(`${answer?.recordId}:${again?.verb}`, { id, surface: 'click', isOnCard: false })
    await Promise.all([stage.give(press('T0HARBOUR:one')), stage.give(press('T0HARBOUR:two'))])
    expect(stage.calls).toHaveLength(2)
  })

  it('a form that is sent twice calls once, and both are told what came of it', async () => {
    const stage = await aStage()
    const form = await stage.say('lambda invoke order-intake', { trigger: 'T1' })
    const value = form?.recordId ?? ''
    const asks = { kind: 'offer', value, filled: { payload: '{"order": 1}' } } as const
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as a person would send it again
    for (const id of ['T0HARBOUR:one', 'T0HARBOUR:two'])
      expect((await stage.give(aPress(value, { id, surface: 'modal', asks })))?.text).toContain('order-intake')
    expect(stage.calls).toHaveLength(1)
  })

  it('nobody else sends somebody’s form', async () => {
    const stage = await aStage()
    const form = await stage.say('lambda invoke order-intake', { trigger: 'T1' })
    const value = form?.recordId ?? ''
    const asks = { kind: 'offer', value, filled: { payload: '{}' } } as const
    await stage.give(aPress(value, { id: 'T0HARBOUR:other', surface: 'modal', asks, user: 'U0LIN' }))
    expect(stage.calls).toEqual([])
  })

  it('of several at once no more are called than may be in an hour', async () => {
    const stage = await aStage({ perPersonPerHour: 1 })
    await Promise.all([1, 2, 3].map((order) => stage.say(`lambda invoke order-intake {"order": ${order}}`)))
    expect(stage.calls).toHaveLength(1)
  })
})

describe('what is kept', () => {
  it('a secret in a form that is filled in once more is not there, and its mark is not sent', async () => {
    const stage = await aStage()
    await stage.say('lambda invoke order-intake {"password": "hunter2-hunter2"}')
    const form = await stage.say('lambda invoke order-intake', { trigger: 'T1' })
    const value = form?.recordId ?? ''
    const asks = { kind: 'offer', value, filled: { payload: '{"password": "[redacted]"}' } } as const
    const sent = aPress(value, { id: 'T0HARBOUR:redacted', surface: 'modal', asks })
    expect(await stage.spine.findMistakes(sent)).toEqual({ payload: expect.stringContaining('[redacted]') })
    await stage.give(sent)
    expect(stage.calls).toHaveLength(1)
  })

  it('a secret among the words of a button is not kept', async () => {
    const stage = await aStage()
    const said = await stage.say('lambda invoke order-intake {"password": "hunter2-hunter2"} --asnc')
    const kept = await stage.ports.store.findAnswered(said?.recordId ?? '')
    expect(JSON.stringify(kept)).toContain('--async')
    expect(JSON.stringify(kept)).not.toContain('hunter2')
  })
})

describe('a log', () => {
  const logs = { lines: [{ at: noon, text: 'a line of its log' }], isCut: false }
  const unknown = { kind: 'unknown', code: 'Cut', message: 'The connection was cut.' } as const
  it.each([
    [['changers'], true],
    [['invokers'], false],
  ])('of what may have run is shown to who may read it: %s', async (groups, isShown) => {
    const stage = await aStage({ groups, logs, tags: { 'windlass:invoke': 'yes' }, acts: async () => unknown })
    const said = await stage.say('lambda invoke order-intake {}')
    expect(said?.text).toContain('not known')
    expect(JSON.stringify(said?.view).includes('a line of its log')).toBe(isShown)
  })
})

it('what was done is said to be done where it cannot be shown', async () => {
  const stage = await aStage()
  const { store } = stage.ports
  store.recordAnswered = () => Promise.reject(new Error('the disk is full'))
  const said = await stage.say('lambda invoke order-intake {}')
  const [change] = await stage.changes()
  expect(stage.calls).toHaveLength(1)
  expect(said?.text).toContain(`/windlass changes ${change?.id}`)
})
