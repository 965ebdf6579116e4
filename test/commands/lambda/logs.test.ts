import { describe, expect, it } from 'vitest'
import { lambdaLogs } from '../../../src/commands/lambda/logs.ts'
import type { LogLine } from '../../../src/core/lambda/functions.ts'
import { failurePattern } from '../../../src/core/lambda/why/log-patterns.ts'
import { anAccount } from '../../fixtures/account.ts'
import { aFunction, aFunctionsAccount } from '../../fixtures/functions.ts'
import { bulletsOf, codeOf, leadText, noteText, pressable, runCommand } from '../../fixtures/run-command.ts'
import { frankfurt, noon } from '../../fixtures/values.ts'

const idOf = (index: number) => `8f5c2b1e-77d2-4c1a-9b3e-${String(index).padStart(12, '0')}`

function aCall(index: number, said: readonly string[], end = 'Init Duration: 312.00 ms'): LogLine[] {
  const at = noon - 600_000 + index * 10_000
  const [id, stream] = [idOf(index), 's']
  return [
    { at, stream, text: `START RequestId: ${id} Version: 42` },
    ...said.map((text) => ({ at: at + 1, stream, text: `2026-11-23T11:50:00.001Z\t${id}\t${text}` })),
    { at: at + 212, stream, text: `END RequestId: ${id}` },
    {
      at: at + 212,
      stream,
      text: `REPORT RequestId: ${id}\tDuration: 212.40 ms\tBilled Duration: 525 ms\tMemory Size: 256 MB\tMax Memory Used: 92 MB\t${end}\t`,
    },
  ]
}

const logs = (typed: string, lines: readonly LogLine[], { isCut = false } = {}) => {
  const functions = aFunctionsAccount([aFunction()], [], { logs: { lines, isCut } })
  return {
    functions,
    view: runCommand(`lambda logs order-intake${typed}`, anAccount([]), { functions, groups: ['auditors'] }),
  }
}

describe('/lambda logs', () => {
  it('folds each call with its report, newest last', async () => {
    const lines = [...aCall(1, ['INFO\tOrder 7']), ...aCall(2, ['WARN\tslow'], 'Status: timeout')]
    const view = await logs('', lines).view
    expect(leadText(view)).toBe('order-intake, last 30 min: 2 calls, 1 failed: 1 timed out')
    expect(codeOf(view)).toBe(
      [
        `11:50:10 ✓ 212 ms · 92 of 256 MB · cold start 312 ms · ${idOf(1)}`,
        '  Order 7',
        `11:50:20 ✕ timed out · 212 ms · 92 of 256 MB · ${idOf(2)}`,
        '  WARN slow',
      ].join('\n'),
    )
    expect(noteText(view)).toBe('production, eu-central-1, newest last, times in UTC.')
    expect(view.file).toBeUndefined()
    expect(pressable(view)).toMatchObject({
      'Failures only': `lambda logs --filter ${failurePattern} order-intake`,
      Metrics: 'lambda metrics order-intake --account production --region eu-central-1',
    })
  })

  it('says why calls failed and what helps, once for each cause', async () => {
    const missing =
      'ERROR\tInvoke Error \t{"errorType":"Runtime.HandlerNotFound","errorMessage":"index.handler is undefined"}'
    const slow = [1, 2].flatMap((index) => aCall(index, [], 'Status: timeout'))
    const [first = '', second = '', ...others] = bulletsOf(await logs('', [...aCall(3, [missing]), ...slow]).view)
    expect(first).toMatch(/^2× .*What helps: ./)
    expect(second).toMatch(/^1× .*handler.*What helps: ./i)
    expect(others).toEqual([])
    expect(bulletsOf(await logs('', aCall(1, ['INFO\tOrder 7'])).view)).toEqual([])
  })

  it('asks for the last half hour, or for what was said', async () => {
    const usual = logs('', [])
    await usual.view
    expect(usual.functions.asked.logs[0]).toMatchObject({
      stretch: { from: noon - 30 * 60_000, until: noon },
      pattern: undefined,
      lines: 100,
    })
    const asked = logs(' --since 3h --lines 20 --filter "?ERROR ?WARN"', [])
    await asked.view
    expect(asked.functions.asked.logs[0]).toMatchObject({
      stretch: { from: noon - 3 * 3_600_000, until: noon },
      pattern: '?ERROR ?WARN',
      lines: 20,
    })
  })

  it('sends what is too long for a message as a file, and shows its end', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => aCall(index, [`INFO\tOrder ${index}`])).flat()
    const view = await logs(' --lines 500', lines, { isCut: true }).view
    expect(view.file?.name).toBe('order-intake-2026-11-23-1200.log')
    expect(view.file?.content).toContain('Order 0\n')
    const shown = codeOf(view) ?? ''
    expect(shown.length).toBeLessThanOrEqual(2900)
    expect(shown).not.toContain('Order 0\n')
    expect(shown).toMatch(/Order 59$/)
    expect(noteText(view)).toContain('all of it is in your direct messages as order-intake-2026-11-23-1200.log')
    expect(noteText(view)).toContain('The newest 500 lines: there are older ones.')
    expect(leadText(view)).toBe('order-intake, last 30 min: the newest 60 calls, none failed')
    expect(pressable(view)).toMatchObject({ 'Up to 1,000 lines': 'lambda logs --lines 1000 order-intake' })
  })

  it('shows the end of a single line that is too long', async () => {
    const view = await logs('', aCall(1, [`INFO\t${'x'.repeat(5000)}end`])).view
    expect(codeOf(view)).toMatch(/^…x+end$/)
    expect(codeOf(view)?.length).toBeLessThanOrEqual(2900)
    expect(view.file?.content).toContain(idOf(1))
  })

  it('says that nothing was written, and offers to look further back', async () => {
    const view = await logs(' --filter ERROR', []).view
    expect(leadText(view)).toBe('order-intake in production, eu-central-1 wrote nothing that fits ERROR, last 30 min.')
    expect(pressable(view)).toMatchObject({
      'All lines': 'lambda logs order-intake',
      'Last 24 hours': 'lambda logs --since 24h order-intake --filter ERROR',
    })
  })

  it('says what was said outside of any call', async () => {
    const view = await logs('', [{ at: noon, text: 'hello' }]).view
    expect(leadText(view)).toBe('order-intake, last 30 min: 1 line of no call')
    expect(codeOf(view)).toBe('12:00:00 hello')
  })

  it('is not for everyone, and not for a channel', async () => {
    expect(lambdaLogs.effect).toBe('sensitive')
    const functions = aFunctionsAccount([aFunction()])
    const view = await runCommand('lambda logs order-intake', anAccount([]), { functions })
    expect(leadText(view)).toContain('You may not run /lambda logs.')
    expect((await logs('', aCall(1, [])).view).isShareable).toBeUndefined()
  })

  it('says which place was not looked in', async () => {
    const failure = { place: { ...frankfurt, region: 'us-east-1' }, code: 'Timeout', message: 'no answer.' }
    const functions = aFunctionsAccount([aFunction()], [failure], { logs: { lines: aCall(1, []), isCut: false } })
    const view = await runCommand('lambda logs order-intake', anAccount([]), { functions, groups: ['auditors'] })
    expect(bulletsOf(view)).toEqual(['Missing: no answer.'])
  })
})
