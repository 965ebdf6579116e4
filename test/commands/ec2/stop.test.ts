import { describe, expect, it } from 'vitest'
import { anAccount } from '../../fixtures/account.ts'
import { callsOf, changeCommandOf, planFor } from '../../fixtures/change.ts'
import { anInstance, frankfurt } from '../../fixtures/values.ts'

const web = ['web-1', 'web-2'].map((name) => anInstance({ name }))
const account = anAccount(web)

describe('/ec2 stop', () => {
  it('makes one call for each instance', async () => {
    expect(await callsOf('ec2 stop', await planFor('ec2 stop', web, account))).toEqual(['stop web-1', 'stop web-2'])
  })

  it('keeps memory on disk where that was asked and can be', async () => {
    const around = Object.fromEntries(web.map(({ id }) => [id, { isHibernationConfigured: true }]))
    const plan = await planFor('ec2 stop --hibernate', web, anAccount(web, [], { around }))
    expect(plan.parameters).toEqual({ hibernate: true })
    expect(await callsOf('ec2 stop', plan)).toEqual(['hibernate web-1', 'hibernate web-2'])
  })

  it('is taken back by a start of just these, narrowed as far as they are together', async () => {
    const command = changeCommandOf('ec2 stop')
    const { targets } = await planFor('ec2 stop', web, account)
    const ids = web.map(({ id }) => id)
    const here = ['--account', 'production', '--region', 'eu-central-1']
    expect(command.undo?.(targets)).toEqual(['ec2', 'start', ...ids, ...here])
    const abroad = targets.map((target, index) =>
      index === 0 ? target : { ...target, place: { ...frankfurt, region: 'us-east-1' } },
    )
    expect(command.undo?.(abroad)).toEqual(['ec2', 'start', ...ids, '--account', 'production'])
  })

  it('may be done again, and is confirmed by a button', () => {
    expect(changeCommandOf('ec2 stop')).toMatchObject({ repeat: 'safe', isFinal: false })
  })
})
