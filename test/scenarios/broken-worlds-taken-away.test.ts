import { describe, it } from 'vitest'
import type { Code } from '../../src/playground/aws/lambda/simulated-function.ts'
import type { PastEvent } from '../../src/playground/aws/past-event.ts'
import { throughConsole } from '../../src/playground/world/aws-doers.ts'
import { code, minuteMs, well } from './broken-function.ts'
import { expectTruth, functionWorld, type Scene, shareStage, type World } from './broken-world.ts'

const idle = { load: { everyMinutes: 1e12 }, code: code(well) }
const carl = 'carl@harbour.example (permission set Operators)'
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-4333-8444-555555555555'

type Done = Pick<PastEvent, 'service' | 'name' | 'parameters' | 'answer'>

/** Carl did that so many hours ago. */
const did =
  (hours: number, done: Done) =>
  ({ past }: Scene) =>
    past({ at: Date.now() - hours * 60 * minuteMs, ...throughConsole('carl'), ...done })

const sealed = ({ place, past }: Scene) => {
  for (const each of place.functions) {
    const Message = `Lambda was unable to decrypt your environment variables because the KMS key used is disabled. KMS Exception: DisabledException KMS Message: ${keyArn} is disabled.`
    const Environment = { Error: { ErrorCode: 'DisabledException', Message } }
    each.latest = { ...each.latest, configuration: { ...each.latest.configuration, KMSKeyArn: keyArn, Environment } }
  }
  did(4, { service: 'kms', name: 'DisableKey', parameters: { keyId: keyArn } })({ place, past, ago: () => 0 })
}

const mapping = (functionArn: string): Done => ({
  service: 'lambda',
  name: 'DeleteEventSourceMapping',
  parameters: { uUID: 'a1b2c3d4-5678-90ab-cdef-111111111111' },
  answer: { functionArn, eventSourceArn: 'arn:aws:sqs:eu-central-1:111122223333:orders', state: 'Deleting' },
})
const notifying = (configured: unknown): Done => ({
  service: 's3',
  name: 'PutBucketNotification',
  parameters: { notification: [''], bucketName: 'uploads', NotificationConfiguration: configured },
})
const unsubscribing = (topic: string): Done => ({
  service: 'sns',
  name: 'Unsubscribe',
  parameters: {
    subscriptionArn: `arn:aws:sns:eu-central-1:111122223333:${topic}:c3019def-3714-403e-ba29-eb14079d5c69`,
  },
})
const thumb = (done: Done) =>
  functionWorld({ name: 'thumb', ...idle, triggers: [{ kind: 's3', source: 'uploads' }] }, did(20, done))
const notify = (done: Done) =>
  functionWorld({ name: 'notify', ...idle, triggers: [{ kind: 'sns', source: 'orders' }] }, did(20, done))

const uncalled = ' was not called in the last day'

const worlds: readonly World[] = [
  {
    it: 'its mapping was deleted, which names the function in the answer alone',
    ask: '@windlass why is picker never called?',
    world: functionWorld({ name: 'picker', ...idle, triggers: [] }, (scene) =>
      did(20, mapping(scene.place.functions[0]?.arn ?? ''))(scene),
    ),
    line: `Nothing is set up to call picker: no event source mapping, no function URL, and no service that its resource policy lets invoke it. It${uncalled}. ${carl} removed the event source mapping of orders <time>, 20 h ago.`,
    shows: [`<time> ${carl} removed the event source mapping of orders (CloudTrail)`],
    offers: 'Who did what',
  },
  {
    it: 'a mapping of another function was deleted',
    ask: '@windlass why is picker never called?',
    world: functionWorld(
      { name: 'picker', ...idle, triggers: [] },
      did(20, mapping('arn:aws:lambda:eu-central-1:111122223333:function:picker-2')),
    ),
    line: `Nothing is set up to call picker: no event source mapping, no function URL, and no service that its resource policy lets invoke it. It${uncalled}.`,
    shows: [],
    offers: 'About triggers',
  },
  {
    it: 'its bucket notifies of nothing any more',
    ask: '@windlass why is thumb not triggered any more?',
    world: thumb(notifying('')),
    line: `thumb${uncalled}, most likely since its bucket does not notify it: ${carl} set what the S3 bucket uploads notifies of <time>, 20 h ago, and this function is not in it.`,
    shows: [`<time> ${carl} set what the S3 bucket uploads notifies of, without this function (CloudTrail)`],
    offers: 'About such triggers',
  },
  {
    it: 'nothing came, though its bucket notifies it',
    ask: '@windlass why is thumb never called?',
    world: thumb(
      notifying({
        CloudFunctionConfiguration: {
          CloudFunction: 'arn:aws:lambda:eu-central-1:111122223333:function:thumb',
          Event: 's3:ObjectCreated:*',
        },
      }),
    ),
    line: `thumb${uncalled}: no call reached it. It could be called by S3 uploads.`,
    shows: [],
    offers: 'Metrics',
  },
  {
    it: 'a subscription of its topic was removed',
    ask: '@windlass why is notify not called?',
    world: notify(unsubscribing('orders')),
    line: `notify${uncalled}, maybe since its subscription was removed: ${carl} removed a subscription of the SNS topic orders <time>, 20 h ago. CloudTrail does not say whose it was.`,
    shows: [`<time> ${carl} removed a subscription of the SNS topic orders (CloudTrail)`],
    offers: 'About such triggers',
  },
  {
    it: 'a subscription of another topic was removed',
    ask: '@windlass why is notify not called?',
    world: notify(unsubscribing('orders-dev')),
    line: `notify${uncalled}: no call reached it. It could be called by SNS orders.`,
    shows: [],
    offers: 'Metrics',
  },
  ...['why is poller failing', 'poller returns 502'].map((question) => ({
    it: `the key of its variables was disabled: ${question}`,
    ask: `@windlass ${question}`,
    world: functionWorld({ name: 'poller', ...idle }, sealed),
    line: `poller cannot start: The KMS key of its environment variables is disabled. Without the key Lambda cannot decrypt them. ${carl} disabled that key <time>, 4 h ago.`,
    shows: [`<time> ${carl} disabled that key (CloudTrail)`],
    offers: 'About KMS errors',
    unread: 'Lambda could not decrypt them (DisabledException)',
  })),
]

const says = Array.from({ length: 60 }, (_, index) => `DEBUG ${index} ${'x'.repeat(4000)}`)
const chatty: Code = code({ ...well, p50Ms: 20, p95Ms: 40, says })

const costs: readonly World[] = [
  {
    it: 'what it logs',
    ask: '@windlass why does logger cost so much?',
    world: functionWorld({ name: 'logger', memoryMb: 128, code: chatty }),
    line: /^What logger logs costs more than that it runs: about \$1[23]\.\d\d a month, if each day is like the last, beside \$0\.022 to run it\. Its log group takes in about (?:19|20)(?:\.\d)? GB a month\.$/,
    shows: [
      '239 KB of log a call, on average of ',
      '$0.63 for each GB that a log takes in in eu-central-1; list price of 2026-11-27',
    ],
    also: ['logger costs about $0.022 a month to run, if each day is like the last: # calls × # ms × 128 MB.'],
    offers: 'About log levels',
  },
  {
    it: 'that it runs, where what it logs is little',
    ask: '@windlass why does logger cost so much?',
    world: functionWorld({ name: 'logger', memoryMb: 128, code: code(well) }),
    line: /^logger costs about \$0\.0\d\d a month to run/,
    shows: ['its log takes in about ', 'what its network traffic and what it calls cost is not visible here (Lambda)'],
    offers: 'How to pay less',
  },
]

describe('what calls a function, or what it needs, was taken away:', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})

describe('a function costs most by', () => {
  shareStage()
  it.each(costs)('$it', expectTruth)
})
