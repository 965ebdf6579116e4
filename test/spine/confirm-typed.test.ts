import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../src/core/change.ts'
import type { Delivery } from '../../src/core/delivery.ts'
import { anInstance } from '../fixtures/values.ts'
import { aPress, aYard, lin, type Yard } from './changing.ts'
import { fleet } from './changing-account.ts'

let yard: Yard
let change: Change

const last = () => yard.outbox.written.at(-1)

/** All that jobs might still do has been done, and AWS was not asked to change anything. */
async function expectNothingDone(): Promise<void> {
  await yard.runJobs()
  expect(yard.account.calls).toEqual([])
}

/** The form of the change, submitted. */
function typing(typed: string, from: Partial<Delivery> = {}): Delivery {
  const value = `${change.id}:confirm`
  return aPress(value, { surface: 'modal', asks: { kind: 'offer', value, filled: { typed } }, ...from })
}

describe('in production', () => {
  beforeEach(async () => {
    yard = await aYard({ instances: [anInstance({ name: 'orders-1' })] })
    change = await yard.propose('ec2 stop orders-1')
  })

  it('the button opens a form, and what has to be typed confirms', async () => {
    await yard.press(change, 'confirm', { trigger: 'T1' })
    expect(last()).toMatchObject({
      kind: 'form',
      text: expect.stringContaining('orders-1'),
      recordId: `${change.id}:confirm`,
    })
    await expectNothingDone()
    const right = typing(' orders-1 ')
    expect(await yard.spine.findMistakes(right)).toBeUndefined()
    await yard.give(right)
    expect(await yard.getChange(change)).toMatchObject({ state: 'confirmed' })
  })

  it.each(['', 'orders', 'ORDERS-1', '1'])('%j is a mistake at once, and confirms nothing', async (typed) => {
    expect(await yard.spine.findMistakes(typing(typed))).toMatchObject({ typed: expect.stringContaining('orders-1') })
    await yard.give(typing(typed))
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('That is not what had to be typed')])
    await expectNothingDone()
  })

  it('a form that somebody else submits confirms nothing', async () => {
    await yard.give(typing('orders-1', { user: lin.id }))
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('Only who asked for a change')])
    await expectNothingDone()
  })

  it('a form that is submitted after the change has expired confirms nothing', async () => {
    await yard.press(change, 'confirm', { trigger: 'T1' })
    await yard.system.advance(600_000)
    expect(await yard.spine.findMistakes(typing('orders-1'))).toBeUndefined()
    await yard.give(typing('orders-1'))
    expect(last()).toMatchObject({ kind: 'card-update', text: expect.stringMatching(/^Expired/) })
    await expectNothingDone()
  })

  it('a form that is submitted while changes are paused confirms nothing', async () => {
    await yard.press(change, 'confirm', { trigger: 'T1' })
    await yard.pause()
    await yard.give(typing('orders-1'))
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('Changes are paused')])
    await expectNothingDone()
  })

  it('the button is to be pressed once more where the time for the form is over', async () => {
    await yard.press(change, 'confirm')
    expect(yard.outbox.answers()).toEqual([expect.stringContaining('Press that button once more')])
    await expectNothingDone()
  })

  it('a name with a blank at its end is typed as it is seen', async () => {
    yard = await aYard({ instances: [anInstance({ name: 'orders  1 ' })] })
    change = await yard.propose('ec2 stop orders*')
    expect(await yard.spine.findMistakes(typing('orders 1'))).toBeUndefined()
    await yard.give(typing('orders 1'))
    expect(await yard.getChange(change)).toMatchObject({ state: 'confirmed' })
  })

  it('the id is typed where the name cannot be', async () => {
    yard = await aYard({ instances: [anInstance({ name: `orders-${'x'.repeat(60)}` })] })
    change = await yard.propose('ec2 stop orders-*')
    const [target] = change.plan.targets
    await yard.press(change, 'confirm', { trigger: 'T1' })
    expect(last()).toMatchObject({ text: expect.stringContaining(`Type its id to confirm: ${target?.id}`) })
    await yard.give(typing(target?.id ?? ''))
    expect(await yard.getChange(change)).toMatchObject({ state: 'confirmed' })
  })

  it('the number is typed where there are several, and for a termination anywhere', async () => {
    const many = await aYard({
      instances: ['orders-1', 'orders-2', 'mail-1', 'mail-2'].map((name) => anInstance({ name })),
    })
    expect(await many.propose('ec2 stop orders-*')).toMatchObject({ typed: '2' })
    const sandbox = await aYard({ instances: fleet(1) })
    expect(await sandbox.propose('ec2 terminate web-1')).toMatchObject({ typed: 'web-1' })
    expect(change).toMatchObject({ typed: 'orders-1' })
  })
})
