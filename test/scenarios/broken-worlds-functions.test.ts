import { describe, it } from 'vitest'
import { byWindlass } from '../../src/playground/world/aws-doers.ts'
import { bad, called, code, grace, since, well } from './broken-function.ts'
import { expectTruth, functionWorld, shareStage, type World } from './broken-world.ts'

const worlds: readonly World[] = [
  {
    it: 'is throttled by what is reserved for it',
    ask: '@windlass why is order-intake throttled?',
    world: functionWorld({ code: code(well), reserved: 4, needs: 6, load: { perMinute: 6 } }),
    line: '# calls of order-intake were throttled in the last day, since it reached its own limit: 4 may run at once.',
    shows: ['4 ran at once, the most of the day (CloudWatch)'],
    offers: 'What is reserved concurrency?',
  },
  {
    it: 'is throttled, and fails as well',
    ask: '/lambda why order-intake',
    world: functionWorld({ code: code(bad), reserved: 4, needs: 6, load: { perMinute: 6 } }),
    line: 'order-intake fails: The code reads country of something that is not there. All # failed calls that were read ended so.',
    also: [
      '# calls of order-intake were throttled in the last day, since it reached its own limit: 4 may run at once.',
    ],
    shows: ["(reading 'country') (log)"],
    offers: 'Logs of the errors',
  },
  {
    it: 'was switched off by a person',
    ask: "@windlass why doesn't order-intake run?",
    world: functionWorld(
      { code: code(well), reserved: 0, needs: 1 },
      called('PutFunctionConcurrency', 90, { by: grace, reservedConcurrentExecutions: 0 }),
    ),
    line: 'order-intake is switched off: its reserved concurrency is 0, so that every call is throttled. grace@harbour.example (permission set Operators) set it <time>, 1 h ago.',
    shows: ['<time> grace@harbour.example (permission set Operators) set its concurrency (CloudTrail)'],
    offers: 'Let it run again',
  },
  {
    it: 'was switched off through Windlass, and is said to fail',
    ask: '@windlass why is order-export failing?',
    world: functionWorld(
      { name: 'order-export', code: code(bad), reserved: 0, needs: 1 },
      called('PutFunctionConcurrency', 90, {
        by: byWindlass('U0GRACE'),
        functionName: 'order-export',
        reservedConcurrentExecutions: 0,
      }),
    ),
    line: 'order-export is switched off: its reserved concurrency is 0, so that every call is throttled. <@U0GRACE> set it <time>, 1 h ago.',
    shows: ['<time> <@U0GRACE> set its concurrency (CloudTrail)'],
    offers: 'Let it run again',
  },
  {
    it: 'is not called, since its trigger was disabled',
    ask: '@windlass why is order-billing never called?',
    world: functionWorld(
      { name: 'order-billing', code: code(well), triggers: [{ kind: 'sqs', source: 'orders', isOff: true }] },
      (scene) => {
        const { past, ago, place } = scene
        const [mapping] = place.mappings
        const parameters = { uUID: mapping?.id, enabled: false }
        const answer = { functionArn: mapping?.functionArn, functionName: 'order-billing' }
        past({ at: ago('1d'), service: 'lambda', name: 'UpdateEventSourceMapping', ...grace, parameters, answer })
      },
    ),
    line: 'SQS orders is disabled: nothing comes to order-billing from it, and it was not called in the last day. Nothing else is set up to call it. grace@harbour.example (permission set Operators) disabled it <time>, 1 d ago.',
    shows: [
      'SQS orders: disabled (Lambda)',
      'UpdateEventSourceMapping by grace@harbour.example (permission set Operators) (CloudTrail)',
    ],
    offers: 'Enable orders',
  },
  {
    it: 'is not called, since nothing may',
    ask: '@windlass why is order-intake never invoked?',
    world: functionWorld({ code: code(well), triggers: [], load: { everyMinutes: 1e12 } }),
    line: 'Nothing is set up to call order-intake: no event source mapping, no function URL, and no service that its resource policy lets invoke it. It was not called in the last day.',
    shows: [],
    offers: 'About triggers',
  },
  {
    it: 'is not called, though its queue might',
    ask: '/lambda why order-intake --about idle',
    world: functionWorld({ code: code(well), load: { everyMinutes: 1e12 } }),
    line: 'order-intake was not called in the last day: no call reached it. It could be called by SQS orders.',
    shows: ['no call and no throttled call since then; earlier ones were not looked at (CloudWatch)'],
    offers: 'Metrics',
  },
  {
    it: 'is slower since a while',
    ask: '@windlass why is order-intake slow?',
    world: functionWorld({ code: since(60, { ...well, p50Ms: 900, p95Ms: 1500 }), load: { perMinute: 4 } }),
    line: 'order-intake is slower since <time>: one in twenty calls takes # s or longer, before it was # ms.',
    shows: ['p95 went from'],
    offers: 'Logs',
  },
  {
    it: 'is well',
    ask: '@windlass what is wrong with order-intake?',
    world: functionWorld({ code: code(well) }),
    line: 'No call of order-intake failed in the last day: # calls, none throttled.',
    shows: ['95 of 100 calls took'],
    offers: 'Metrics',
  },
  {
    it: 'is well, and has not failed',
    ask: '@windlass why is order-intake failing?',
    world: functionWorld({ code: code(well) }),
    line: 'No call of order-intake failed in the last day: # calls, none throttled.',
    shows: ['95 of 100 calls took'],
    offers: 'Metrics',
  },
  {
    it: 'cannot be run, since its image may not be read',
    ask: '/lambda why order-intake',
    world: functionWorld({ code: code(well), state: 'Failed', load: { everyMinutes: 1e12 } }),
    line: 'order-intake cannot run, its state is failed: Lambda may not fetch its image from ECR.',
    shows: ['AWS says: Lambda does not have permission to access the ECR image.'],
    offers: 'Who did what',
  },
]

describe('a function that', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
