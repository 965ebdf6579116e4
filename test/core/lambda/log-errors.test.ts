import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../../src/core/lambda/functions.ts'
import { foldCalls } from '../../../src/core/lambda/log-calls.ts'
import { callsWithErrors } from '../../../src/core/lambda/log-errors.ts'
import { failurePattern, reportPattern } from '../../../src/core/lambda/why/log-patterns.ts'
import { createFilter } from '../../../src/playground/aws/logs/filter-pattern.ts'

const one = '8f5c2b1e-77d2-4c1a-9b3e-000000000001'
const two = '8f5c2b1e-77d2-4c1a-9b3e-000000000002'
const stamp = '2026-11-23T11:50:00.001Z'

const report = (id: string, more = '') =>
  `REPORT RequestId: ${id}\tDuration: 100.00 ms\tBilled Duration: 100 ms\tMemory Size: 128 MB\tMax Memory Used: 90 MB\t${more}`
const exited = 'Status: error\tError Type: Runtime.ExitError'
const notLoaded = 'Status: error\tError Type: Runtime.ImportModuleError'
const python = (type: string) =>
  `[ERROR] ${type}: 'total'\nTraceback (most recent call last):\n  File "/var/task/app.py"`
const uncaught = `${stamp}\tundefined\tERROR\tUncaught Exception \t{"errorType":"Runtime.ImportModuleError","errorMessage":"Cannot find module 'pg'"}`
const java =
  'no order: java.lang.NullPointerException\njava.lang.NullPointerException: no order\n\tat example.Handler.run(Handler.java:9)'
const heap = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'
const json = (value: object) => JSON.stringify(value)

/** What is read of these lines, at these times, where only those are read that the pattern fits. */
function readOf(...lines: readonly (readonly [at: number, text: string, stream?: string])[]) {
  const fits = createFilter(failurePattern)
  const read: LogLine[] = lines.flatMap(([at, text, stream = 's']) => (fits(text) ? [{ at, text, stream }] : []))
  return callsWithErrors(foldCalls(read)).map(({ failure, lines: said }) => [failure, said.length])
}

describe('a failed call is counted once', () => {
  it.each([
    [
      'where Python names none',
      [
        [10, python('KeyError')],
        [11, report(one)],
      ],
      [['error', 1]],
    ],
    [
      'where Java names none',
      [
        [10, java],
        [11, report(one)],
      ],
      [['error', 1]],
    ],
    ['where Go names none', [[10, '{"errorMessage":"boom","errorType":"errorString"}']], [['error', 1]]],
    [
      'each of them',
      [
        [10, python('KeyError')],
        [500, python('KeyError')],
        [900, python('KeyError')],
      ],
      [
        ['error', 1],
        ['error', 1],
        ['error', 1],
      ],
    ],
    [
      'where it was not loaded, twice',
      [
        [10, uncaught],
        [20, `INIT_REPORT Init Duration: 150.12 ms\tPhase: init\t${notLoaded}`],
        [600, uncaught],
        [700, report(one, notLoaded)],
        [3000, uncaught],
        [3100, report(two, notLoaded)],
      ],
      [
        ['error', 2],
        ['error', 1],
      ],
    ],
    [
      'where its heap is full',
      [
        [10, heap],
        [11, `RequestId: ${one} Error: Runtime exited with error: signal: aborted (core dumped)\nRuntime.ExitError`],
        [12, report(one, exited)],
      ],
      [['memory', 2]],
    ],
    [
      'beside one before it, in the same environment',
      [
        [10, python('KeyError')],
        [5000, `RequestId: ${one} Error: Runtime exited with error: exit status 1\nRuntime.ExitError`],
        [5001, report(one, exited)],
      ],
      [
        ['error', 1],
        ['exit', 1],
      ],
    ],
    [
      'beside one in another environment',
      [
        [10, python('KeyError'), 'other'],
        [11, report(one, exited)],
      ],
      [
        ['error', 1],
        ['exit', 0],
      ],
    ],
    [
      'in the JSON format',
      [
        [
          10,
          json({
            timestamp: stamp,
            level: 'ERROR',
            errorMessage: 'x',
            errorType: 'KeyError',
            requestId: one,
            stackTrace: [],
          }),
        ],
        [
          11,
          json({
            time: stamp,
            type: 'platform.report',
            record: { requestId: one, status: 'error', errorType: 'KeyError' },
          }),
        ],
      ],
      [['error', 1]],
    ],
    [
      'in the JSON format, before there is a call',
      [
        [
          10,
          json({
            timestamp: stamp,
            level: 'ERROR',
            errorMessage: 'x',
            errorType: 'Runtime.ImportModuleError',
            requestId: '',
            stackTrace: [],
          }),
        ],
      ],
      [['error', 1]],
    ],
    ['by its report alone, where it timed out', [[10, report(one, 'Status: timeout')]], [['timeout', 0]]],
    [
      'by its report alone, in the JSON format',
      [
        [10, json({ type: 'platform.report', record: { requestId: one, status: 'timeout' } })],
        [20, json({ type: 'platform.report', record: { requestId: two, status: 'error' } })],
        [30, json({ type: 'platform.report', record: { requestId: 'three', status: 'success' } })],
      ],
      [
        ['timeout', 0],
        ['error', 0],
      ],
    ],
    [
      'where .NET writes before there is a call why it ended',
      [
        [10, `${stamp}\t\tfail\tA.BException: no\n   at Amazon.Lambda.RuntimeSupport.Bootstrap.UserCodeLoader.Init()`],
        [5000, report(one, exited)],
      ],
      [['exit', 1]],
    ],
    [
      'where Java has no lines in its trace',
      [
        [
          10,
          'no: java.lang.LinkageError\njava.lang.LinkageError: no\n\tat java.base/java.lang.ClassLoader.x(Unknown Source)',
        ],
      ],
      [['error', 1]],
    ],
    ['where Ruby writes it line by line', [[10, '  "errorType": "Function<KeyError>",']], [['error', 1]]],
    [
      'by its report, where Node.js writes in the JSON format',
      [
        [
          10,
          json({
            timestamp: stamp,
            level: 'ERROR',
            requestId: one,
            message: { errorType: 'TypeError', errorMessage: 'x', stackTrace: [] },
          }),
        ],
        [
          11,
          json({
            time: stamp,
            type: 'platform.report',
            record: { requestId: one, status: 'error', errorType: 'Runtime.Unknown' },
          }),
        ],
      ],
      [['error', 1]],
    ],
  ] as const)('%s', (_, lines, expected) => {
    expect(readOf(...lines)).toEqual(expected)
  })

  it.each([
    ['by Python', `[ERROR]\t${stamp}\t${one}\tcould not\nTraceback (most recent call last):`],
    [
      'by Python in JSON',
      json({ level: 'ERROR', message: 'could not', errorType: 'KeyError', errorMessage: 'x', requestId: one }),
    ],
    [
      'by Node.js in JSON',
      json({ level: 'ERROR', message: { errorType: 'TypeError', errorMessage: 'x' }, requestId: one }),
    ],
    ['by Java', 'java.lang.NullPointerException: no order\n\tat example.Handler.run(Handler.java:9)'],
    ['by what it calls', json({ errorType: 'KeyError', errorMessage: 'x', trace: [] })],
  ])('and not one where an error was only logged %s', (_, text) => {
    expect(readOf([10, text]).map(([failure]) => failure)).toEqual([undefined])
  })
})

describe('a start that Lambda gave up', () => {
  it('is not told of with a later call, where a filter has left out the one that followed', () => {
    const line = 'INIT_REPORT Init Duration: 9999.71 ms\tPhase: init\tStatus: timeout'
    const lines = [
      { at: 0, text: line, stream: 's' },
      { at: 60_000, text: report(one, 'Status: timeout'), stream: 's' },
    ]
    expect(foldCalls(lines).calls.map(({ initTimedOutMs }) => initTimedOutMs)).toEqual([undefined])
    expect(createFilter(failurePattern)(line)).toBe(true)
  })

  it.each([
    ['INIT_REPORT Init Duration: 9999.71 ms\tPhase: init\tStatus: timeout', 9999.71],
    [
      json({
        type: 'platform.initReport',
        record: { phase: 'init', status: 'timeout', metrics: { durationMs: 10_000 } },
      }),
      10_000,
    ],
    ['INIT_REPORT Init Duration: 9999.71 ms\tPhase: invoke\tStatus: timeout', undefined],
    ['INIT_REPORT Init Duration: 12.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError', undefined],
  ])('is told of with the call that follows: %s', (line, timedOut) => {
    const { calls } = foldCalls([line, report(one), report(two)].map((text, at) => ({ at, text, stream: 's' })))
    expect(calls.map(({ initTimedOutMs }) => initTimedOutMs)).toEqual([timedOut, undefined])
    expect(createFilter(reportPattern)(line)).toBe(true)
  })
})

it.each([failurePattern, reportPattern])('%s is one that CloudWatch takes', (pattern) => {
  expect(pattern.length).toBeLessThanOrEqual(1024)
  // All of them with `?`, else those with it say nothing; what has other than letters and digits is quoted.
  expect(pattern).toMatch(/^(?:\?(?:[A-Za-z\d]+|"(?:[^"\\]|\\")+")(?: |$))+$/)
})
