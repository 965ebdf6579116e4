import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { quickPace } from '../../src/playground/aws/pace.ts'
import { awsWorld } from '../../src/playground/world/aws.ts'
import { system } from '../../src/system.ts'
import { nextAnswer } from './change-stage.ts'
import { askForForm, fill, mia, resultIn } from './invoke-stage.ts'
import { press, type Stage, setStage } from './stage.ts'

const path = 'src/playground/world/policies/playground.cedar'
const presets = [{ name: 'Late parcel', payload: '{"order":"O-77","amount":5,"reason":"late"}' }]

/** The playground, where refund-order has its form by its tag and a preset by its name. */
async function openPresetStage(): Promise<Stage> {
  const policies = [{ path, text: readFileSync(path, 'utf8') }]
  const stage = await setStage({ policies, world: awsWorld(system.now(), quickPace) })
  Object.assign(stage.config.functions, { functions: [{ name: 'refund-*', form: undefined, presets }] })
  await stage.start()
  return stage
}

describe('a form with presets', () => {
  it('sends the preset that is chosen in it, though nothing else is filled in', async () => {
    const stage = await openPresetStage()
    const { viewId, blocks } = await askForForm(stage, '/lambda invoke refund-order', mia)
    const inputs = blocks.filter(({ type }) => type === 'input')
    expect(inputs.map(({ block_id, optional }) => [block_id, optional])).toEqual([
      ['order', true],
      ['amount', true],
      ['reason', true],
      ['preset', true],
    ])
    const fields = { preset: 'Late parcel' }
    const card = await nextAnswer(stage, { as: mia }, () => fill(stage, { as: mia, viewId, fields }))
    expect(card.text).toBe('Invoke refund-order in production, eu-central-1?')
    const done = await press(stage, card, 'Invoke refund-order')
    expect(resultIn(done)).toMatchObject({ order: 'O-77', amount: 5, reason: 'late', booked: true })
  })

  it('asks for what is needed where none is chosen, and then sends the fields', async () => {
    const stage = await openPresetStage()
    const { viewId } = await askForForm(stage, '/lambda invoke refund-order', mia)
    const fields = { preset: 'None, but the fields above', order: 'O-1', reason: 'late' }
    expect(await fill(stage, { as: mia, viewId, fields })).toEqual({
      ok: false,
      blockErrors: { amount: 'Write a number here.' },
    })
    const filled = { ...fields, amount: '24' }
    const card = await nextAnswer(stage, { as: mia }, () => fill(stage, { as: mia, viewId, fields: filled }))
    const done = await press(stage, card, 'Invoke refund-order')
    expect(resultIn(done)).toMatchObject({ order: 'O-1', amount: 24, reason: 'late', booked: true })
  })
})
