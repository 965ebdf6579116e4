import { describe, expect, it } from 'vitest'
import type { Instance } from '../../../src/core/ec2/instance.ts'
import { targetOf } from '../../../src/core/ec2/target.ts'
import type { Taken } from '../../../src/core/taken.ts'
import { anAccount } from '../../fixtures/account.ts'
import { planFor } from '../../fixtures/change.ts'
import { anInstance, frankfurt, production } from '../../fixtures/values.ts'

const group = { name: 'web', desired: 4, members: 4, min: 2, replaces: true }
const tags = { 'aws:autoscaling:groupName': 'web' }

const organisation = {
  accounts: [production],
  tagKeys: { owner: 'owner', environment: 'env' },
  production: ['production'],
}

/** As another change planned it: up. */
const taken = (instance: Instance, isAhead: boolean): Taken => ({
  target: { ...targetOf(instance, organisation), state: 'running' },
  isAhead,
})

const members = (...states: readonly Instance['state'][]) =>
  states.map((state, index) => anInstance({ name: `web-${index + 1}`, state, tags }))

/** A stop of the first; `others` are not in the group. */
async function takesOf(web: readonly Instance[], others: readonly Instance[], by: readonly Taken[] = []) {
  const around = Object.fromEntries(web.map(({ id }) => [id, { group }]))
  const account = { ...anAccount([...web, ...others], [], { around }), taken: by }
  return (await planFor('ec2 stop', web.slice(0, 1), account)).takes
}

describe('an Auto Scaling group', () => {
  it('is out of what is stopped with it', async () => {
    const web = members('running', 'running', 'running', 'running')
    expect((await takesOf(web, [])).groups).toEqual([{ name: 'web', taken: 1, already: 0, size: 4 }])
  })

  it.each(['stopped', 'stopping', 'shutting-down', 'terminated'] as const)(
    'lacks a member that is %s already',
    async (state) => {
      const web = members('running', 'running', 'running', state)
      expect((await takesOf(web, [])).groups).toEqual([{ name: 'web', taken: 2, already: 1, size: 4 }])
    },
  )

  it('does not lack what it has replaced', async () => {
    const web = members('running', 'running', 'running', 'pending', 'terminated')
    expect((await takesOf(web, [])).groups).toEqual([{ name: 'web', taken: 1, already: 0, size: 4 }])
  })

  it('is about to lack what another change still waits to take', async () => {
    const web = members('running', 'running', 'running', 'stopping')
    const by = web.slice(0, 2).map((instance) => taken(instance, true))
    expect((await takesOf(web, [], by)).groups).toEqual([{ name: 'web', taken: 3, already: 2, size: 4 }])
  })

  it('that could not be read is not counted as none', async () => {
    const [web = anInstance()] = members('running')
    const { takes } = await planFor('ec2 stop', [web], anAccount([web]))
    expect(takes).toMatchObject({
      groups: [],
      uncounted: ['The Auto Scaling group web of web-1 could not be counted.'],
    })
  })

  it('of the same name in another Region is another one', async () => {
    const web = members('running', 'running', 'running', 'running')
    const far = anInstance({ name: 'web-5', tags, place: { ...frankfurt, region: 'us-east-1' } })
    expect((await takesOf(web, [far])).groups).toEqual([{ name: 'web', taken: 1, already: 0, size: 4 }])
  })
})

describe('an environment', () => {
  const up = [1, 2, 3].map((number) => anInstance({ name: `db-${number}` }))
  const stopped = anInstance({ name: 'old', state: 'stopped' })
  const share = async (by: readonly Taken[]) => (await takesOf([anInstance()], [...up, stopped], by)).environments

  it('is what runs in it: what has been stopped for long is not of it', async () => {
    expect(await share([])).toEqual([{ name: 'production', taken: 1, already: 0, size: 4 }])
  })

  it('lacks what Windlass took out lately and is not back', async () => {
    const by = [taken(stopped, false), taken(anInstance({ name: 'forgotten' }), false)]
    expect(await share(by)).toEqual([{ name: 'production', taken: 3, already: 2, size: 6 }])
  })

  it('does not lack what is back', async () => {
    expect(await share(up.map((instance) => taken(instance, false)))).toEqual([
      { name: 'production', taken: 1, already: 0, size: 4 },
    ])
  })

  it('is about to lack what another change is about to take', async () => {
    expect(await share(up.slice(1).map((instance) => taken(instance, true)))).toEqual([
      { name: 'production', taken: 3, already: 2, size: 4 },
    ])
  })

  it('does not lack what a start was to bring, nor what is in another account or Region', async () => {
    const start = { target: { ...targetOf(stopped, organisation), state: 'stopped' }, isAhead: false }
    const far = taken(anInstance({ place: { ...frankfurt, region: 'us-east-1' } }), false)
    const other = taken(anInstance({ place: { ...frankfurt, account: 'other', accountId: '2' } }), false)
    expect(await share([start, far, other])).toEqual([{ name: 'production', taken: 1, already: 0, size: 4 }])
  })
})

describe('nothing', () => {
  const none = { groups: [], environments: [], uncounted: [] }

  it.each(['ec2 start', 'ec2 terminate'])('is taken by %s of what does not run', async (name) => {
    const instance = anInstance({ state: 'stopped', tags })
    expect((await planFor(name, [instance], anAccount([instance]))).takes).toEqual(none)
  })

  it('is said to be known where not all could be counted', async () => {
    const instance = anInstance()
    const failure = { place: instance.place, code: 'Timeout', message: 'production, eu-central-1 did not answer.' }
    const silent = { ...anAccount([instance]), findInstances: async () => ({ instances: [], failures: [failure] }) }
    expect((await planFor('ec2 stop', [instance], silent)).takes).toEqual({
      ...none,
      uncounted: ['How much runs there could not be counted: production, eu-central-1 did not answer.'],
    })
  })
})
