import { describe, expect, it, test } from 'vitest'
import { lambdaRollback } from '../../../src/commands/lambda/rollback.ts'
import type { FunctionDetails } from '../../../src/core/lambda/function.ts'
import { planHash } from '../../../src/core/plan.ts'
import { plain } from '../../../src/core/text.ts'
import { anAlias, intake, lookedAt, planned, readerOf } from '../../fixtures/aliases.ts'
import { noon } from '../../fixtures/values.ts'

const planOf = (values: object, given?: Partial<FunctionDetails>) => planned(lambdaRollback, values, given)
const on = (version: string, weights: Record<string, number> = {}) => ({ aliases: [anAlias({ version, weights })] })
const none = { at: undefined, description: undefined }

it('only restores, so that a button confirms it', () => {
  expect(lambdaRollback).toMatchObject({ isRestoring: true, isFinal: false, repeat: 'safe' })
})

describe('a rollback', () => {
  it('without a version goes to the newest one before, and says that nobody named it', async () => {
    const plan = await planOf({}, on('7'))
    expect(plan).toMatchObject({
      parameters: { alias: 'live', version: '6' },
      steps: [
        {
          target: intake.arn,
          action: 'lambda:UpdateAlias',
          input: { kind: 'point', alias: 'live', version: '6', weights: {}, revision: 'alias-1' },
          precondition: { alias: 'live', version: '7', weights: {}, revision: 'alias-1' },
        },
      ],
    })
    expect(plan.impact.map(plain).slice(0, 2)).toEqual([
      'No version was named: 6 is the newest one before 7.',
      'Version 6 was published 2026-11-20T12:00Z.',
    ])
    expect(plan.undo?.label).toBe('Move back to 7')
    expect(plan.undo?.words.join(' ')).toBe(
      'lambda alias order-intake --account production --region eu-central-1 --alias live --version 7',
    )
  })

  it('planned again from its parameters is the same plan', async () => {
    const plan = await planOf({}, on('7'))
    expect(planHash(await planOf(plan.parameters, on('7')))).toBe(planHash(plan))
  })

  test.each([
    [
      on('6', { 7: 0.1 }),
      undefined,
      { summary: 'live: all calls to 6 instead of 10 % of calls to 7, the rest to 6', undo: 'Send 10 % to 7 again' },
    ],
    [
      on('6', { 7: 0.1 }),
      '6',
      { summary: 'live: all calls to 6 instead of 10 % of calls to 7, the rest to 6', undo: 'Send 10 % to 7 again' },
    ],
    [
      on('6', { 7: 0.1 }),
      '5',
      { summary: 'live: all calls to 5 instead of 10 % of calls to 7, the rest to 6', undo: 'Move back to 6' },
    ],
    [
      on('7', { 6: 0.9 }),
      undefined,
      { summary: 'live: all calls to 6 instead of 90 % of calls to 6, the rest to 7', undo: 'Move back to 7' },
    ],
    [
      on('6', { 8: 0.2, 5: 0.1 }),
      undefined,
      {
        summary: 'live: all calls to 5 instead of 10 % of calls to 5, 20 % of calls to 8, the rest to 6',
        undo: 'Move back to 6',
      },
    ],
    [on('8', {}), '5', { summary: 'live: from 8 to 5', undo: 'Move back to 8' }],
    [on('$LATEST', {}), undefined, { summary: 'live: from $LATEST to 8', undo: 'Move back to $LATEST' }],
  ])('from %o to %s', async (given, version, { summary, undo }) => {
    const plan = await planOf({ version }, given)
    expect(plain(plan.summary ?? [])).toBe(summary)
    expect(plan.undo?.label).toBe(undo)
  })

  it('counts versions as numbers, and passes over those that are deleted', async () => {
    const versions = ['9', '10', '7'].map((version) => ({ version, ...none }))
    expect(await planOf({}, { versions, ...on('10') })).toMatchObject({ parameters: { version: '9' } })
    expect(await planOf({}, { versions, ...on('9') })).toMatchObject({ parameters: { version: '7' } })
  })

  it('to where all calls go already is no change', async () => {
    expect((await planOf({ version: '6' })).skipped).toMatchObject([
      { reason: 'already sending all calls to 6 through live' },
    ])
  })

  test.each([
    [{ version: '7' }, {}, 'NotBefore'],
    [{ version: '7' }, on('6', { 7: 0.1 }), 'NotBefore'],
    [{ version: '7' }, on('7', { 6: 0.9 }), 'NotBefore'],
    [{ version: '6' }, on('6', { 8: 0.2, 5: 0.1 }), 'NotBefore'],
    [{ version: '$LATEST' }, {}, 'NotBefore'],
    [{ version: '4' }, {}, 'NoVersion'],
    [{}, on('5'), 'NothingBefore'],
    [{ alias: 'beta' }, {}, 'NoAlias'],
  ])('%o of %o is refused: %s', async (values, given, code) => {
    await expect(planOf(values, given)).rejects.toMatchObject({ name: 'UserError', code })
  })
})

it('is there once the alias sends all calls to the version', async () => {
  const plan = await planOf({}, on('7'))
  const lambda = readerOf({ aliases: [anAlias({ version: '6', revision: 'alias-2' })] })
  expect(await lookedAt(lambdaRollback, plan, { lambda, now: noon + 3_000 })).toEqual({
    kind: 'there',
    state: 'sending all calls to 6',
  })
})
