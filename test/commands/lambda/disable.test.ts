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
const stream: Trigger = { ...queue, kind: 'DynamoDB', name: 'orders', id: 'u-2', qualifier: 'live' }
const bucket: Trigger = { ...queue, kind: 'S3', name: 'uploads', state: undefined, id: undefined }

describe('/lambda disable', () => {
  it('turns off the one trigger that can be', async () => {
    const account = anOrderIntake({ triggers: [queue, bucket] })
    const plan = await functionPlanFor('lambda disable order-intake', account)
    expect(saidOf(plan)).toEqual({
      summary: 'trigger orders-queue (SQS): disabled instead of enabled',
      impact: [
        'What comes into orders-queue stays there until the trigger is enabled again, and is lost when its retention ends (4 days where nothing else is set).',
        'It is still called by uploads (S3).',
      ],
      unread: [],
      undo: 'lambda enable order-intake --account production --region eu-central-1 --trigger u-1',
      skipped: [],
    })
    expect(plan.stops).toBe(true)
    expect(plan.steps).toMatchObject([
      { action: 'lambda:UpdateEventSourceMapping', precondition: { 'trigger orders-queue': 'enabled' } },
    ])
    await applied(plan, account)
    expect(account.asked.changed).toMatchObject([{ change: { kind: 'trigger', mapping: 'u-1', isOn: false } }])
    expect(await isPlannedAgain(plan, account)).toBe(true)
  })

  it.each(['orders', 'u-2'])('takes one of several by %s', async (trigger) => {
    const account = anOrderIntake({ triggers: [queue, stream] })
    const plan = await functionPlanFor(`lambda disable order-intake --trigger ${trigger}`, account)
    expect(plan.parameters).toEqual({ trigger: 'u-2' })
    expect(saidOf(plan).impact).toEqual([
      expect.stringContaining('(24 hours).'),
      'It is still called by orders-queue (SQS).',
    ])
    expect(await isPlannedAgain(plan, account)).toBe(true)
  })

  it.each([
    {
      where: 'none is named of several',
      triggers: [queue, { ...queue, id: 'u-3', qualifier: 'live', state: 'disabled' }, stream],
      flags: '',
      message: 'order-intake has 3 triggers that can be turned on and off: say which one.',
      hint: 'There are: orders-queue (SQS), enabled: --trigger u-1; orders-queue (SQS), calls live, disabled: --trigger u-3; orders (DynamoDB), calls live, enabled: --trigger orders.',
    },
    {
      where: 'an unknown one is named',
      triggers: [queue, bucket],
      flags: '--trigger uploads',
      message: 'order-intake has no trigger "uploads" that can be turned on and off.',
      hint: 'There are: orders-queue (SQS), enabled: --trigger orders-queue.',
    },
    {
      where: 'all of them call by permission',
      triggers: [bucket],
      flags: '',
      message: 'order-intake has no event source mapping that could be turned on and off.',
      hint: 'S3, SNS, EventBridge, API Gateway and others call by permission',
    },
  ])('asks back where $where', async ({ triggers, flags, message, hint }) => {
    await expect(
      functionPlanFor(`lambda disable order-intake ${flags}`, anOrderIntake({ triggers })),
    ).rejects.toMatchObject({ message, hint: expect.stringContaining(hint) })
  })

  it('has nothing to do where it is so already', async () => {
    const account = anOrderIntake({ triggers: [queue, { ...stream, state: 'disabled' }] })
    const off = await functionPlanFor('lambda disable order-intake --trigger orders', account)
    expect(saidOf(off).skipped).toEqual(['not called by orders (DynamoDB): that trigger is disabled already'])
  })

  it.each([
    ['enabled', { kind: 'untouched', state: 'enabled' }],
    ['disabling', { kind: 'moving', state: 'disabling' }],
    ['disabled', { kind: 'there', state: 'disabled' }],
    ['deleting', { kind: 'astray', state: 'gone' }],
  ])('sees that it is %s', async (state, seen) => {
    const plan = await functionPlanFor('lambda disable order-intake', anOrderIntake({ triggers: [queue] }))
    expect(await seenOf(plan, anOrderIntake({ triggers: [{ ...queue, state }] }))).toMatchObject(seen)
  })

  it('sees that it is gone, unless it could only not be read', async () => {
    const plan = await functionPlanFor('lambda disable order-intake', anOrderIntake({ triggers: [queue] }))
    expect(await seenOf(plan, anOrderIntake())).toMatchObject({
      kind: 'astray',
      why: 'the trigger is not there any more.',
    })
    const unread = anOrderIntake({ unread: ['The event source mappings could not be read.'] })
    expect(await seenOf(plan, unread)).toEqual({ kind: 'unseen', why: 'The event source mappings could not be read.' })
  })
})
