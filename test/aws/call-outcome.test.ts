import { describe, expect, test } from 'vitest'
import { uncalledAs } from '../../src/aws/call-outcome.ts'
import { logTail, payloadOf, resultOf } from '../../src/aws/call-result.ts'
import { UndecodableBody } from '../../src/aws/undecodable-body.ts'
import { aCall, functionTarget } from './calling.ts'
import { changeRole, changing } from './changing.ts'

const call = {
  target: functionTarget('order-intake'),
  call: aCall(),
  account: changing,
  role: changeRole,
  isRehearsal: false,
}
const system = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall })
const named = (name: string, more = {}) => Object.assign(new Error(name), { name, ...more })
const ofAws = (name: string, httpStatusCode: number, more = {}) =>
  named(name, { $fault: 'server', $metadata: { httpStatusCode }, ...more })

test.each([
  { name: 'no name in the DNS', error: system('ENOTFOUND', 'getaddrinfo'), kind: 'refused' },
  { name: 'nobody listens', error: system('ECONNREFUSED', 'connect'), kind: 'refused' },
  { name: 'no connection in time', error: named('TimeoutError'), kind: 'refused' },
  {
    name: 'a certificate of nobody',
    error: Object.assign(new Error(''), { code: 'CERT_HAS_EXPIRED' }),
    kind: 'refused',
  },
  { name: 'reset while it ran', error: system('ECONNRESET', 'read'), kind: 'unknown' },
  { name: 'reset, by the SDK’s name', error: named('TimeoutError', { code: 'ECONNRESET' }), kind: 'unknown' },
  { name: 'the time was up', error: named('AbortError'), kind: 'unknown' },
  { name: 'a page', error: new UndecodableBody(''), kind: 'unknown' },
  { name: 'a fault of our own', error: new TypeError('x is undefined'), kind: 'unknown' },
  { name: 'an error of its own', error: ofAws('ServiceException', 500), kind: 'unknown' },
  { name: 'an error of its own that nobody knows', error: ofAws('NewException', 502), kind: 'unknown' },
  { name: 'a file that failed, perhaps while it ran', error: ofAws('EFSIOException', 410), kind: 'unknown' },
  { name: 'throttled', error: ofAws('TooManyRequestsException', 429), kind: 'refused' },
  { name: 'EC2 throttled', error: ofAws('EC2ThrottledException', 502), kind: 'refused' },
  { name: 'idle', error: ofAws('ResourceNotReadyException', 502), kind: 'refused' },
  { name: 'no such runtime', error: ofAws('InvalidRuntimeException', 502), kind: 'refused' },
  { name: 'a key', error: ofAws('KMSNotFoundException', 502), kind: 'refused' },
  { name: 'a refusal that nobody knows', error: ofAws('NewException', 400), kind: 'refused' },
])('$name: $kind', ({ error, kind }) => {
  expect(uncalledAs(error, call).kind).toBe(kind)
  expect(uncalledAs(error, { ...call, isRehearsal: true }).kind).toBe('refused')
})

test.each([
  ['ConcurrentInvocationLimitExceeded', "all of the account's concurrency in this Region is in use"],
  ['CallerRateLimitExceeded', 'the account asks Lambda more often than it allows'],
  ['SomethingNew', 'it takes no more calls at the moment'],
])('throttled for %s says what that means, and that it never ran', (Reason, meaning) => {
  expect(uncalledAs(ofAws('TooManyRequestsException', 429, { Reason }), call)).toMatchObject({
    message: expect.stringMatching(
      new RegExp(
        `was not called: Lambda was throttling \\(${Reason}\\): ${meaning}.* It never ran, so it can be called again`,
      ),
    ),
    spreads: 'nowhere',
  })
})

describe('the log tail', () => {
  const whole = Buffer.from('🚢 “heute”\n')

  test.each([0, 1, 2, 3])('cut %s bytes into a character begins with the next', (cut) => {
    expect(logTail(whole.subarray(cut))).toBe(cut === 0 ? '🚢 “heute”\n' : ' “heute”\n')
  })

  test('of nothing is nothing', () => {
    expect(logTail(new Uint8Array())).toBe('')
  })

  test('gives the report, in either format, and none where it has none', () => {
    const id = '6bc28136-20b4-45a6-8b9b-2f5c9a3f8d11'
    const text = `REPORT RequestId: ${id}\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t\nXRAY TraceId: 1\n`
    const metrics = { durationMs: 12.5, billedDurationMs: 13, memorySizeMB: 128, maxMemoryUsedMB: 64 }
    const json = `cut"}\n${JSON.stringify({ type: 'platform.report', record: { requestId: id, metrics, status: 'success' } })}\n`
    const reports = [text, json, 'nothing of the kind'].map((log) => {
      const answer = { $metadata: {}, StatusCode: 200, LogResult: Buffer.from(log).toString('base64') }
      return resultOf(answer, { requestId: id, at: 0, tookMs: 0, isAsync: false }).report
    })
    const report = { durationMs: 12.5, billedMs: 13, memoryMb: 128, usedMb: 64, initMs: undefined }
    expect(reports).toEqual([report, report, undefined])
  })
})

test.each([
  ['', { kind: 'none' }],
  ['null', { kind: 'json', text: 'null' }],
  ['"x"', { kind: 'json', text: '"x"' }],
  ['\ufeff{}', { kind: 'text', text: '\ufeff{}' }],
])('the payload %j is %j', (text, payload) => {
  expect(payloadOf(Buffer.from(text))).toEqual(payload)
})
