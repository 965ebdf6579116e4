import { describe, expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { callsOf, changeCommandOf, planFor } from '../../fixtures/change.ts'
import { anInstance } from '../../fixtures/values.ts'

const web = anInstance({ name: 'web-1', state: 'stopped' })

describe('/ec2 start', () => {
  it('makes one call, and says what the role needs beside it', async () => {
    expect(await callsOf('ec2 start', await planFor('ec2 start', [web], anAccount([web])))).toEqual(['start web-1'])
    expect(changeCommandOf('ec2 start').aws).toMatchObject({
      change: ['ec2:StartInstances'],
      beside: ['kms:CreateGrant'],
    })
  })

  it('is taken back by a stop', async () => {
    const { targets } = await planFor('ec2 start', [web], anAccount([web]))
    expect(changeCommandOf('ec2 start').undo?.(targets).slice(0, 3)).toEqual(['ec2', 'stop', web.id])
  })
})
