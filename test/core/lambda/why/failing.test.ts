import { describe, expect, it } from 'vitest'
import type { FunctionDetails } from '../../../../src/core/lambda/function.ts'
import type { FunctionFacts } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import {
  failedCall,
  functionFacts,
  hour,
  measuredDay,
  minute,
  queue,
  since,
  trailEvent,
} from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

type Case = readonly [name: string, facts: FunctionFacts, rule: string, says: string]

const about = 'failing'
const counts = { invocations: 2880, errors: 36, throttles: 0 }
const deployedAt = noon - 2 * hour
const errorsSince = measuredDay({ errors: since(deployedAt, 2) })
const deployed = (name = 'UpdateFunctionCode') => ({ value: [trailEvent(name, deployedAt)] })
const calls = (...read: ReturnType<typeof failedCall>[]) => ({ value: read })
const denied =
  'ERROR Invoke Error {"errorType":"AccessDenied","errorMessage":"User: arn:aws:sts::111122223333:assumed-role/order-intake-role/order-intake is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::orders/7 because no identity-based policy allows the s3:GetObject action"}'
const noModule =
  'ERROR Uncaught Exception {"errorType":"Runtime.ImportModuleError","errorMessage":"Error: Cannot find module \'left-pad\'"}'
const noHandler =
  'ERROR Uncaught Exception {"errorType":"Runtime.HandlerNotFound","errorMessage":"index.handler is undefined or not exported"}'
const slowedDown = 'ERROR Invoke Error {"errorType":"ThrottlingException","errorMessage":"Rate exceeded"}'
const own = (order: number) =>
  `ERROR Invoke Error {"errorType":"OrderError","errorMessage":"order ${order} is unknown"}`
const report = { durationMs: 900, billedMs: 900, memoryMb: 256, usedMb: 256, initMs: undefined }

const cases: readonly Case[] = [
  [
    'a state in which nothing of it runs',
    functionFacts({ about, details: { state: { name: 'Inactive', reason: 'The function is idle', code: 'Idle' } } }),
    'state',
    'order-intake cannot run, its state is inactive: It was not called for so long that AWS put it aside; the next call wakes it and fails.',
  ],
  [
    'an update that failed',
    functionFacts({ about, details: { lastUpdate: { status: 'Failed', reason: undefined, code: 'InvalidZipFile' } } }),
    'last-update',
    'The last update of order-intake failed: the code and settings before it still run. Lambda could not unpack its code.',
  ],
  [
    'errors that begin with a deployment',
    functionFacts({ about, counts, measured: errorsSince, trail: deployed() }),
    'since-deploy',
    'order-intake fails, most likely since it was changed: grace (role deployer) deployed new code 2026-11-23T10:00Z; within the hour after that 24 of 120 calls failed (20 %), before it none of 2,640.',
  ],
  [
    'the same where the trail is not known',
    functionFacts({ about, counts, measured: errorsSince, function: { modifiedAt: deployedAt } }),
    'since-deploy',
    'order-intake fails, most likely since it was changed: its code or configuration was changed 2026-11-23T10:00Z; within the hour after that 24 of 120 calls failed (20 %), before it none of 2,640.',
  ],
  [
    'a timeout',
    functionFacts({ about, counts, calls: calls(failedCall('timeout', ['Task timed out after 30.00 seconds'])) }),
    'timed-out',
    'order-intake times out: It was not done within its timeout of 30 s, so Lambda stopped it in the middle. What it had done until then stays done. The one failed call that was read ended so.',
  ],
  [
    'no way out of its VPC',
    functionFacts({
      about,
      counts,
      function: { isInVpc: true },
      calls: calls(
        failedCall('timeout', ['ERROR connect ETIMEDOUT 198.51.100.7:5432', 'Task timed out after 30.00 seconds']),
      ),
    }),
    'timed-out',
    'order-intake times out: It waited for a connection until its time was up: it could not reach 198.51.100.7:5432. It runs in a VPC, and from there nothing outside is reached without a NAT gateway, or for AWS a VPC endpoint. The one failed call that was read ended so.',
  ],
  [
    'too little memory',
    functionFacts({
      about,
      counts,
      calls: calls(failedCall('memory', ['RequestId: 1 Error: Runtime exited with error: signal: killed'], { report })),
    }),
    'out-of-memory',
    'order-intake runs out of memory: It needed more memory than the 256 MB that it has, so its process was killed. The one failed call that was read ended so.',
  ],
  [
    'what its role may not do',
    functionFacts({ about, counts, calls: calls(failedCall('error', [denied])) }),
    'log-cause',
    'order-intake fails: Its execution role order-intake-role may not do s3:GetObject on arn:aws:s3:::orders/7. No identity-based policy allows it. The one failed call that was read ended so.',
  ],
  [
    'a module that is not there',
    functionFacts({ about, counts, calls: calls(failedCall('error', [noModule])) }),
    'log-cause',
    'order-intake fails: Its code needs left-pad, which is not in its package. The one failed call that was read ended so.',
  ],
  [
    'a handler that is not there',
    functionFacts({ about, counts, calls: calls(failedCall('error', [noHandler])) }),
    'log-cause',
    "order-intake fails: Lambda found no handler where the function's settings say that it is (index.handler is undefined or not exported). Nothing of it ran. The one failed call that was read ended so.",
  ],
  [
    'what it calls takes no more',
    functionFacts({ about, counts, calls: calls(failedCall('error', [slowedDown])) }),
    'log-cause',
    'order-intake fails: Something that its code calls took no more requests at that moment. The function itself was not throttled. The one failed call that was read ended so.',
  ],
  [
    'what it says itself, of most calls',
    functionFacts({
      about,
      counts,
      calls: calls(failedCall('error', [denied]), failedCall('error', [own(7)]), failedCall('error', [own(8)])),
    }),
    'own-error',
    'order-intake fails with an error of its own code: OrderError: order 7 is unknown. 2 of 3 failed calls that were read ended so.',
  ],
  [
    'a log that has nothing of it',
    functionFacts({ about, counts, calls: calls() }),
    'unlogged',
    '36 of 2,880 calls of order-intake failed in the last day, and its log does not say why: no line in it looks like a failure.',
  ],
  [
    'a log that may not be read',
    functionFacts({ about, counts, calls: { unread: 'You may not.' } }),
    'unlogged',
    '36 of 2,880 calls of order-intake failed in the last day. The cause is in its log, which was not read.',
  ],
  [
    'a batch that does not get through',
    functionFacts({ about, details: { triggers: [queue({ lastResult: 'PROBLEM: Function call failed' })] } }),
    'failing-trigger',
    'SQS orders does not get its last batch through to order-intake: It was called with the last batch and failed, or could not be called. Its messages come back to the queue, and are tried again until they go to its dead-letter queue.',
  ],
  [
    'nothing',
    functionFacts({ about }),
    'nothing-wrong',
    'No call of order-intake failed in the last day: 2,880 calls, none throttled.',
  ],
  [
    'nothing, and nothing was counted',
    functionFacts({ about, counts: undefined, measured: 'The metrics cannot be read.' }),
    'nothing-wrong',
    'Nothing that Windlass can read is wrong with order-intake, but its calls could not be counted.',
  ],
]

const rulesOf = (facts: FunctionFacts) => diagnoseFunction(facts).map(({ rule }) => rule)

describe('why a function fails', () => {
  it.each(cases)('is %s', (_, facts, ...expected) => {
    const [first] = diagnoseFunction(facts)
    expect([first.rule, plain(first.finding)]).toEqual(expected)
  })

  const deployments: readonly (readonly [string, FunctionFacts])[] = [
    [
      'none was before the errors',
      functionFacts({
        about,
        counts,
        measured: errorsSince,
        trail: { value: [trailEvent('UpdateFunctionCode', noon - hour)] },
      }),
    ],
    [
      'they began more than an hour after it',
      functionFacts({
        about,
        counts,
        measured: errorsSince,
        trail: { value: [trailEvent('UpdateFunctionCode', deployedAt - 61 * minute)] },
      }),
    ],
    [
      'the errors began some minutes before it',
      functionFacts({
        about,
        counts,
        measured: errorsSince,
        trail: { value: [trailEvent('UpdateFunctionCode', deployedAt + 6 * minute)] },
      }),
    ],
    [
      'it was refused',
      functionFacts({
        about,
        counts,
        measured: errorsSince,
        trail: {
          value: [trailEvent('UpdateFunctionCode', deployedAt, { error: { code: 'AccessDenied', message: '' } })],
        },
      }),
    ],
    ['it changed only a tag', functionFacts({ about, counts, measured: errorsSince, trail: deployed('TagResource') })],
    [
      'nothing was called before it',
      functionFacts({
        about,
        counts,
        measured: measuredDay({ invocations: since(deployedAt, 10), errors: since(deployedAt, 2) }),
        trail: deployed(),
      }),
    ],
    [
      'as many failed before it',
      functionFacts({ about, counts, measured: measuredDay({ errors: () => 2 }), trail: deployed() }),
    ],
    [
      'two failed',
      functionFacts({
        about,
        counts,
        measured: measuredDay({ errors: (at) => (at === deployedAt ? 2 : 0) }),
        trail: deployed(),
      }),
    ],
    ['nothing was measured', functionFacts({ about, counts, measured: 'It cannot be read.', trail: deployed() })],
  ]
  it.each(deployments)('is no deployment where %s', (_, facts) => {
    expect(rulesOf(facts)).not.toContain('since-deploy')
  })

  it('names the deployment that the errors began with, not the one after it', () => {
    const later = trailEvent('UpdateFunctionConfiguration', deployedAt + 30 * minute)
    const facts = functionFacts({
      about,
      counts,
      measured: errorsSince,
      trail: { value: [later, trailEvent('UpdateFunctionCode', deployedAt)] },
    })
    expect(plain(diagnoseFunction(facts)[0].finding)).toContain('deployed new code 2026-11-23T10:00Z')
  })

  it('offers the way back only where an alias was sent to a version that has an older one', () => {
    const alias = { name: 'live', version: '31', weights: {}, revision: undefined }
    const versions = ['31', '30'].map((version) => ({ version, at: undefined, description: undefined }))
    const offered = (name: string, details: Partial<FunctionDetails>) => {
      const trail = {
        value: [trailEvent(name, deployedAt, { asked: '{"functionName":"order-intake","name": "live"}' })],
      }
      const [first] = diagnoseFunction(functionFacts({ about, counts, measured: errorsSince, trail, details }))
      return first.actions.map(({ verb }) => verb)
    }
    expect(offered('UpdateAlias', { aliases: [alias], versions })).toEqual(['rollback', 'logs', 'metrics', 'history'])
    expect(offered('UpdateAlias', { aliases: [alias], versions: versions.slice(0, 1) })).not.toContain('rollback')
    expect(offered('UpdateFunctionCode', { aliases: [alias], versions })).not.toContain('rollback')
  })

  it('says what is independent of the cause, and no more than two of it', () => {
    const facts = functionFacts({
      counts: { invocations: 2880, errors: 36, throttles: 3 },
      measured: errorsSince,
      trail: deployed(),
      calls: calls(failedCall('error', [own(7)])),
      details: { triggers: [queue({ lastResult: 'PROBLEM: Function call failed' })] },
    })
    expect(rulesOf(facts)).toEqual(['since-deploy', 'own-error', 'failing-trigger'])
  })

  it('shows how much memory was used, and never a secret of the log', () => {
    const secret =
      'ERROR Invoke Error {"errorType":"OrderError","errorMessage":"token xoxb-123456789012-abcdef is bad"}'
    const [first] = diagnoseFunction(functionFacts({ about, counts, calls: calls(failedCall('error', [secret])) }))
    expect(plain(first.finding)).toContain('[redacted]')
    const [memory] = diagnoseFunction(
      functionFacts({ about, counts, calls: calls(failedCall('memory', ['signal: killed'], { report })) }),
    )
    expect(memory.evidence.map(({ says }) => plain(says))).toContain('it had used 256 of 256 MB')
  })
})
