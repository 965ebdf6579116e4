import { describe, expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { callsOf, changeCommandOf, planFor } from '../../fixtures/change.ts'
import { anInstance } from '../../fixtures/values.ts'

const web = anInstance({ name: 'web-1' })

describe('/ec2 reboot', () => {
  it('makes one call', async () => {
    expect(await callsOf('ec2 reboot', await planFor('ec2 reboot', [web], anAccount([web])))).toEqual(['reboot web-1'])
  })

  it('is never done again by itself, and nothing takes it back', () => {
    const command = changeCommandOf('ec2 reboot')
    expect(command.repeat).toBe('never')
    expect(command.undo).toBeUndefined()
  })
})
