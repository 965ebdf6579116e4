import { describe, expect, it } from 'vitest'
import { explainLogged } from '../../../src/core/lambda/explain-logged.ts'
import { foldCalls } from '../../../src/core/lambda/log-calls.ts'

const id = '8f5c2b1e-77d2-4c1a-9b3e-000000000001'
const stamp = '2026-11-23T11:50:00.001Z'
const configured = { memoryMb: 512, timeoutSeconds: 30 }

/** The one call that these lines are of, explained. */
function explained(texts: readonly string[], status = '', now: Parameters<typeof explainLogged>[1] = configured) {
  const report = `REPORT RequestId: ${id}\tDuration: 3000.00 ms\tMemory Size: 128 MB\tMax Memory Used: 90 MB\t${status}`
  const lines = [`START RequestId: ${id} Version: 1`, ...texts, `END RequestId: ${id}`, report]
  const [call] = foldCalls(lines.map((text, at) => ({ at, text, stream: 's' }))).calls
  if (call === undefined) throw new Error('there is no call in it')
  return explainLogged(call, now)
}

const node = (said: string) => `${stamp}\t${id}\tERROR\t${said}`
const thrown = (type: string, message: string) => JSON.stringify({ errorType: type, errorMessage: message, stack: [] })

const failed: readonly (readonly [by: string, texts: readonly string[], status: string, says: RegExp])[] = [
  ['its timeout, as its log says it', [`${stamp} ${id} Task timed out after 3.00 seconds`], '', /timeout of 3 s/],
  ['its timeout, as it is configured', [], 'Status: timeout', /timeout of 30 s/],
  [
    'what it waited for until its timeout',
    [node('connect ETIMEDOUT 10.0.3.7:5432'), `${stamp} ${id} Task timed out after 3.00 seconds`],
    '',
    /could not reach 10\.0\.3\.7:5432/,
  ],
  [
    'its memory, as it was then',
    [`RequestId: ${id} Error: Runtime exited with error: signal: killed`],
    '',
    /more memory than the 128 MB/,
  ],
  ['its memory, by its report', [], 'Status: error\tError Type: Runtime.OutOfMemory', /more memory than the 128 MB/],
  [
    'the end of its process',
    [`RequestId: ${id} Error: Runtime exited with error: exit status 7`],
    '',
    /ended with status 7/,
  ],
  [
    'what ended its process',
    [
      node(`Uncaught Exception \t${thrown('Runtime.ImportModuleError', "Cannot find module 'pg'")}`),
      `RequestId: ${id} Error: Runtime exited with error: exit status 1`,
    ],
    '',
    /needs pg, which/,
  ],
  [
    'its own error (Node.js)',
    [node(`Invoke Error \t${thrown('TypeError', "Cannot read properties of undefined (reading 'total')")}`)],
    '',
    /reads total of something that is not there/,
  ],
  [
    'its own error (JSON)',
    [
      JSON.stringify({
        timestamp: stamp,
        level: 'ERROR',
        requestId: id,
        message: { errorType: 'KeyError', errorMessage: "'total'", stackTrace: [] },
      }),
    ],
    'Status: error\tError Type: KeyError',
    /reads total where it is not/,
  ],
  [
    'its own error (Python)',
    ['[ERROR] KeyError: \'total\'\nTraceback (most recent call last):\n  File "/var/task/app.py", line 3'],
    '',
    /reads total where it is not/,
  ],
  [
    'its own error (Java)',
    ['java.lang.NullPointerException: boom\n\tat example.Handler.run(Handler.java:9)'],
    'Status: error\tError Type: java.lang.NullPointerException',
    /from something that is not there/,
  ],
  [
    'its own error (Java, as its runtime writes it)',
    [
      'no order: java.lang.NullPointerException\njava.lang.NullPointerException: no order\n\tat example.Handler.run(Handler.java:9)\n',
    ],
    '',
    /from something that is not there/,
  ],
  [
    'its own error (Go)',
    ['2026/11/23 11:50:00 {"errorMessage":"Rate exceeded","errorType":"ThrottlingException"}'],
    '',
    /took no more requests/,
  ],
  [
    'its own error (Python, JSON)',
    [
      JSON.stringify({
        timestamp: stamp,
        level: 'ERROR',
        errorMessage: "'total'",
        errorType: 'KeyError',
        requestId: id,
        stackTrace: [],
      }),
    ],
    '',
    /reads total where it is not/,
  ],
  [
    'what ended its process (Go)',
    [
      '2026/11/23 11:50:00 {"errorMessage":"runtime error: invalid memory address or nil pointer dereference","errorType":"errorString"}',
      `RequestId: ${id} Error: Runtime exited with error: exit status 1\nRuntime.ExitError`,
    ],
    '',
    /from something that is not there/,
  ],
  [
    'the end of its process, where an error was only logged',
    [
      node('{"errorType":"OutOfStock","errorMessage":"sold out"}'),
      `RequestId: ${id} Error: Runtime exited with error: exit status 1\nRuntime.ExitError`,
    ],
    '',
    /ended with status 1/,
  ],
  [
    'the processor that it was built for',
    [`RequestId: ${id} Error: fork/exec /var/task/bootstrap: exec format error\nRuntime.InvalidEntrypoint\n`],
    'Status: error\tError Type: Runtime.InvalidEntrypoint',
    /built for another system or processor/,
  ],
  [
    'the program that it starts with',
    [`RequestId: ${id} Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap]\nRuntime.InvalidEntrypoint\n`],
    'Status: error\tError Type: Runtime.InvalidEntrypoint',
    /found no program to start/,
  ],
  ['its entry point, by its report', [], 'Status: error\tError Type: Runtime.InvalidEntrypoint', /cannot be started/],
  [
    'an answer that is too long',
    ['[ERROR] [1663095250473] LAMBDA_RUNTIME Failed to post handler success response. Http response code: 413.'],
    '',
    /longer than the 6 MB/,
  ],
  [
    'an answer that is too long, by its report',
    [],
    'Status: error\tError Type: Function.ResponseSizeTooLarge',
    /longer than the 6 MB/,
  ],
  [
    'its handler, by its report',
    [],
    'Status: error\tError Type: Runtime.HandlerNotFound',
    /say that it is\. Nothing of it ran/,
  ],
  [
    'the heap of Node.js',
    [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      `RequestId: ${id} Error: Runtime exited with error: signal: aborted (core dumped)\nRuntime.ExitError\n`,
    ],
    'Status: error\tError Type: Runtime.ExitError',
    /Node\.js gives to its objects, of the 128 MB/,
  ],
  [
    'what ended its process from outside',
    [
      `RequestId: ${id} Error: Runtime exited with error: signal: segmentation fault (core dumped)\nRuntime.ExitError\n`,
    ],
    'Status: error\tError Type: Runtime.ExitError',
    /by a signal \(segmentation fault\) before it had answered\. Most often the runtime or a library/,
  ],
  [
    'the last of its errors, not by one that it got over',
    [node(`Invoke Error \t${thrown('KeyError', "'first'")}`), node(`Invoke Error \t${thrown('KeyError', "'last'")}`)],
    '',
    /reads last where/,
  ],
]

describe('a call in the log that failed is explained by', () => {
  it.each(failed.map((each) => [each[0], each] as const))('%s', (_by, [, texts, status, says]) => {
    const explanation = explained(texts, status)
    expect(explanation?.cause).toMatch(says)
    expect(explanation?.next).toMatch(/^[A-Z].*\.$/)
  })

  it('its VPC, where it has one', () => {
    const texts = [node(`Invoke Error \t${thrown('Error', 'getaddrinfo EAI_AGAIN api.example.com')}`)]
    expect(explained(texts, '', { ...configured, isInVpc: true })?.cause).toContain('It runs in a VPC')
    expect(explained(texts, '', { ...configured, isInVpc: false })?.cause).not.toContain('VPC')
  })

  it('a signal to end, most likely for want of memory where that was used up', () => {
    const aborted = [
      `RequestId: ${id} Error: Runtime exited with error: signal: aborted (core dumped)\nRuntime.ExitError\n`,
    ]
    expect(explained(aborted, 'Max Memory Used: 126 MB')?.cause).toMatch(/used 126 of its 128 MB: most likely/)
    expect(explained(aborted)?.cause).not.toMatch(/most likely/)
  })

  it('the end of its process without a word, most likely for want of memory where that was used up', () => {
    const exited = 'Status: error\tError Type: Runtime.ExitError'
    expect(explained([], `${exited}\tMax Memory Used: 128 MB`)?.cause).toMatch(/used 128 of its 128 MB: most likely/)
    expect(explained([], exited)?.cause).toMatch(/without saying why\. Most often the code/)
  })

  it('a start that Lambda gave up, where it waited for nothing that is named', () => {
    const given = 'INIT_REPORT Init Duration: 9999.71 ms\tPhase: init\tStatus: timeout'
    const lines = [given, `REPORT RequestId: ${id}\tDuration: 1.00 ms\tStatus: timeout`]
    const [call] = foldCalls(lines.map((text, at) => ({ at, text, stream: 's' }))).calls
    if (call === undefined) throw new Error('there is no call in it')
    expect(explainLogged(call, { ...configured, isInVpc: true })?.cause).toBe(
      'It did not start within the 10 s that Lambda gives it. Lambda then started it anew within the call, which was not done within its timeout of 30 s. It runs in a VPC: without a NAT gateway (or a VPC endpoint) nothing outside answers, and that looks just like this.',
    )
    const waited = { ...call, lines: [{ at: 0, text: 'connect ETIMEDOUT 198.51.100.7:443' }] }
    expect(explainLogged(waited, configured)?.cause).toMatch(/could not reach 198\.51\.100\.7:443/)
  })

  it.each([
    ['where it did not fail', [node(thrown('KeyError', "'total'"))], 'Status: success'],
    ['where its own error says it all', [node(`Invoke Error \t${thrown('OutOfStock', 'sold out')}`)], ''],
    [
      'where an error that nothing caught ended its process',
      [
        node(`Unhandled Promise Rejection \t${thrown('Runtime.UnhandledPromiseRejection', 'error: sold out')}`),
        `RequestId: ${id} Error: Runtime exited with error: exit status 128\nRuntime.ExitError`,
      ],
      '',
    ],
    ['where its log does not say why', [], 'Status: error\tError Type: Unhandled'],
  ])('nothing %s', (_where, texts, status) => {
    expect(explained(texts, status)).toBeUndefined()
  })
})
