import { describe, expect, it } from 'vitest'
import type { Fault } from '../../src/playground/aws/faults.ts'
import { openChangeStage, saysIn } from './change-stage.ts'
import { confirmed, labelsOf, sent } from './invoke-stage.ts'
import { ask, people } from './stage.ts'

const id = people.grace.id

describe('a function that goes wrong', () => {
  it('by its timeout is told with what that means', async () => {
    const stage = await openChangeStage()
    const answer = await confirmed(stage, '/lambda invoke carrier-rates {}')
    expect(answer.text).toMatch(/^✕ carrier-rates failed after 3.*Task timed out after 3.00 seconds/)
    expect(saysIn(answer)).toMatch(
      /not done within its timeout of 3 s.*It runs in a VPC: .*What helps.*Asking rates\.parcels\.example/,
    )
    expect([stage.aws.runs('carrier-rates'), sent(stage, 'carrier-rates')]).toEqual([1, 1])
    expect(saysIn(await ask(stage, '/lambda logs carrier-rates'))).toContain('It runs in a VPC: ')
  })

  it('by what it throws is told with the place, and offers the form first', async () => {
    const stage = await openChangeStage()
    const answer = await ask(stage, '/lambda invoke ledger-write {}')
    expect(answer.text).toMatch(/^✕ ledger-write failed after .*: AccessDeniedException$/)
    expect(saysIn(answer)).toMatch(/index\.js.*line 8.*execution role ledger-write may not do dynamodb:PutItem/)
    expect(labelsOf(answer).slice(0, 3)).toEqual(['With changes…', 'Invoke again', 'Logs'])
    expect(stage.aws.runs('ledger-write')).toBe(1)
  })

  it('by its memory', async () => {
    const stage = await openChangeStage()
    const answer = await confirmed(stage, '/lambda invoke sales-export {}')
    expect(answer.text).toMatch(/^✕ sales-export failed after .*Runtime\.OutOfMemory/)
    expect(saysIn(answer)).toContain('more memory than the 128 MB that it has')
    expect(stage.aws.runs('sales-export')).toBe(1)
  })

  it('by ending its own process', async () => {
    const stage = await openChangeStage()
    const answer = await ask(stage, '/lambda invoke config-check {}')
    expect(saysIn(answer)).toMatch(/exit status 3.*No configuration in the environment, giving up/)
  })

  it('is not called where it is switched off, and that it never ran is said', async () => {
    const stage = await openChangeStage()
    const answer = await confirmed(stage, '/lambda invoke sms-sender {}')
    expect(answer.text).toMatch(/^✕ sms-sender did not run, production/)
    expect(saysIn(answer)).toMatch(/reserved concurrency.*It never ran.*Nothing was done/)
    expect([stage.aws.runs('sms-sender'), sent(stage, 'sms-sender')]).toEqual([0, 1])
  })

  it('of a version that is not there is not called', async () => {
    const stage = await openChangeStage()
    const answer = await ask(stage, '/lambda invoke price-quote {} --qualifier nope', { as: id })
    expect(answer.text).toMatch(/^price-quote in production, eu-central-1 has no version or alias "nope"/)
    expect(sent(stage, 'price-quote')).toBe(0)
    const old = await confirmed(stage, '/lambda invoke price-quote {"count": 2} --qualifier previous')
    expect(old.text).toMatch(/^✓ price-quote:previous answered/)
    expect(saysIn(old)).toMatch(/4980.*version 7/)
  })

  it('is queued with --async, without a word of what it answers', async () => {
    const stage = await openChangeStage()
    const answer = await ask(stage, '/lambda invoke echo {"order": 42} --async')
    expect(answer.text).toMatch(/^✓ Lambda has queued echo/)
    expect(saysIn(answer)).toContain('no result to wait for')
    await expect.poll(() => stage.aws.runs('echo')).toBe(1)
    expect(sent(stage, 'echo')).toBe(1)
  })
})

const unknown = /^◐ It is not known whether echo ran, staging/
const notRun = /^✕ echo did not run, staging/

describe('a connection to Lambda', () => {
  it.each<{ when: string; fault: Fault; runs: number; says: RegExp }>([
    { when: 'is cut before it is asked', fault: { kind: 'refuse' }, runs: 0, says: unknown },
    { when: 'is cut while it runs', fault: { kind: 'drop' }, runs: 1, says: unknown },
    { when: 'is cut before its answer', fault: { kind: 'lose-answer' }, runs: 1, says: unknown },
    { when: 'is cut in its answer', fault: { kind: 'cut' }, runs: 1, says: unknown },
    { when: 'ends at a proxy', fault: { kind: 'html' }, runs: 0, says: unknown },
    { when: 'ends in an error of Lambda’s own', fault: { kind: 'internal-error' }, runs: 0, says: unknown },
    { when: 'is throttled', fault: { kind: 'throttle' }, runs: 0, says: notRun },
    { when: 'is not allowed', fault: { kind: 'error', code: 'AccessDeniedException' }, runs: 0, says: notRun },
    {
      when: 'asks for what is gone',
      fault: { kind: 'error', code: 'ResourceNotFoundException' },
      runs: 0,
      says: notRun,
    },
  ])('that $when: it is sent once, and what is said is true', async ({ fault, runs, says }) => {
    const stage = await openChangeStage()
    stage.aws.faults.add({ where: { action: 'Invoke' }, fault })
    const answer = await ask(stage, '/lambda invoke echo {"order": 42}')
    expect(answer.text).toMatch(says)
    await expect.poll(() => stage.aws.runs('echo')).toBe(runs)
    await expect.poll(() => stage.aws.calls.filter(({ action }) => action === 'Invoke').length).toBe(1)
    expect(labelsOf(answer)).toContain('Invoke again')
    const asksFirst = JSON.stringify(answer.blocks).includes('If it did, it then runs twice')
    expect(asksFirst).toBe(says === unknown)
    expect(saysIn(await ask(stage, '/windlass changes'))).toContain(says === unknown ? 'not known' : '1 refused')
  })
})

it('where it is not known whether it ran, its log is shown only to who may read logs', async () => {
  const stage = await openChangeStage()
  const as = people.mia.id
  expect((await ask(stage, '/lambda logs refund-order', { as })).text).toMatch(/^You may not/)
  await confirmed(stage, '/lambda invoke refund-order {"order": "O-1", "amount": 7, "reason": "of grace"}')
  stage.aws.faults.add({ where: { action: 'Invoke', isDryRun: false }, fault: { kind: 'lose-answer' } })
  const answer = await confirmed(stage, '/lambda invoke refund-order {"order": "O-2"}', as)
  expect(answer.text).toMatch(/^◐ It is not known whether refund-order ran/)
  expect(saysIn(answer)).not.toContain('What its log has')
  expect(saysIn(answer)).not.toContain('of grace')
  expect(labelsOf(answer)).not.toContain('Logs')
})
