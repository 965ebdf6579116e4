import { describe, expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { aPauseSwitch, leadText, pressable, runCommand } from '../../fixtures/run-command.ts'
import { noon } from '../../fixtures/values.ts'

const account = anAccount([])
const groups = ['changers']

describe('/windlass pause', () => {
  it('stops every change and says so, with the way back', async () => {
    const pause = aPauseSwitch()
    const view = await runCommand('windlass pause --reason "incident 2231"', account, { groups, pause })
    expect(leadText(view)).toBe(
      'Changes are paused for everyone: incident 2231. None begins, and those that run end at their next step.',
    )
    expect(pressable(view)).toMatchObject({ 'Resume changes': 'windlass resume' })
    expect(await pause.findPause()).toMatchObject({ by: 'U0ADA', reason: 'incident 2231' })
  })

  it('leaves the first pause as it is', async () => {
    const pause = aPauseSwitch({ by: 'U0BO', at: noon - 60_000, reason: 'patching' })
    const view = await runCommand('windlass pause', account, { groups, pause })
    expect(leadText(view)).toBe('Changes are paused already, by <@U0BO> since 2026-11-23T11:59Z: patching.')
  })
})
