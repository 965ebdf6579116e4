import { describe, expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { aChange, planFor } from '../../fixtures/change.ts'
import { leadText, noteText, pressable, runCommand, tableOf } from '../../fixtures/run-command.ts'
import { anInstance, noon } from '../../fixtures/values.ts'

const instances = ['web-1', 'web-2', 'web-3'].map((name) => anInstance({ name }))
const account = anAccount(instances)
const plan = await planFor('ec2 stop', instances, account)
const ago = (minutes: number) => noon - minutes * 60_000
const running = aChange(plan, { id: 'RUN2', state: 'following', proposedAt: ago(3) })
const past = aChange(plan, {
  id: 'PAST2',
  state: 'ended',
  proposedAt: ago(90),
  progress: plan.steps.map((_, index) =>
    index === 0
      ? { kind: 'there', at: ago(89), acceptedAt: ago(90), state: 'stopped' }
      : { kind: 'not-tried', at: ago(89), reason: 'paused' },
  ),
})
const of = aChange(plan, { id: 'OF2', user: 'U0BO', state: 'cancelled', proposedAt: ago(5) })
const changes = [running, of, past]

describe('/windlass changes', () => {
  it('lists mine, newest first, each to be opened', async () => {
    const view = await runCommand('windlass changes', account, { changes })
    expect(leadText(view)).toBe('2 changes of yours, newest first')
    expect(tableOf(view)?.rows).toEqual([
      ['3 min', 'stop web-1, web-2 and 1 more', 'production', 'following'],
      ['1 h', 'stop web-1, web-2 and 1 more', 'production', '1 of 3 done, 2 not tried'],
    ])
    expect(pressable(view)).toEqual({
      'stop web-1, web-2 and 1 more, 3 min ago': 'windlass changes RUN2',
      'stop web-1, web-2 and 1 more, 1 h ago': 'windlass changes PAST2',
      'Everyone’s': 'windlass changes --all',
      Running: 'windlass changes --running',
    })
  })

  it('lists those of everyone, and says who they are', async () => {
    const view = await runCommand('windlass changes --all --past', account, { changes })
    expect(leadText(view)).toBe('2 changes of everyone, ended, newest first')
    expect(tableOf(view)?.rows.map((row) => row[1])).toEqual(['U0BO', 'U0ADA'])
    expect(noteText(view)).toBe('1–2 of 2. U0BO is <@U0BO>, U0ADA is <@U0ADA>.')
  })

  it('turns pages of twenty', async () => {
    const many = Array.from({ length: 45 }, (_, index) => aChange(plan, { id: `C${index}` }))
    const view = await runCommand('windlass changes --page 2', account, { changes: many })
    expect(pressable(view)).toMatchObject({
      '‹ 1–20 of 45': 'windlass changes --page 1',
      '41–45 of 45 ›': 'windlass changes --page 3',
    })
    expect(leadText(await runCommand('windlass changes --page 9', account, { changes: many }))).toBe(
      'No change on that page. There are 45 of yours.',
    )
  })

  it('opens one as its card has it, without what moves it', async () => {
    const view = await runCommand('windlass changes run2', account, { changes, groups: ['changers'] })
    expect(leadText(view)).toBe('Stopping 3 instances in production, eu-central-1')
    expect(Object.values(pressable(view))).not.toContain('confirm')
  })

  it('shows who may not give the command what has become of it', async () => {
    const view = await runCommand('windlass changes past2', account, { changes })
    expect(leadText(view)).toBe('/ec2 stop in production, eu-central-1: 1 of 3 done, 2 not tried')
    expect(tableOf(view)?.rows.map((row) => row[2])).toEqual(['there', 'not-tried', 'not-tried'])
    expect(Object.keys(pressable(view))).toEqual(['All changes'])
  })

  it('says where there is none, or none of that id', async () => {
    expect(leadText(await runCommand('windlass changes --running', account))).toBe('No change of yours, not ended.')
    expect(leadText(await runCommand('windlass changes nope', account))).toContain('No change has the id nope.')
  })
})
