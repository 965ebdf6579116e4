import { describe, expect, it } from 'vitest'
import { explainLogged } from '../../../src/core/lambda/explain-logged.ts'
import { foldCalls } from '../../../src/core/lambda/log-calls.ts'

const id = '8f5c2b1e-77d2-4c1a-9b3e-000000000001'
const stamp = '2026-11-23T11:50:00.001Z'
const dotnetTrace =
  '   at A.Function.Handle(Order order) in /src/Function.cs:line 41\n   at Amazon.Lambda.RuntimeSupport.LambdaBootstrap.InvokeOnceAsync(CancellationToken cancellationToken)'
const rubyAnswer = JSON.stringify(
  { errorMessage: "undefined method `[]' for nil", errorType: 'Function<NoMethodError>', stackTrace: [] },
  undefined,
  2,
)

/** The one call that these lines are of. */
function callOf(texts: readonly string[], status = '') {
  const report = `REPORT RequestId: ${id}\tDuration: 3000.00 ms\tMemory Size: 128 MB\tMax Memory Used: 90 MB\t${status}`
  const lines = [`START RequestId: ${id} Version: 1`, ...texts, `END RequestId: ${id}`, report]
  const [call] = foldCalls(lines.map((text, at) => ({ at, text, stream: 's' }))).calls
  if (call === undefined) throw new Error('there is no call in it')
  return call
}

const failed: readonly (readonly [by: string, texts: readonly string[], status: string, says: RegExp])[] = [
  [
    'its own error (.NET)',
    [`${stamp}\t${id}\tfail\tSystem.NullReferenceException: Object reference not set.\n${dotnetTrace}`],
    '',
    /from something that is not there/,
  ],
  [
    'its own error (.NET), logged with a message and a number',
    [`${stamp}\t${id}\tfail\tcould not save\nNpgsql.NpgsqlException (0x80004005): too many connections`],
    'Status: error\tError Type: NpgsqlException',
    /database took no more connections/,
  ],
  [
    'its own error (.NET, JSON)',
    [
      JSON.stringify({
        timestamp: stamp,
        level: 'Error',
        requestId: id,
        message: null,
        errorType: 'System.NullReferenceException',
        errorMessage: 'Object reference not set.',
        stackTrace: [],
      }),
    ],
    '',
    /from something that is not there/,
  ],
  [
    'its own error (.NET before, JSON)',
    [
      JSON.stringify({
        level: 'Error',
        requestId: id,
        message: `System.NullReferenceException: Object reference not set.\n${dotnetTrace}`,
      }),
    ],
    '',
    /from something that is not there/,
  ],
  [
    'its own error (.NET, JSON), logged with a message',
    [
      JSON.stringify({
        level: 'Error',
        requestId: id,
        message: 'could not save {}',
        errorType: 'Npgsql.NpgsqlException',
        errorMessage: 'too many connections',
      }),
    ],
    'Status: error\tError Type: NpgsqlException',
    /database took no more connections/,
  ],
  [
    'its handler, which .NET looks for before there is a call',
    [
      `${stamp}\t\tfail\tAmazon.Lambda.RuntimeSupport.ExceptionHandling.LambdaValidationException: Unable to load type 'A.B' from assembly 'A'.\n   at Amazon.Lambda.RuntimeSupport.Bootstrap.UserCodeLoader.Init(Action\`1 log)`,
      `RequestId: ${id} Error: Runtime exited with error: exit status 1\nRuntime.ExitError`,
    ],
    '',
    /found no handler .*Unable to load type 'A\.B'/,
  ],
  [
    'its own error (Ruby)',
    ['Error raised from handler method', rubyAnswer],
    '',
    /reads \[\] of something that is not there/,
  ],
]

describe('a call of .NET or Ruby that failed is explained by', () => {
  it.each(failed.map((each) => [each[0], each] as const))('%s', (_by, [, texts, status, says]) => {
    expect(explainLogged(callOf(texts, status), { memoryMb: 512, timeoutSeconds: 30 })?.cause).toMatch(says)
  })
})

const caught =
  'System.NullReferenceException: Object reference not set.\n   at A.Function.Handle(Order order) in /src/F.cs:line 4'

it.each([
  ['in text', `${stamp}\t${id}\tfail\t${caught}`],
  ['in JSON', JSON.stringify({ level: 'Error', requestId: id, message: caught })],
  [
    'in JSON, with a message',
    JSON.stringify({ level: 'Error', requestId: id, message: 'no', errorType: 'A.BException', errorMessage: 'c' }),
  ],
])('what .NET caught and logged %s says of no call that it failed', (_, text) => {
  expect(callOf([text]).failure).toBeUndefined()
})

it.each([
  [`${stamp}\t${id}\tinfo\tsaved`, 'saved'],
  [`${stamp}\t${id}\twarn\tslow`, 'WARN slow'],
  [`${stamp}\t${id}\tcrit\tgone`, 'CRITICAL gone'],
  [JSON.stringify({ level: 'Information', requestId: id, message: 'saved' }), 'saved'],
  [JSON.stringify({ level: 'Error', requestId: id, message: 'no' }), 'ERROR no'],
])('a line of .NET is read with its level: %s', (line, shown) => {
  expect(callOf([line]).lines.map(({ text }) => text)).toEqual([shown])
})
