import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../../src/core/lambda/functions.ts'
import { foldCalls } from '../../../src/core/lambda/log-calls.ts'

const one = '8f5c2b1e-77d2-4c1a-9b3e-000000000001'
const two = '8f5c2b1e-77d2-4c1a-9b3e-000000000002'
const stamp = '2026-11-23T11:50:00.001Z'

const lines = (...texts: readonly string[]): LogLine[] => texts.map((text, at) => ({ at, text, stream: 's' }))
const report = (id: string, more = '') =>
  `REPORT RequestId: ${id}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 128 MB\t${more}`
const start = (id: string) => `START RequestId: ${id} Version: $LATEST\n`
const end = (id: string) => `END RequestId: ${id}\n`

describe('a log is folded call by call', () => {
  it('with the REPORT line read, a cold start and what was said before it', () => {
    const { calls, loose } = foldCalls(
      lines(
        'INIT_START Runtime Version: nodejs:24.v1\n',
        `${stamp}\tundefined\tINFO\tconnected\n`,
        start(one),
        `${stamp}\t${one}\tINFO\tOrder 7\nin two lines\n`,
        end(one),
        report(one, 'Init Duration: 312.50 ms\t\nXRAY TraceId: 1-2\tSegmentId: 3'),
      ),
    )
    expect(loose).toEqual([])
    expect(calls).toEqual([
      {
        requestId: one,
        at: 2,
        lines: [
          { at: 1, stream: 's', text: 'connected' },
          { at: 3, stream: 's', text: 'Order 7\nin two lines' },
        ],
        report: { durationMs: 3000, billedMs: 3000, memoryMb: 128, usedMb: 128, initMs: 312.5 },
        failure: undefined,
        isFailed: false,
      },
    ])
  })

  it.each([
    ['timeout', [`${stamp} ${one} Task timed out after 3.00 seconds\n`], 'Status: timeout'],
    ['timeout', [`${stamp} ${one} Task timed out after 3.00 seconds\n`], ''],
    ['memory', [`RequestId: ${one} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`], ''],
    ['memory', [], 'Status: error\tError Type: Runtime.OutOfMemory'],
    ['exit', [`RequestId: ${one} Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n`], ''],
    ['error', [`${stamp}\t${one}\tERROR\tInvoke Error \t{"errorType":"TypeError"}\n`], ''],
    ['error', ['[ERROR] KeyError: total\nTraceback (most recent call last):\n  File "x"\n'], ''],
    ['error', [], 'Status: error\tError Type: Unhandled'],
    [undefined, [`${stamp}\t${one}\tERROR\tonly logged\n`], ''],
    [undefined, [`[ERROR]\t${stamp}\t${one}\tonly logged\n`], 'Status: success'],
  ])('and how it ended: %s', (failure, said, status) => {
    const { calls } = foldCalls(lines(start(one), ...said, end(one), report(one, status)))
    expect(calls.map((call) => call.failure)).toEqual([failure])
    expect(calls[0]?.isFailed).toBe(failure !== undefined)
  })

  it('though the calls of several environments lie between each other', () => {
    const { calls } = foldCalls([
      { at: 1, stream: 'a', text: start(one) },
      { at: 2, stream: 'b', text: start(two) },
      { at: 3, stream: 'a', text: 'printed by one' },
      { at: 4, stream: 'b', text: 'printed by two' },
      { at: 5, stream: 'b', text: end(two) },
      { at: 6, stream: 'a', text: end(one) },
    ])
    expect(calls.map((call) => call.lines.map(({ text }) => text))).toEqual([['printed by one'], ['printed by two']])
  })

  it('and a line is given to no call where it cannot be told to which it belongs', () => {
    const { calls, loose } = foldCalls([
      { at: 1, text: start(one) },
      { at: 2, text: start(two) },
      { at: 3, text: 'whose?' },
    ])
    expect(calls.map((call) => call.lines)).toEqual([[], []])
    expect(loose).toEqual([{ at: 3, text: 'whose?' }])
  })

  it('though the beginning lies before the window, or a filter left only some lines', () => {
    const { calls } = foldCalls(lines(`${stamp}\t${one}\tWARN\tslow\n`, end(two), report(two)))
    expect(calls.map(({ requestId, report: read }) => [requestId, read !== undefined])).toEqual([
      [one, false],
      [two, true],
    ])
    expect(calls[0]?.lines).toEqual([{ at: 0, stream: 's', text: 'WARN slow' }])
  })

  it('in the JSON format as well', () => {
    const json = (value: object) => JSON.stringify(value)
    const { calls } = foldCalls(
      lines(
        json({ time: stamp, type: 'platform.initStart', record: { functionVersion: '42' } }),
        json({ time: stamp, type: 'platform.start', record: { requestId: one, version: '42' } }),
        json({ timestamp: stamp, level: 'INFO', message: 'Order 7', requestId: one }),
        json({ timestamp: stamp, level: 'WARN', message: { slow: true }, AWSRequestId: one }),
        json({ time: stamp, type: 'platform.runtimeDone', record: { requestId: one, status: 'timeout' } }),
        json({
          time: stamp,
          type: 'platform.report',
          record: {
            requestId: one,
            status: 'timeout',
            metrics: {
              durationMs: 3000,
              billedDurationMs: 3000,
              memorySizeMB: 128,
              maxMemoryUsedMB: 90,
              initDurationMs: 80,
            },
          },
        }),
        '{ not json',
      ),
    )
    expect(calls).toMatchObject([
      {
        requestId: one,
        failure: 'timeout',
        report: { usedMb: 90, initMs: 80 },
        lines: [{ text: 'Order 7' }, { text: 'WARN {"slow":true}' }],
      },
    ])
  })
})
