import { describe, it } from 'vitest'
import { linesOf, type Reported } from '../../src/playground/aws/lambda/report.ts'
import type { Line } from '../../src/playground/aws/lambda/simulated-function.ts'
import { code, well } from './broken-function.ts'
import { ends, failed, stamp, writes, writesJson } from './broken-log.ts'
import { expectTruth, functionWorld, shareStage, type World } from './broken-world.ts'

const failing = { share: 0.3, type: 'Error', message: 'not shown' }
const late = { ...well, p50Ms: 13_000, p95Ms: 14_000 }
const errors = 'Logs of the errors'
const read = 'All # failed calls that were read ended so.'
const ask = '@windlass why is order-intake failing?'
const timedOut = `order-intake times out: It was not done within its timeout of # s, so Lambda stopped it in the middle. What it had done until then stays done. ${read}`
const exited = (requestId: string, status: number) =>
  `RequestId: ${requestId} Error: Runtime exited with error: exit status ${status}\nRuntime.ExitError`

/** Its report is all that tells of it. */
function withoutLastWord(reported: Reported): readonly Line[] {
  const lines = linesOf(reported).filter(({ message }) => !message.includes('Task timed out'))
  return lines.map(({ at, message }) => ({
    at,
    message:
      message.startsWith('REPORT') && !message.includes('Status:')
        ? `${message.trimEnd()}\tStatus: timeout\n`
        : message,
  }))
}

/** Each call comes to a new environment, of which the start takes longer than it may, and again within the call. */
function neverStarts(reported: Reported): readonly Line[] {
  const gaveUp = (phase: string) => `INIT_REPORT Init Duration: 9999.71 ms\tPhase: ${phase}\tStatus: timeout\n`
  return [
    { at: reported.at - 5, message: gaveUp('init') },
    ...linesOf(reported),
    { at: ends(reported), message: gaveUp('invoke') },
  ]
}

const dotnetTrace =
  '   at Orders.Function.Handle(Order order) in /src/Function.cs:line 41\n   at Amazon.Lambda.RuntimeSupport.LambdaBootstrap.InvokeOnceAsync(CancellationToken cancellationToken) in /src/LambdaBootstrap.cs:line 269'
const nullReference = 'System.NullReferenceException: Object reference not set to an instance of an object.'
const noType =
  "Amazon.Lambda.RuntimeSupport.ExceptionHandling.LambdaValidationException: Unable to load type 'Orders.Function' from assembly 'Orders'."
const nil = "undefined method `[]' for nil"
const ruby = JSON.stringify(
  { errorMessage: nil, errorType: 'Function<NoMethodError>', stackTrace: ["/var/task/app.rb:14:in `handler'"] },
  undefined,
  2,
)
const unhandled = JSON.stringify({
  errorType: 'Runtime.UnhandledPromiseRejection',
  errorMessage: 'error: password authentication failed for user "shop"',
})
const worlds: readonly World[] = [
  {
    it: 'times out, and only its report says so',
    ask,
    world: functionWorld({ code: code({ ...late, writes: withoutLastWord }) }),
    line: timedOut,
    shows: ['calls failed in the last day'],
    offers: 'Give it 20 s',
  },
  {
    it: 'times out, with its log in JSON',
    ask,
    world: functionWorld({ code: code({ ...late, writes: writesJson({ report: { status: 'timeout' } }) }) }),
    line: timedOut,
    shows: ['calls failed in the last day'],
    offers: 'Give it 20 s',
  },
  {
    it: 'times out, since it never starts within 10 s',
    ask,
    world: functionWorld({ load: { everyMinutes: 20 }, code: code({ ...late, writes: neverStarts }) }),
    line: `order-intake times out: It did not start within the # s that Lambda gives it. Lambda then started it anew within the call, which was not done within its timeout of # s. ${read}`,
    shows: ['the start before this call was given up after 10 s (log)'],
    offers: 'Give it 512 MB',
  },
  {
    it: 'throws in Node.js, with its log in JSON',
    ask,
    world: functionWorld({
      code: code({
        ...well,
        failing,
        writes: writesJson({
          said: { level: 'ERROR', message: { errorType: 'TypeError', errorMessage: 'total is not a function' } },
          report: { status: 'error' },
        }),
      }),
    }),
    line: `order-intake fails with an error of its own code: TypeError: total is not a function. ${read}`,
    shows: ['TypeError: total is not a function (log)'],
    offers: errors,
  },
  {
    it: 'throws in .NET',
    ask,
    world: functionWorld({
      runtime: 'dotnet8',
      code: code(
        writes({
          said: (reported) => [`${stamp(reported)}\t${reported.requestId}\tfail\t${nullReference}\n${dotnetTrace}`],
        }),
      ),
    }),
    line: `order-intake fails: The code reads from something that is not there. ${read}`,
    shows: [nullReference],
    offers: errors,
  },
  {
    it: 'logs an error in .NET, and nothing says that calls fail with it',
    ask,
    world: functionWorld({
      runtime: 'dotnet8',
      code: code(
        writes({
          said: (reported) => [
            `${stamp(reported)}\t${reported.requestId}\tfail\tNpgsql.NpgsqlException (0x80004005): sorry, too many clients already`,
          ],
        }),
      ),
    }),
    line: '# of # calls of order-intake failed in the last day, most likely with the error that it logs most: Npgsql.NpgsqlException: sorry, too many clients already. Its database took no more connections: each environment of a function holds its own, and others have theirs. No line says of a call that it failed with it.',
    shows: ['Npgsql.NpgsqlException: sorry, too many clients already (log)'],
    offers: errors,
  },
  {
    it: 'throws in .NET, with its log in JSON',
    ask,
    world: functionWorld({
      runtime: 'dotnet8',
      code: code({
        ...well,
        failing,
        writes: writesJson({
          said: { level: 'Error', message: null, errorType: 'Shop.StockException', errorMessage: 'sold out' },
          report: { status: 'success' },
        }),
      }),
    }),
    line: `order-intake fails with an error of its own code: Shop.StockException: sold out. ${read}`,
    shows: ['Shop.StockException: sold out (log)'],
    offers: errors,
  },
  {
    it: 'is not there in .NET, which ends its process',
    ask,
    world: functionWorld({
      runtime: 'dotnet8',
      code: code(
        writes({
          starting: (reported) => [
            `${stamp(reported)}\t\tfail\t${noType}\n   at Amazon.Lambda.RuntimeSupport.Bootstrap.UserCodeLoader.Init(Action\`1 customerLoggingAction)`,
          ],
          said: ({ requestId }) => [exited(requestId, 1)],
          status: failed('Runtime.ExitError'),
        }),
      ),
    }),
    line: /^order-intake fails: Lambda found no handler .*\(Unable to load type 'Orders\.Function' from assembly 'Orders'\.\)\. Nothing of it ran\. /,
    shows: [noType],
    offers: errors,
  },
  {
    it: 'throws in Ruby',
    ask,
    world: functionWorld({
      runtime: 'ruby3.3',
      code: code(writes({ said: () => ['Error raised from handler method', ruby] })),
    }),
    line: `order-intake fails: The code reads [] of something that is not there. ${read}`,
    shows: [`NoMethodError: ${nil} (log)`],
    offers: errors,
  },
  {
    it: 'ends with what nothing caught in Node.js',
    ask,
    world: functionWorld({
      code: code(
        writes({
          said: (reported) => [
            `${stamp(reported)}\t${reported.requestId}\tERROR\tUnhandled Promise Rejection \t${unhandled}`,
            exited(reported.requestId, 128),
          ],
          status: failed('Runtime.ExitError'),
        }),
      ),
    }),
    line: `order-intake fails: Its database did not let the user shop in: the password that the code sends is wrong, or there is no such user. ${read}`,
    shows: ['password authentication failed for user "shop" (log)'],
    offers: errors,
  },
  {
    it: 'fills the heap of Java',
    ask,
    world: functionWorld({
      runtime: 'java21',
      memoryMb: 512,
      code: code(
        writes({
          said: () => [
            'Java heap space: java.lang.OutOfMemoryError\njava.lang.OutOfMemoryError: Java heap space\n\tat java.base/java.util.Arrays.copyOf(Unknown Source)\n',
          ],
        }),
      ),
    }),
    line: `order-intake runs out of memory: It needed more memory than Java gives to its objects, of the 512 MB that it has (Java heap space), so Java threw an OutOfMemoryError. ${read}`,
    shows: ['java.lang.OutOfMemoryError: Java heap space (log)'],
    offers: 'Give it 1024 MB',
  },
  {
    it: 'ends without a word with all its memory used, with its log in JSON',
    ask,
    world: functionWorld({
      memoryMb: 2048,
      code: code({
        ...well,
        failing,
        writes: writesJson({ report: { status: 'error', errorType: 'Runtime.ExitError' }, usedMb: 2048 }),
      }),
    }),
    line: /^order-intake fails: Its process ended before it had answered, without saying why\. It had used (?:2048|#) of its 2 GB: most likely it ran out of memory\. /,
    shows: ['Runtime.ExitError (log)'],
    offers: 'Give it 4096 MB',
  },
]

describe('a function of any runtime', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
