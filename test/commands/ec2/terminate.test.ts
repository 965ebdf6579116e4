import { describe, expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { callsOf, changeCommandOf, planFor } from '../../fixtures/change.ts'
import { anInstance } from '../../fixtures/values.ts'

const web = anInstance({ name: 'web-1' })

describe('/ec2 terminate', () => {
  it('makes one call', async () => {
    const plan = await planFor('ec2 terminate', [web], anAccount([web]))
    expect(await callsOf('ec2 terminate', plan)).toEqual(['terminate web-1'])
  })

  it('is final: it is typed to confirm it, and nothing takes it back', () => {
    const command = changeCommandOf('ec2 terminate')
    expect(command.isFinal).toBe(true)
    expect(command.undo).toBeUndefined()
  })

  it('is another plan where a volume would go with it that did not before', async () => {
    const volume = { id: 'vol-9', device: '/dev/sdf', sizeGib: 1, type: 'gp3', isEncrypted: false }
    const of = (isDeletedOnTermination: boolean) =>
      anAccount([web], [], { around: { [web.id]: { volumes: [{ ...volume, isDeletedOnTermination }] } } })
    const before = await planFor('ec2 terminate', [web], of(false))
    const after = await planFor('ec2 terminate', [web], of(true))
    expect(before.steps[0]?.precondition['volumes deleted with it']).toEqual([])
    expect(after.steps[0]?.precondition['volumes deleted with it']).toEqual(['vol-9'])
  })
})
