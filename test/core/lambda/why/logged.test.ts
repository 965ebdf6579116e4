import { describe, expect, it } from 'vitest'
import { lastError } from '../../../../src/core/lambda/explain-logged.ts'
import { ownFrameIn } from '../../../../src/core/lambda/own-frame.ts'
import type { FunctionFacts } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { failedCall, functionFacts, measuredDay, queue } from '../../../fixtures/function-facts.ts'

const counts = { invocations: 2880, errors: 36, throttles: 0 }
const failing = (calls: ReturnType<typeof failedCall>[], given: Parameters<typeof functionFacts>[0] = {}) =>
  functionFacts({ about: 'failing', counts, calls: { value: calls }, ...given })

function found(facts: FunctionFacts) {
  const [{ next = [], evidence }] = diagnoseFunction(facts)
  return { next: plain(next), evidence: evidence.map(({ says }) => plain(says)) }
}

const node = `ERROR\tInvoke Error \t${JSON.stringify({
  errorType: 'OrderError',
  errorMessage: 'order 7 is unknown',
  stack: [
    'OrderError: order 7 is unknown',
    '    at check (file:///var/task/node_modules/checks/index.js:3:1)',
    '    at Runtime.handler (file:///var/task/index.mjs:12:9)',
  ],
})}`
const python =
  '[ERROR] OrderUnknown: order 7\nTraceback (most recent call last):\n\u00a0\u00a0File "/var/task/app.py", line 9, in handler\n\u00a0\u00a0File "/var/task/orders.py", line 31, in check\n\u00a0\u00a0File "/var/lang/lib/python3.12/x.py", line 2, in y'
const java =
  'no order: com.acme.NoOrder\ncom.acme.NoOrder: no order\n\tat java.base/java.util.Arrays.copyOf(Unknown Source)\n\tat com.acme.Handler.run(Handler.java:20)\n'

describe('where a call was in its own code when it failed is read', () => {
  it.each([
    ['of Node.js', node, { where: 'index.mjs', line: 12 }],
    ['of Python, whose innermost comes last', python, { where: 'orders.py', line: 31 }],
    ['of Java', java, { where: 'Handler.java', line: 20 }],
  ])('in the trace %s', (_, logged, frame) => {
    expect(ownFrameIn(['before', logged])).toMatchObject(frame)
  })

  it.each([
    ['where there is no trace', '[ERROR] KeyError: x\nTraceback (most recent call last):\n'],
    [
      'where what has a trace ended no call',
      '2026 WARN {"errorType":"E","stack":["at x (file:///var/task/a.js:1:1)"]}',
    ],
  ])('not %s', (_, logged) => {
    expect(ownFrameIn([logged])).toBeUndefined()
  })
})

describe('what helps against an error of its own is', () => {
  it('the line in its trace, and what it was called with', () => {
    expect(found(failing([failedCall('error', [node])])).next).toBe(
      'Look at index.mjs:12, where its own code was when it failed, and at what such a call was called with. Until that is mended, the same event most likely fails the same way.',
    )
  })

  it('its log, where no trace was read', () => {
    const thrown = 'ERROR\tInvoke Error \t{"errorType":"OrderError","errorMessage":"order 7 is unknown"}'
    expect(found(failing([failedCall('error', [thrown])])).next).toMatch(
      /^Look in the log of such a call at what it did last/,
    )
  })
})

describe('an error of Python is read', () => {
  it.each([
    ['ReadTimeout', '[ERROR] ReadTimeout: Read timed out.\nTraceback (most recent call last):\n', 'Read timed out.'],
    [
      'botocore.errorfactory.NoSuchKey',
      '[ERROR] botocore.errorfactory.NoSuchKey: no\rTraceback (most recent call last):\r',
      'no',
    ],
    [
      'Runtime.HandlerNotFound',
      "[ERROR] Runtime.HandlerNotFound: Handler 'a'\nTraceback (most recent call last):",
      "Handler 'a'",
    ],
    ['Stop', '[ERROR] Stop\nTraceback (most recent call last):\n', ''],
  ])('whatever it is called: %s', (type, logged, message) => {
    expect(lastError([logged])).toEqual({ type, message })
  })

  it('and not a line that only begins like one', () => {
    expect(lastError(['[ERROR] Order: 7 is late'])).toBeUndefined()
  })
})

describe('what becomes of an event with which it fails is said', () => {
  const call = failedCall('error', [node])
  const s3 = queue({ kind: 'S3', name: 'uploads' })

  it.each([
    [
      'lost, without a dead-letter queue',
      { triggers: [s3] },
      /^an event of S3 .* twice more, unless set otherwise; it has no dead-letter queue, so that the event is then lost/,
    ],
    [
      'kept, in a dead-letter queue',
      { triggers: [s3], deadLetters: 'lost-orders' },
      /^an event of S3 .* and then goes to lost-orders$/,
    ],
  ])('%s', (_, details, says) => {
    expect(found(failing([call], { details })).evidence).toContainEqual(expect.stringMatching(says))
  })

  it('not where a queue keeps it, or whoever called it waits for the answer', () => {
    const triggers = [queue(), queue({ kind: 'API Gateway', name: 'a1' })]
    expect(found(failing([call], { details: { triggers } })).evidence.join()).not.toMatch(/tried twice/)
  })
})

describe('what is the same is said once:', () => {
  const late = 'Task timed out after 30.00 seconds'

  it('one line of the log, with all of its calls', () => {
    const given = failedCall('timeout', [late], { initTimedOutMs: 9999 })
    const { evidence } = found(failing([given, failedCall('timeout', [late]), given]))
    expect(evidence.filter((says) => says.includes(late))).toEqual([`3× ${late}`])
  })

  it('that its subnets lead nowhere, where that was read', () => {
    const facts = failing([failedCall('timeout', [late])], {
      function: { isInVpc: true },
      details: { vpc: { id: 'vpc-1', subnets: 1 } },
      subnetRoutes: { value: [[{ destination: '10.0.0.0/16', target: 'local', isBlackhole: false }]] },
    })
    const [{ rule, finding }] = diagnoseFunction(facts)
    expect(rule).toBe('no-internet')
    expect(plain(finding)).toContain('What it had done until then stays done. The one failed call')
    expect(plain(finding)).toContain('None of its subnets has a route out of the VPC')
  })
})

describe('why it is slow', () => {
  const measured = measuredDay({ p50: () => 4000, p95: () => 27_000 })
  const rules = (facts: FunctionFacts) => diagnoseFunction(facts).map(({ rule }) => rule)

  it('is its little CPU before the timeout that it therefore comes near', () => {
    expect(rules(functionFacts({ about: 'slow', measured, function: { memoryMb: 128 } }))).toEqual([
      'small-cpu',
      'near-timeout',
    ])
  })

  it('is not said twice where calls time out', () => {
    const calls = { value: [failedCall('timeout', ['Task timed out after 30.00 seconds'])] }
    expect(rules(functionFacts({ about: 'slow', counts, measured, calls, function: { memoryMb: 2048 } }))).toEqual([
      'timed-out',
    ])
  })
})
