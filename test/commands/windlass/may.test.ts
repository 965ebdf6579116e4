import { describe, expect, it } from 'vitest'
import type { Decision } from '../../../src/core/decision.ts'
import type { May } from '../../../src/core/may.ts'
import { anAccount } from '../../fixtures/account.ts'
import { planFor } from '../../fixtures/change.ts'
import { bulletsOf, leadText, noteText, pressable, runCommand } from '../../fixtures/run-command.ts'
import { anInstance } from '../../fixtures/values.ts'

const instances = ['web-1', 'web-2'].map((name) => anInstance({ name }))
const account = anAccount(instances)
const { targets } = await planFor('ec2 stop', instances, account)
const yes: Decision = { answer: 'allow', rule: { name: 'changers-change', where: undefined } }
const no: Decision = {
  answer: 'deny',
  rule: { name: 'production-is-for-leads', where: 'policies/production.cedar line 4' },
  reason: 'Changes to production are for leads.',
}

/** What is answered where the policy decides so, and what it was asked. */
async function ask(typed: string, answer: Partial<May>) {
  const asked: string[] = []
  const may = async (words: readonly string[]): Promise<May> => {
    asked.push(words.join(' '))
    const stop = { command: '/ec2 stop', words: ['ec2', 'stop', 'web-1'], inGeneral: undefined, except: [] }
    return { ...stop, targets: [], ...answer }
  }
  return { view: await runCommand(`windlass may ${typed}`, account, { may, groups: ['changers'] }), asked }
}

describe('/windlass may', () => {
  it.each(['stop web-1', '/ec2 stop web-*', 'stop web-* --hibernate --account production --reason=x'])(
    'asks about all that was typed: %s',
    async (typed) => {
      expect((await ask(typed, {})).asked).toEqual([typed])
    },
  )

  it('says yes with the rule, and offers to do it', async () => {
    const { view } = await ask('stop web-1', {
      targets: targets.slice(0, 1).map((target) => ({ target, decision: yes })),
    })
    expect(leadText(view)).toBe('Yes, you may do /ec2 stop to web-1.')
    expect(bulletsOf(view)).toEqual(['✓ yes: web-1 in production, eu-central-1. Rule changers-change.'])
    expect(pressable(view)).toMatchObject({ '/ec2 stop web-1': 'ec2 stop web-1' })
  })

  it('says no with the reason and where the rule is written', async () => {
    const { view } = await ask('stop web-*', {
      targets: targets.map((target, index) => ({ target, decision: index === 0 ? no : yes })),
    })
    expect(leadText(view)).toBe('Not to all: you may do /ec2 stop to 1 of 2 instances.')
    expect(bulletsOf(view)[0]).toBe(
      '✕ no: web-1 in production, eu-central-1. Changes to production are for leads. Rule production-is-for-leads, policies/production.cedar line 4.',
    )
    expect(Object.keys(pressable(view))).toEqual(['Show web-1'])
  })

  it('answers for commands without targets', async () => {
    const { view } = await ask('windlass audit', { command: '/windlass audit', inGeneral: no })
    expect(leadText(view)).toBe('No, you may not give /windlass audit. Changes to production are for leads.')
    expect(noteText(view)).toBe('Rule production-is-for-leads, policies/production.cedar line 4.')
  })

  it('asks back where nothing was asked', async () => {
    expect(leadText((await ask('', {})).view)).toContain('May you do what?')
  })
})
