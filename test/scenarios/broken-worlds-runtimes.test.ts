import { describe, it } from 'vitest'
import { linesOf, type Reported } from '../../src/playground/aws/lambda/report.ts'
import type { Line } from '../../src/playground/aws/lambda/simulated-function.ts'
import { code, well } from './broken-function.ts'
import { ends, failed, stamp, writes } from './broken-log.ts'
import { expectTruth, functionWorld, shareStage, type World } from './broken-world.ts'

const noHandler = JSON.stringify({
  errorType: 'Runtime.HandlerNotFound',
  errorMessage: 'app.handlr is undefined or not exported',
  stack: ['Runtime.HandlerNotFound: app.handlr is undefined or not exported'],
})
const twice = (one: (phase: string) => readonly string[]) => ['init', 'invoke'].flatMap(one)
const nothing =
  'java.lang.NullPointerException: Cannot invoke "String.length()" because "name" is null\n\tat com.harbour.OrderHandler.handleRequest(OrderHandler.java:31)'

/** As Lambda's JSON format has it: no START, END and REPORT, and what nothing caught has no message. */
function writesJson(reported: Reported): readonly Line[] {
  const { at, requestId, ended, memoryMb } = reported
  const isFailed = ended.end.kind === 'failed'
  const time = stamp(reported)
  const metrics = { durationMs: 12.3, billedDurationMs: 13, memorySizeMB: memoryMb, maxMemoryUsedMB: 90 }
  const thrown = { timestamp: time, level: 'ERROR', errorMessage: "'total'", errorType: 'KeyError', requestId }
  return [
    { at, message: JSON.stringify({ time, type: 'platform.start', record: { requestId, version: '1' } }) },
    ...(isFailed
      ? [{ at: ends(reported), message: JSON.stringify({ ...thrown, stackTrace: ['  File "app.py"'] }) }]
      : []),
    {
      at: ends(reported),
      message: JSON.stringify({
        time,
        type: 'platform.report',
        record: { requestId, metrics, status: isFailed ? 'error' : 'success' },
      }),
    },
  ]
}

/** Each call comes to a new environment, of which the start takes longer than it may. */
function startsLate(reported: Reported): readonly Line[] {
  const tooLate = 'INIT_REPORT Init Duration: 9999.71 ms\tPhase: init\tStatus: timeout\n'
  return [{ at: reported.at - 5, message: tooLate }, ...linesOf(reported)]
}

const failing = { share: 0.3, type: 'KeyError', message: "'total'" }
const read = 'All # failed calls that were read ended so.'
const keyMissing = `order-intake fails: The code reads total where it is not. ${read}`
const ask = '@windlass why is order-intake failing?'
const errors = 'Logs of the errors'

const worlds: readonly World[] = [
  {
    it: 'throws in Python, whose runtime names no call',
    ask,
    world: functionWorld({ runtime: 'python3.13', code: code({ ...well, failing }) }),
    line: keyMissing,
    shows: ["KeyError: 'total' (log)"],
    offers: errors,
  },
  {
    it: 'throws in Python, with its log in JSON',
    ask,
    world: functionWorld({ runtime: 'python3.13', code: code({ ...well, failing, writes: writesJson }) }),
    line: keyMissing,
    shows: ["KeyError: 'total' (log)"],
    offers: errors,
  },
  {
    it: 'cannot be loaded, which Node.js writes twice and names no call',
    ask,
    world: functionWorld({
      code: code(
        writes({
          starting: (reported) =>
            twice((phase) => [
              `${stamp(reported)}\tundefined\tERROR\tUncaught Exception \t${noHandler}`,
              `INIT_REPORT Init Duration: 150.12 ms\tPhase: ${phase}\t${failed('Runtime.HandlerNotFound')}`,
            ]),
          status: failed('Runtime.HandlerNotFound'),
        }),
      ),
    }),
    line: `order-intake fails: Lambda found no handler where the function's settings say that it is (app.handlr is undefined or not exported). Nothing of it ran. ${read}`,
    shows: ['Runtime.HandlerNotFound: app.handlr is undefined or not exported (log)'],
    offers: errors,
  },
  {
    it: 'throws in Java',
    ask,
    world: functionWorld({
      runtime: 'java21',
      code: code(
        writes({
          said: () => [
            `Cannot invoke "String.length()" because "name" is null: java.lang.NullPointerException\n${nothing}\n`,
          ],
        }),
      ),
    }),
    line: `order-intake fails: The code reads from something that is not there. ${read}`,
    shows: ['java.lang.NullPointerException: Cannot invoke "String.length()" because "name" is null (log)'],
    offers: errors,
  },
  {
    it: 'logs an error, and nothing says that calls fail with it',
    ask,
    world: functionWorld({ runtime: 'java21', code: code(writes({ said: () => [nothing] })) }),
    line: '# of # calls of order-intake failed in the last day, most likely with the error that it logs most: java.lang.NullPointerException: Cannot invoke "String.length()" because "name" is null. The code reads from something that is not there. No line says of a call that it failed with it.',
    shows: ['Cannot invoke "String.length()" because "name" is null (log)'],
    offers: errors,
  },
  {
    it: 'gives back an error in Go',
    ask,
    world: functionWorld({
      runtime: 'provided.al2023',
      code: code(
        writes({
          said: () => [
            '2026/11/26 09:14:03 {"errorMessage":"dial tcp 10.0.1.5:5432: connect: connection refused","errorType":"OpError"}',
          ],
        }),
      ),
    }),
    line: `order-intake fails: 10.0.1.5:5432 refused the connection. A machine answered, so most likely nothing listens on that port: what it calls is down or starts anew, or the address or the port is wrong. ${read}`,
    shows: ['OpError: dial tcp 10.0.1.5:5432: connect: connection refused (log)'],
    offers: errors,
  },
  {
    it: 'was built for another processor',
    ask,
    world: functionWorld({
      runtime: 'provided.al2023',
      code: code(
        writes({
          said: ({ requestId }) => [
            `RequestId: ${requestId} Error: fork/exec /var/task/bootstrap: exec format error\nRuntime.InvalidEntrypoint`,
          ],
          status: failed('Runtime.InvalidEntrypoint'),
        }),
      ),
    }),
    line: `order-intake fails: Something in its package was built for another system or processor than Lambda runs it on. ${read}`,
    shows: ['fork/exec /var/task/bootstrap: exec format error (log)'],
    offers: errors,
  },
  {
    it: 'answers with more than Lambda passes on',
    ask,
    world: functionWorld({
      code: code(
        writes({
          said: () => [
            'LAMBDA_RUNTIME Failed to post handler success response. Http response code: 413. {"errorMessage":"Exceeded maximum allowed payload size (6291556 bytes).","errorType":"RequestEntityTooLarge"}',
          ],
          status: failed('Function.ResponseSizeTooLarge'),
        }),
      ),
    }),
    line: `order-intake fails: It ran to its end, but its answer is longer than the 6 MB that Lambda passes on. ${read}`,
    shows: ['RequestEntityTooLarge: Exceeded maximum allowed payload size (6291556 bytes). (log)'],
    offers: errors,
  },
  {
    it: 'fills the heap of Node.js',
    ask,
    world: functionWorld({
      memoryMb: 512,
      code: code(
        writes({
          said: ({ requestId }) => [
            '<--- Last few GCs --->',
            'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
            `RequestId: ${requestId} Error: Runtime exited with error: signal: aborted (core dumped)\nRuntime.ExitError`,
          ],
          status: failed('Runtime.ExitError'),
          usedMb: 505,
        }),
      ),
    }),
    line: `order-intake runs out of memory: It needed more memory than Node.js gives to its objects, of the 512 MB that it has, so Node.js ended the process. ${read}`,
    shows: ['JavaScript heap out of memory (log)', 'it had used 505 of 512 MB (log)'],
    offers: 'Give it 1024 MB',
  },
  {
    it: 'says a whole sentence, and one full stop is enough',
    ask,
    world: functionWorld({
      code: code({ ...well, failing: { share: 0.3, type: 'OrderError', message: 'The order has no lines.' } }),
    }),
    line: `order-intake fails with an error of its own code: OrderError: The order has no lines. ${read}`,
    shows: ['OrderError: The order has no lines. (log)'],
    offers: errors,
  },
  {
    it: 'is slow since it does not start within 10 s',
    ask: '@windlass why is order-intake slow?',
    world: functionWorld({
      timeoutSeconds: 60,
      load: { everyMinutes: 20 },
      code: code({ ...well, p50Ms: 13_000, p95Ms: 14_000, writes: startsLate }),
    }),
    line: 'order-intake does not start within the # s that Lambda gives it: at # of the # calls that were read (# %) Lambda gave that up and started it anew within the call. Such a call takes # s (median), and had waited for the first try before.',
    shows: ['the start before this call was given up after 10 s (log)'],
    offers: 'Give it 512 MB',
  },
]

describe('a function of any runtime', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
