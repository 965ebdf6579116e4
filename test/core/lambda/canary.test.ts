import { describe, expect, it, test } from 'vitest'
import { lambdaAlias } from '../../../src/commands/lambda/alias.ts'
import { planned } from '../../fixtures/aliases.ts'
import { aChange } from '../../fixtures/change.ts'
import { noon } from '../../fixtures/values.ts'

const onLive = ['--account', 'production', '--region', 'eu-central-1', '--alias', 'live']

describe('while both versions are called', () => {
  const state = 'sending 10 % of calls to 7, the rest to 6'
  const accepted = { kind: 'accepted', at: noon, requestId: undefined, state } as const
  const offersOf = async (values: object, progress: Parameters<typeof aChange>[1] = { progress: [accepted] }) =>
    lambdaAlias.offers?.(aChange(await planned(lambdaAlias, { version: '7', ...values }), progress)) ?? []

  it('the way back and the way on are offered, for the same reason', async () => {
    const because = ['--reason', 'OPS-412 patching']
    expect(await offersOf({ weight: 10 })).toMatchObject([
      {
        label: 'Roll back',
        style: 'danger',
        does: { words: ['lambda', 'rollback', 'order-intake', ...onLive, '--version', '6', ...because] },
      },
      {
        label: 'Send all to 7',
        does: { words: ['lambda', 'alias', 'order-intake', ...onLive, '--version', '7', ...because] },
      },
    ])
  })

  it('the way back to a newer version is a move, which is confirmed like any', async () => {
    expect(await offersOf({ weight: 90, version: '5' })).toMatchObject([
      { label: 'Move back to 6', does: { words: expect.arrayContaining(['alias', '6']) } },
      { label: 'Send all to 5', does: { words: expect.arrayContaining(['alias', '5']) } },
    ])
  })

  test.each([
    [{ kind: 'there', at: noon, acceptedAt: noon, state }, 2],
    [{ kind: 'waiting' }, 0],
    [{ kind: 'refused', at: noon, code: 'x', message: 'no', requestId: undefined }, 0],
    [{ kind: 'astray', at: noon, message: 'moved' }, 0],
  ] as const)('%o has %i of them', async (progress, count) => {
    expect(await offersOf({ weight: 10 }, { progress: [progress] })).toHaveLength(count)
  })

  it('and not where all calls were moved', async () => {
    expect(await offersOf({})).toEqual([])
  })
})
