import { describe, expect, it } from 'vitest'
import { type InvokeFacts, invokeView } from '../../../src/commands/lambda/invoke-view.ts'
import type { Canonical } from '../../../src/core/canonical-json.ts'
import type { Change, Progress } from '../../../src/core/change.ts'
import type { CallPayload, CallResult } from '../../../src/core/lambda/call.ts'
import type { Plan } from '../../../src/core/plan.ts'
import type { View } from '../../../src/core/view.ts'
import { keptChange } from '../../../src/spine/keep.ts'
import { aChange } from '../../fixtures/change.ts'
import { aFunction } from '../../fixtures/functions.ts'
import { codeOf, leadText, noteText, paragraphsOf, pressable } from '../../fixtures/run-command.ts'
import { frankfurt, noon } from '../../fixtures/values.ts'

const { arn } = aFunction()
const requestId = '8f5c2b1e-77d2-4c1a-9b3e-000000000001'

function planWith(parameters: Readonly<Record<string, Canonical>>): Plan {
  return {
    words: ['lambda', 'invoke'],
    parameters,
    targets: [
      {
        kind: 'function',
        id: arn,
        place: frankfurt,
        name: 'order-intake',
        owner: undefined,
        environment: 'production',
        isProduction: true,
        state: 'active',
        type: 'nodejs24.x',
        tags: {},
      },
    ],
    steps: [{ target: arn, action: 'lambda:InvokeFunction', input: {}, precondition: {} }],
    skipped: [],
    impact: [],
    unread: [],
    takes: { groups: [], environments: [], uncounted: [] },
    cost: undefined,
  }
}

type Given = Partial<Change> & { readonly parameters?: Readonly<Record<string, Canonical>> }

function viewOf(progress: Progress, given: Given = {}, facts: Partial<InvokeFacts> = {}): View {
  const { parameters = { payload: '{"order": 42}', async: false }, ...rest } = given
  const change = aChange(planWith(parameters), { state: 'ended', endedAt: noon, progress: [progress], ...rest })
  return invokeView(keptChange(change), { now: noon, ...facts })
}

const report = { durationMs: 212.4, billedMs: 525, memoryMb: 256, usedMb: 91, initMs: 312 }

function resultWith(given: Partial<CallResult>): Progress {
  const result: CallResult = {
    requestId,
    status: 200,
    at: noon,
    tookMs: 320,
    version: '14',
    isAsync: false,
    payload: { kind: 'json', text: '{"status":"ok","rows":1841}' },
    failure: undefined,
    log: undefined,
    report,
    ...given,
  }
  return { kind: 'there', at: noon, acceptedAt: noon, state: 'active', result }
}

const answered = (payload: CallPayload) => viewOf(resultWith({ payload }))
const failedWith = (error: object, given: Partial<CallResult> = {}) =>
  resultWith({ failure: 'Unhandled', payload: { kind: 'json', text: JSON.stringify(error) }, ...given })

describe('an answer', () => {
  it('has how long it took in the first line, then the result, then one line of facts', () => {
    const view = viewOf(resultWith({}))
    expect(leadText(view)).toBe('✓ order-intake answered in 320 ms, production, eu-central-1')
    expect(codeOf(view)).toBe('{\n  "status": "ok",\n  "rows": 1841\n}')
    expect(noteText(view)).toBe(
      `Status 200 · ran 212 ms, billed 525 ms · 91 of 256 MB · cold start 312 ms · version 14 · request ${requestId} · change 7KQ2`,
    )
    expect(pressable(view)).toEqual({
      'Invoke again': `lambda invoke ${arn} {"order": 42}`,
      'With changes…': `lambda invoke ${arn} {"order": 42} --form`,
      Logs: `lambda logs ${arn} --since 15m`,
    })
    expect(view.isShareable).toBe(true)
    expect(view.file).toBeUndefined()
  })

  it('names the version or alias that was asked for, and asks for it again', () => {
    const view = viewOf(resultWith({ report: { ...report, initMs: undefined } }), {
      parameters: { payload: '[1]', async: false, qualifier: 'live' },
    })
    expect(leadText(view)).toContain('order-intake:live answered')
    expect(noteText(view)).toContain('warm · version 14')
    expect(pressable(view)['Invoke again']).toBe(`lambda invoke ${arn} [1] --qualifier live`)
  })

  it('that is long is shown by its first lines, and is whole in a file', () => {
    const rows = Array.from({ length: 400 }, (_, index) => `order ${index}`)
    const view = answered({ kind: 'json', text: JSON.stringify(rows) })
    const shown = codeOf(view) ?? ''
    expect(shown.length).toBeLessThanOrEqual(2_500)
    expect(shown.endsWith(',')).toBe(true)
    expect(view.file).toMatchObject({ name: 'result.json', content: JSON.stringify(rows, null, 2) })
    expect(paragraphsOf(view)).toContainEqual(expect.stringMatching(/^[\d,]+ characters more: .* result\.json\.$/))
  })

  it.each<[string, CallPayload, string]>([
    ['nothing', { kind: 'none' }, 'It answered nothing.'],
    ['null', { kind: 'json', text: 'null' }, 'It answered null: it returned nothing.'],
    ['an empty text', { kind: 'text', text: '' }, 'It answered with an empty text.'],
    ['bytes', { kind: 'binary', bytes: 34_816 }, 'It answered 34 KB that are no text: they are not shown.'],
  ])('of %s says so', (_what, payload, sentence) => {
    const view = answered(payload)
    expect(paragraphsOf(view)).toEqual([sentence])
    expect(codeOf(view)).toBeUndefined()
  })

  it('is shown as it is where it is text, and where its numbers are longer than JavaScript’s', () => {
    expect(codeOf(answered({ kind: 'text', text: 'a <b> & *c*' }))).toBe('a <b> & *c*')
    const id = '{"id":12345678901234567890}'
    expect(codeOf(answered({ kind: 'json', text: id }))).toBe(id)
  })

  it('that was too long to keep says how much of it is left', () => {
    const view = answered({ kind: 'cut', text: 'x'.repeat(3_000), characters: 2_000_000 })
    expect(paragraphsOf(view).at(-1)).toBe(
      'Its answer has 2,000,000 characters: too many to keep. The first 3,000 are here, the rest is gone.',
    )
    expect(view.file?.name).toBe('result.txt')
  })

  it('never shows a secret, and says that one was taken out', () => {
    const text = JSON.stringify({ password: 'hunter2-and-more', padding: 'x'.repeat(3_000) })
    const view = viewOf(resultWith({ payload: { kind: 'json', text }, log: 'token=abcdef123456\n' }))
    expect(JSON.stringify(view)).not.toMatch(/hunter2|abcdef123456/)
    expect(paragraphsOf(view)).toContain('[redacted] stands for what looked like a secret.')
  })

  it.each([
    [{ ...report, usedMb: 231 }, {}, 'Close to its memory: it used 231 of 256 MB.'],
    [{ ...report, durationMs: 2_700 }, { timeoutSeconds: 3 }, 'Close to its timeout: it ran 2.7 s of 3 s.'],
  ])('warns where the next one may fail', (near, facts, sentence) => {
    expect(paragraphsOf(viewOf(resultWith({ report: near }), {}, facts)).join('\n')).toContain(sentence)
    expect(paragraphsOf(viewOf(resultWith({}), {}, facts))).toEqual([])
  })

  it('ends with the last lines of the log, without Lambda’s own', () => {
    const said = Array.from({ length: 30 }, (_, index) => `2026-11-23T12:00:00.001Z\t${requestId}\tINFO\tline ${index}`)
    const log = [
      `START RequestId: ${requestId} Version: 14`,
      ...said,
      `END RequestId: ${requestId}`,
      `REPORT RequestId: ${requestId}\tDuration: 212.40 ms`,
      '',
    ].join('\n')
    const code = viewOf(resultWith({ log })).parts.flatMap((part) => (part.kind === 'code' ? [part.code] : []))
    expect(code[1]?.split('\n')).toEqual(Array.from({ length: 20 }, (_, index) => `line ${index + 10}`))
  })
})

describe('a failed call', () => {
  const typeError = {
    errorType: 'TypeError',
    errorMessage: "Cannot read properties of undefined (reading 'total')",
    trace: [
      'TypeError: …',
      '    at sum (/var/task/lib/order.js:12:9)',
      '    at exports.handler (/var/task/index.js:3:1)',
      ...Array.from({ length: 12 }, () => '    at step (node:internal/x:1:1)'),
    ],
  }

  it('says what failed, where in its own code, what that means and what helps', () => {
    const log = `2026-11-23T12:00:00.001Z\t${requestId}\tERROR\tInvoke Error \t{"errorType":"TypeError"}\n`
    const view = viewOf(failedWith(typeError, { log }))
    expect(leadText(view)).toBe(
      "✕ order-intake failed after 320 ms, production, eu-central-1: TypeError, Cannot read properties of undefined (reading 'total')",
    )
    expect(paragraphsOf(view)).toEqual([
      'At lib/order.js line 12, called from index.js line 3 (and 12 more frames).',
      'What it means: The code reads total of something that is not there.',
      expect.stringMatching(/^What helps: .*invoke it with changes\.$/),
    ])
    expect(Object.keys(pressable(view))).toEqual(['With changes…', 'Invoke again', 'Logs'])
    expect(view.isShareable).toBe(true)
  })

  it('that ran out of memory says so once', () => {
    const error = {
      errorType: 'Runtime.OutOfMemory',
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
    }
    const view = viewOf(failedWith(error, { report: { ...report, usedMb: 256 } }))
    expect(leadText(view)).not.toContain('RequestId')
    expect(paragraphsOf(view)[0]).toContain('more memory than the 256 MB')
    expect(paragraphsOf(view).join()).not.toContain('Close to')
  })

  it('whose error is something else shows what it answered', () => {
    const view = viewOf(resultWith({ failure: 'Handled', payload: { kind: 'json', text: '{"oops":true}' } }))
    expect(leadText(view)).toBe('✕ order-intake failed after 320 ms, production, eu-central-1')
    expect(codeOf(view)).toContain('"oops": true')
  })

  it('never shows a secret of its message, its stack or its explanation', () => {
    const key = 'AKIAIOSFODNN7EXAMPLE'
    const error = {
      errorType: 'Error',
      errorMessage: `Cannot find module '${key}'\nRequire stack`,
      trace: [`    at x (/var/task/${key}.js:1:1)`],
    }
    const view = viewOf(failedWith(error))
    expect(JSON.stringify(view)).not.toContain(key)
    expect(paragraphsOf(view)).toContain('[redacted] stands for what looked like a secret.')
  })
})

it('a queued call has no result, and says where it shows and how often Lambda tries', () => {
  const view = viewOf(
    resultWith({ isAsync: true, status: 202, payload: { kind: 'none' }, report: undefined, version: undefined }),
    {
      parameters: { payload: '{}', async: true },
    },
  )
  expect(leadText(view)).toBe('✓ Lambda has queued order-intake, production, eu-central-1')
  expect(paragraphsOf(view).join(' ')).toMatch(/no result.*up to twice more.*dead-letter queue/)
  expect(noteText(view)).toBe(`Status 202 · request ${requestId} · change 7KQ2`)
  expect(pressable(view)['Invoke again']).toBe(`lambda invoke ${arn} {} --async`)
})

describe('a call that has no answer', () => {
  it('did not run where it was refused, and can be sent again', () => {
    const view = viewOf({
      kind: 'refused',
      at: noon,
      code: 'TooManyRequestsException',
      message:
        'order-intake was not called: Lambda was throttling (ReservedFunctionConcurrentInvocationLimitExceeded). It never ran.',
      requestId,
    })
    expect(leadText(view)).toBe('✕ order-intake did not run, production, eu-central-1')
    expect(paragraphsOf(view)[0]).toMatch(/It never ran\. \(TooManyRequestsException\)$/)
    expect(paragraphsOf(view)[1]).toContain('reserved concurrency')
    expect(view.actions[0]).toMatchObject({ label: 'Invoke again', style: 'primary' })
    expect(view.isShareable).toBeUndefined()
  })

  it.each(['NoChangeRole', 'NoAccount'])('is not offered again where Windlass itself may not (%s)', (code) => {
    const view = viewOf({ kind: 'refused', at: noon, code, message: 'It is read-only.', requestId: undefined })
    expect([paragraphsOf(view), pressable(view)]).toEqual([['It is read-only.'], {}])
  })

  it('may have run where that is not known: its log is shown, and to send it again is asked about', () => {
    const logged = [{ at: noon, text: `${requestId} charged, password=hunter2-and-more`, stream: 's' }]
    const view = viewOf({ kind: 'unknown', at: noon, message: 'The answer broke off.' }, {}, { logged })
    expect(leadText(view)).toBe('◐ It is not known whether order-intake ran, production, eu-central-1')
    expect(codeOf(view)).toContain('12:00:00')
    expect(codeOf(view)).toContain('charged')
    expect(JSON.stringify(view)).not.toContain('hunter2')
    expect(noteText(view)).toContain('never sends it again by itself')
    const [first, second] = view.actions
    expect(first).toMatchObject({ label: 'Logs', style: 'primary' })
    expect(second).toMatchObject({ label: 'Invoke again', confirm: { text: expect.stringContaining('runs twice') } })
  })

  it('says so where its log has nothing yet', () => {
    const view = viewOf({ kind: 'unknown', at: noon, message: 'The answer broke off.' }, {}, { logged: [] })
    expect(paragraphsOf(view)[1]).toContain('nothing of that time yet')
  })

  it('may have run where Windlass stopped in the middle, and runs until then', () => {
    const begun: Progress = { kind: 'begun', at: noon - 34_000 }
    expect(leadText(viewOf(begun))).toContain('It is not known whether')
    expect(leadText(viewOf(begun, { state: 'applying' }))).toBe(
      '◐ order-intake has been running for 34 s, since 2026-11-23T11:59Z, production, eu-central-1',
    )
  })

  it.each<[Progress, Partial<Change>, string]>([
    [{ kind: 'not-tried', at: noon, reason: 'Changes are paused.' }, {}, 'Changes are paused.'],
    [{ kind: 'waiting' }, { state: 'cancelled' }, 'It was cancelled.'],
    [{ kind: 'waiting' }, { ending: 'It is older than 15 minutes.' }, 'It is older than 15 minutes.'],
  ])('was not sent, and says why', (progress, given, why) => {
    const view = viewOf(progress, given)
    expect(leadText(view)).toBe('– order-intake did not run, production, eu-central-1')
    expect(paragraphsOf(view)).toEqual([why])
  })
})

it.each(['applying', 'done'] as const)('a payload with a secret is never offered again (%s)', (state) => {
  const parameters = { payload: '{"password": "hunter2-and-more"}', async: false }
  expect(pressable(viewOf(resultWith({}), { parameters, state }))).toEqual({
    'With changes…': `lambda invoke ${arn} --form`,
    Logs: `lambda logs ${arn} --since 15m`,
  })
})
