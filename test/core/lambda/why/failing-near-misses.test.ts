import { describe, expect, it } from 'vitest'
import type { FunctionFacts } from '../../../../src/core/lambda/why/facts.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { plain } from '../../../../src/core/text.ts'
import {
  failedCall,
  functionFacts,
  hour,
  measuredDay,
  minute,
  queue,
  since,
  trailEvent,
} from '../../../fixtures/function-facts.ts'
import { noon } from '../../../fixtures/values.ts'

const about = 'failing'
const counts = { invocations: 2880, errors: 36, throttles: 0 }
const deployedAt = noon - 2 * hour
const errorsSince = measuredDay({ errors: since(deployedAt, 2) })
const deployed = (name: string) => ({ value: [trailEvent(name, deployedAt)] })
const calls = (...read: ReturnType<typeof failedCall>[]) => ({ value: read })
const own = (order: number) =>
  `ERROR Invoke Error {"errorType":"OrderError","errorMessage":"order ${order} is unknown"}`
const rulesOf = (facts: FunctionFacts) => diagnoseFunction(facts).map(({ rule }) => rule)

describe('what is easily taken for the cause', () => {
  it('says that it is over where no call has failed for an hour', () => {
    const over = measuredDay({ errors: (at) => (at >= deployedAt - 4 * hour && at < deployedAt ? 2 : 0) })
    const trail = { value: [trailEvent('UpdateFunctionCode', deployedAt - 4 * hour)] }
    const line = plain(diagnoseFunction(functionFacts({ about, counts, measured: over, trail }))[0].finding)
    expect(line).toMatch(/^order-intake failed, most likely by a change:.* None has failed since 2026-11-23T10:00Z\.$/)
  })

  it('blames no code that is not published where only a published version is called', () => {
    const alias = { name: 'live', version: '31', weights: {}, revision: undefined }
    const called = (qualifier: string, name: string) =>
      rulesOf(
        functionFacts({
          about,
          counts,
          measured: errorsSince,
          trail: deployed(name),
          details: { aliases: [alias], triggers: [queue({ qualifier })] },
        }),
      )
    expect(called('live', 'UpdateFunctionCode')).not.toContain('since-deploy')
    expect(called('31', 'UpdateFunctionCode')).not.toContain('since-deploy')
    expect(called('$LATEST', 'UpdateFunctionCode')).toContain('since-deploy')
    expect(called('live', 'UpdateAlias')).toContain('since-deploy')
  })

  it('says that an error was logged, and not that calls failed with it', () => {
    const logged = (order: number) =>
      failedCall(undefined, [own(order).replace('Invoke Error ', '')], { isFailed: false })
    const [first] = diagnoseFunction(functionFacts({ about, counts, calls: calls(logged(7), logged(8)) }))
    expect([first.rule, plain(first.finding), plain(first.next ?? [])]).toEqual([
      'unlogged',
      '36 of 2,880 calls of order-intake failed in the last day, most likely with the error that it logs most: OrderError: order 7 is unknown. No line says of a call that it failed with it.',
      'Look in its log whether a call ends with that error.',
    ])
  })

  it('does not take an abort for a process that ends itself, nor surely for want of memory', () => {
    const report = { durationMs: 900, billedMs: 900, memoryMb: 256, usedMb: 250, initMs: undefined }
    const lines = ['RequestId: 1 Error: Runtime exited with error: signal: aborted (core dumped)\nRuntime.ExitError']
    const aborted = failedCall('exit', lines, { report })
    const [first] = diagnoseFunction(functionFacts({ about, counts, calls: calls(aborted) }))
    expect([first.rule, plain(first.finding)]).toEqual([
      'log-cause',
      'order-intake fails: Its process was ended by a signal (aborted) before it had answered. It had used 250 of its 256 MB: most likely it ran out of memory. The one failed call that was read ended so.',
    ])
    expect(first.actions.map(({ verb }) => verb)).toContain('memory')
  })

  it('says what Lambda calls it where no line says more, and one full stop after a sentence', () => {
    const report = { durationMs: 9, billedMs: 9, memoryMb: 256, usedMb: 90, initMs: undefined }
    const said = (call: ReturnType<typeof failedCall>) =>
      plain(diagnoseFunction(functionFacts({ about, counts, calls: calls(call) }))[0].finding)
    expect(said(failedCall('error', [], { report: { ...report, errorType: 'Runtime.Unknown' } }))).toBe(
      'order-intake fails: Runtime.Unknown. The one failed call that was read ended so.',
    )
    expect(said(failedCall('error', ['ERROR Invoke Error {"errorType":"E","errorMessage":"No order."}']))).toBe(
      'order-intake fails with an error of its own code: E: No order. The one failed call that was read ended so.',
    )
  })

  it('says how long ago it was that calls failed', () => {
    const old = failedCall('error', [own(7)], { at: noon - 20 * hour })
    const facts = functionFacts({ about, counts, calls: calls(old, { ...old, at: noon - 21 * hour }) })
    expect(plain(diagnoseFunction(facts)[0].finding)).toContain(
      'All 2 failed calls that were read ended so, the newest 20 h ago.',
    )
  })

  it('says first that it is switched off, whatever failed before', () => {
    const setting = trailEvent('PutFunctionConcurrency', noon - hour)
    const facts = functionFacts({
      about,
      counts: { ...counts, throttles: 12 },
      calls: calls(failedCall('error', [own(7)])),
      trail: { value: [setting] },
      details: { reservedConcurrency: 0 },
    })
    expect(rulesOf(facts)).toEqual(['switched-off', 'own-error'])
    expect(plain(diagnoseFunction(facts)[0].finding)).toContain(
      'grace (role deployer) set it 2026-11-23T11:00Z, 1 h ago.',
    )
  })

  it('does not say that nobody calls what cannot run', () => {
    const none = { invocations: 0, errors: 0, throttles: 0 }
    const state = { name: 'Failed', reason: undefined, code: 'ImageAccessDenied' }
    expect(rulesOf(functionFacts({ counts: none, details: { state } }))).toEqual(['state'])
  })

  it('names who disabled a trigger, unless it was enabled after that', () => {
    const switched = (at: number, enabled: boolean) =>
      trailEvent('UpdateEventSourceMapping', at, { asked: `{"uUID":"mapping-1","enabled":${enabled}}` })
    const line = (...value: ReturnType<typeof switched>[]) =>
      plain(
        diagnoseFunction(
          functionFacts({ about: 'idle', trail: { value }, details: { triggers: [queue({ state: 'Disabled' })] } }),
        )[0].finding,
      )
    expect(line(switched(noon - hour, false))).toContain(
      'grace (role deployer) disabled it 2026-11-23T11:00Z, 1 h ago.',
    )
    expect(line(switched(noon - minute, true), switched(noon - hour, false))).not.toContain('grace')
  })

  it('is not slower for the sake of a few calls', () => {
    const slow = { p95: since(noon - 15 * minute, 2400, 400) }
    const facts = (count: number) =>
      functionFacts({ about: 'slow', measured: measuredDay({ ...slow, invocations: () => count }) })
    expect(rulesOf(facts(10))).toEqual(['slower-since'])
    expect(rulesOf(facts(2))).toEqual(['nothing-wrong'])
  })
})
