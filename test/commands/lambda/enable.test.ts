import { describe, expect, it } from 'vitest'
import type { Trigger } from '../../../src/core/lambda/function.ts'
import {
  anOrderIntake,
  applied,
  functionPlanFor,
  isPlannedAgain,
  saidOf,
  seenOf,
} from '../../fixtures/function-change.ts'

const queue: Trigger = {
  kind: 'SQS',
  name: 'orders-queue',
  state: 'enabled',
  id: 'u-1',
  qualifier: undefined,
  lastResult: undefined,
}
const off = () => anOrderIntake({ triggers: [{ ...queue, state: 'disabled' }] })

describe('/lambda enable', () => {
  it('turns a trigger on again, and can take that back', async () => {
    const account = off()
    const plan = await functionPlanFor('lambda enable order-intake', account)
    expect(saidOf(plan)).toMatchObject({
      summary: 'trigger orders-queue (SQS): enabled instead of disabled',
      impact: ['What has gathered in orders-queue comes to it at once.'],
      undo: 'lambda disable order-intake --account production --region eu-central-1 --trigger u-1',
    })
    await applied(plan, account)
    expect(account.asked.changed).toMatchObject([{ change: { kind: 'trigger', mapping: 'u-1', isOn: true } }])
    expect(await isPlannedAgain(plan, account)).toBe(true)
  })

  it('has nothing to do where it is on', async () => {
    const plan = await functionPlanFor('lambda enable order-intake', anOrderIntake({ triggers: [queue] }))
    expect(saidOf(plan).skipped).toEqual(['called by orders-queue (SQS): that trigger is enabled already'])
  })

  it.each([
    ['disabled', { kind: 'untouched', state: 'disabled' }],
    ['enabling', { kind: 'moving', state: 'enabling' }],
    ['enabled', { kind: 'there', state: 'enabled' }],
  ])('sees that it is %s', async (state, seen) => {
    const plan = await functionPlanFor('lambda enable order-intake', off())
    expect(await seenOf(plan, anOrderIntake({ triggers: [{ ...queue, state }] }))).toMatchObject(seen)
  })
})
