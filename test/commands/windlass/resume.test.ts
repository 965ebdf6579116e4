import { describe, expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { aPauseSwitch, leadText, runCommand } from '../../fixtures/run-command.ts'
import { noon } from '../../fixtures/values.ts'

const account = anAccount([])
const groups = ['changers']

describe('/windlass resume', () => {
  it('lifts the pause, and says whose it was and for how long it lasted', async () => {
    const pause = aPauseSwitch({ by: 'U0BO', at: noon - 720_000, reason: undefined })
    const view = await runCommand('windlass resume', account, { groups, pause })
    expect(leadText(view)).toBe('Changes may begin again. They were paused by <@U0BO> for 12 min.')
    expect(leadText(await runCommand('windlass resume', account, { groups, pause }))).toContain('were not paused')
  })
})
