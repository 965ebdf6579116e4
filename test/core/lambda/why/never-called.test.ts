import { describe, expect, it } from 'vitest'
import type { TrailEvent, TrailRead } from '../../../../src/core/evidence.ts'
import type { FunctionFacts } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { functionFacts, hour, queue, trailEvent } from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

const counts = { invocations: 0, errors: 0, throttles: 0 }
const rule = queue({ kind: 'EventBridge', name: 'nightly', state: undefined, id: undefined })
const call = (name: string, hoursAgo: number, asked: object = { name: 'nightly' }) =>
  trailEvent(name, noon - hoursAgo * hour, { asked: JSON.stringify(asked) })
const uncalled = (switches: TrailRead, triggers = [rule]) =>
  functionFacts({ about: 'idle', counts, details: { triggers }, switches })

const bucket = queue({ kind: 'S3', name: 'uploads', state: undefined, id: undefined })
const topic = queue({ kind: 'SNS', name: 'orders', state: undefined, id: undefined })
const ownArn = functionFacts().details.function.arn
const [, , , region, account] = ownArn.split(':')
const topicArn = `arn:aws:sns:${region}:${account}:orders`
const notified = (hoursAgo: number, ...functions: readonly string[]) =>
  call('PutBucketNotification', hoursAgo, {
    bucketName: 'uploads',
    NotificationConfiguration: { CloudFunctionConfiguration: functions.map((CloudFunction) => ({ CloudFunction })) },
  })
const unsubscribed = call('Unsubscribe', 30, { subscriptionArn: `${topicArn}:c3019def` })
const subscribed = (endpoint: string) => call('Subscribe', 20, { topicArn, protocol: 'lambda', endpoint })
const deletedMapping = {
  ...call('DeleteEventSourceMapping', 30, { uUID: 'mapping-1' }),
  answered: JSON.stringify({ eventSourceArn: 'arn:aws:kinesis:eu-central-1:111122223333:stream/clicks' }),
}
const uncalledBy = (source: string) =>
  `order-intake was not called in the last day: no call reached it. It could be called by ${source}.`
const silent =
  'order-intake was not called in the last day, most likely since its bucket does not notify it: grace (role deployer) set what the S3 bucket uploads notifies of 2026-11-22T06:00Z, 1 d ago, and this function is not in it.'
const maybe =
  'order-intake was not called in the last day, maybe since its subscription was removed: grace (role deployer) removed a subscription of the SNS topic orders 2026-11-22T06:00Z, 1 d ago. CloudTrail does not say whose it was.'

const lead = 'order-intake was not called in the last day, most likely since its rule was'
const disabled = `${lead} disabled: grace (role deployer) disabled the EventBridge rule nightly 2026-11-22T06:00Z, 1 d ago`
const nothing =
  'order-intake was not called in the last day: no call reached it. It could be called by EventBridge nightly.'

type Case = readonly [name: string, facts: FunctionFacts, rule: string, says: string]

const rows: readonly Case[] = [
  [
    'its rule was disabled',
    uncalled({ value: [call('DisableRule', 30)] }),
    'rule-off',
    `${disabled}, and nobody has enabled it since, as far as CloudTrail shows.`,
  ],
  [
    'its rule was disabled, and what came after was not all read',
    uncalled({ value: [call('DisableRule', 30)], readTo: noon - 2 * hour }),
    'rule-off',
    `${disabled}; whether somebody has enabled it since was not read.`,
  ],
  [
    'one of what calls it was disabled',
    uncalled({ value: [call('DisableRule', 30)] }, [rule, queue()]),
    'rule-off',
    `${disabled}, and nobody has enabled it since, as far as CloudTrail shows. Else it could be called by SQS orders.`,
  ],
  [
    'its rule was put anew, and disabled',
    uncalled({ value: [call('PutRule', 30, { name: 'nightly', state: 'DISABLED' }), call('DisableRule', 90)] }),
    'rule-off',
    `${disabled}, and nobody has enabled it since, as far as CloudTrail shows.`,
  ],
  [
    'its rule was deleted',
    uncalled({ value: [call('DeleteRule', 30)] }),
    'rule-off',
    `${lead} deleted: grace (role deployer) deleted the EventBridge rule nightly 2026-11-22T06:00Z, 1 d ago, and nobody has made it anew since, as far as CloudTrail shows.`,
  ],
  [
    'nothing came, where its rule was enabled again',
    uncalled({ value: [call('DisableRule', 40), call('EnableRule', 30)] }),
    'never-called',
    nothing,
  ],
  [
    'nothing came, where its rule was put anew',
    uncalled({ value: [call('DeleteRule', 40), call('PutRule', 30, { name: 'nightly' })] }),
    'never-called',
    nothing,
  ],
  [
    'nothing came, where another rule was disabled',
    uncalled({ value: [call('DisableRule', 40, { name: 'nightly-2' })] }),
    'never-called',
    nothing,
  ],
  ['nothing came, where CloudTrail could not be read', uncalled({ unread: 'No.' }), 'never-called', nothing],
  [
    'its bucket notifies others alone',
    uncalled({ value: [notified(30, `${ownArn}-2`), notified(90, ownArn)] }, [bucket]),
    'bucket-silent',
    silent,
  ],
  [
    'its bucket notifies others alone, where something else may call it',
    uncalled({ value: [notified(30)] }, [bucket, queue()]),
    'bucket-silent',
    `${silent} Else it could be called by SQS orders.`,
  ],
  [
    'nothing came, where its bucket notifies its alias',
    uncalled({ value: [notified(30, `${ownArn}:live`), notified(90)] }, [bucket]),
    'never-called',
    uncalledBy('S3 uploads'),
  ],
  [
    'nothing came, where CloudTrail left out what its bucket notifies of',
    uncalled({ value: [call('PutBucketNotification', 30, { bucketName: 'uploads' })] }, [bucket]),
    'never-called',
    uncalledBy('S3 uploads'),
  ],
  ['a subscription of its topic was removed', uncalled({ value: [unsubscribed] }, [topic]), 'unsubscribed', maybe],
  [
    'a subscription of its topic was removed, and that of another made since',
    uncalled({ value: [subscribed(ownArn.replace('order-intake', 'other')), unsubscribed] }, [topic]),
    'unsubscribed',
    maybe,
  ],
  [
    'nothing came, where it was subscribed again since',
    uncalled({ value: [subscribed(ownArn), unsubscribed] }, [topic]),
    'never-called',
    uncalledBy('SNS orders'),
  ],
  [
    'its mapping was deleted, as both trails have it, and of what it was',
    {
      ...uncalled({ value: [deletedMapping] }, []),
      trail: { value: [deletedMapping] },
    },
    'no-trigger',
    'Nothing is set up to call order-intake: no event source mapping, no function URL, and no service that its resource policy lets invoke it. It was not called in the last day. grace (role deployer) removed the event source mapping of stream/clicks 2026-11-22T06:00Z, 1 d ago.',
  ],
  [
    'its mapping was switched off, and by whom',
    uncalled({ value: [call('UpdateEventSourceMapping', 30, { uUID: 'mapping-1', enabled: false })] }, [
      queue({ state: 'Disabled' }),
    ]),
    'trigger-off',
    'SQS orders is disabled: nothing comes to order-intake from it, and it was not called in the last day. Nothing else is set up to call it. grace (role deployer) disabled it 2026-11-22T06:00Z, 1 d ago.',
  ],
]

describe('why a function is never called', () => {
  it.each(rows)('is that %s', (_, facts, ...expected) => {
    const [first] = diagnoseFunction(facts)
    expect([first.rule, plain(first.finding)]).toEqual(expected)
  })

  it('is not that its rule is disabled, where it is called', () => {
    const facts = { ...uncalled({ value: [call('DisableRule', 30)] }), counts: { ...counts, invocations: 12 } }
    expect(diagnoseFunction(facts)[0].rule).toBe('nothing-wrong')
  })

  it('is said with what was not read: the state of the rule', () => {
    expect(plain(diagnoseFunction(uncalled({ value: [] }))[0].next ?? [])).toContain(
      'the rule is enabled (its state was not read)',
    )
    expect(plain(diagnoseFunction(uncalled({ value: [] }, [queue()]))[0].next ?? [])).not.toContain('was not read')
  })
})

describe('a key of its variables that cannot be used', () => {
  const withCode = (environmentError: string, given: Pick<Partial<FunctionFacts>, 'about' | 'counts'> = {}) =>
    functionFacts({ about: 'failing', counts, details: { environmentError }, ...given })
  const disabledKey =
    'order-intake cannot start: The KMS key of its environment variables is disabled. Without the key Lambda cannot decrypt them.'

  it.each([
    ['DisabledException', disabledKey],
    ['KMSDisabledException', disabledKey],
    [
      'KMSInvalidStateException',
      'order-intake cannot start: The KMS key of its environment variables is gone, or will be deleted. Without the key Lambda cannot decrypt them.',
    ],
  ])('is the cause, by the code %s', (code, says) => {
    for (const about of ['failing', 'idle', undefined] as const) {
      const [first, ...others] = diagnoseFunction(withCode(code, { about }))
      expect(others).toEqual([])
      expect([first.rule, plain(first.finding)]).toEqual(['key-unusable', says])
    }
  })

  it('leaves what runs', () => {
    const [first] = diagnoseFunction(withCode('DisabledException', { counts: { ...counts, invocations: 3 } }))
    expect(plain(first.finding)).toBe(`${disabledKey} What still runs of it goes on until Lambda replaces it.`)
  })

  const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1111-2222'
  it.each<readonly [string, readonly TrailEvent[], says: string]>([
    [
      'disabled it, by its id',
      [call('DisableKey', 3, { keyId: '1111-2222' })],
      ' grace (role deployer) disabled that key 2026-11-23T09:00Z, 3 h ago.',
    ],
    [
      'scheduled its deletion, and nobody else before',
      [call('ScheduleKeyDeletion', 3, { keyId: keyArn }), call('EnableKey', 9, { keyId: keyArn })],
      ' grace (role deployer) scheduled that key for deletion 2026-11-23T09:00Z, 3 h ago.',
    ],
    [
      'enabled it again is not whom it says',
      [call('EnableKey', 3, { keyId: keyArn }), call('DisableKey', 9, { keyId: keyArn })],
      '',
    ],
    ['disabled another is not whom it says', [call('DisableKey', 3, { keyId: '1111-3333' })], ''],
  ])('is said with who %s', (_, done, says) => {
    const given = { environmentError: 'DisabledException', keyArn }
    const [first] = diagnoseFunction(
      functionFacts({ about: 'failing', counts, details: given, switches: { value: done } }),
    )
    expect(plain(first.finding)).toBe(`${disabledKey}${says}`)
    expect(plain(first.next ?? []).includes('CloudTrail has who')).toBe(says === '')
  })

  it('is not the cause where only Windlass may not use it', () => {
    expect(diagnoseFunction(withCode('AccessDeniedException'))[0].rule).not.toBe('key-unusable')
  })
})
