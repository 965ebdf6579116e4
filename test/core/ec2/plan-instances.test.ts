import { describe, expect, it } from 'vitest'
import type { InstanceState } from '../../../src/core/ec2/instance.ts'
import { planHash } from '../../../src/core/plan.ts'
import { plain } from '../../../src/core/text.ts'
import { anAccount } from '../../fixtures/account.ts'
import { planFor } from '../../fixtures/change.ts'
import { anInstance } from '../../fixtures/values.ts'

describe('a plan', () => {
  it('has a step for each instance, in the order in which people count', async () => {
    const all = ['web-10', 'web-2', 'web-1'].map((name) => anInstance({ name }))
    const plan = await planFor('ec2 stop', [...all, ...all], anAccount(all))
    expect(plan.targets.map(({ name }) => name)).toEqual(['web-1', 'web-2', 'web-10'])
    expect(plan.steps.map(({ target }) => target)).toEqual(plan.targets.map(({ id }) => id))
    expect(plan.steps[0]).toMatchObject({ action: 'ec2:StopInstances', input: { InstanceIds: [all[2]?.id] } })
    expect(plan.words).toEqual(['ec2', 'stop'])
    expect(plan.parameters).toEqual({ hibernate: false })
  })

  it('has the same hash whatever the order, and another one in another condition', async () => {
    const [one, two] = [anInstance({ name: 'a' }), anInstance({ name: 'b' })]
    const account = anAccount([one, two])
    const first = await planFor('ec2 stop', [one, two], account)
    const again = await planFor('ec2 stop', [two, one], account)
    const changed = await planFor('ec2 stop --hibernate', [one, two], account)
    expect(planHash(again)).toBe(planHash(first))
    expect(planHash(changed)).not.toBe(planHash(first))
  })

  it.each<[string, InstanceState, string | undefined]>([
    ['ec2 start', 'stopped', undefined],
    ['ec2 start', 'running', 'already running'],
    ['ec2 start', 'pending', 'already starting'],
    ['ec2 start', 'stopping', 'still stopping: it can be started once it is stopped'],
    ['ec2 start', 'terminated', 'terminated, which nothing takes back'],
    ['ec2 stop', 'running', undefined],
    ['ec2 stop', 'stopped', 'already stopped'],
    ['ec2 stop', 'stopping', 'already stopping'],
    ['ec2 stop', 'pending', 'still starting: it can be stopped once it is running'],
    ['ec2 stop', 'shutting-down', 'being terminated, which nothing takes back'],
    ['ec2 reboot', 'running', undefined],
    ['ec2 reboot', 'stopped', 'stopped: only a running instance can be rebooted'],
    ['ec2 terminate', 'running', undefined],
    ['ec2 terminate', 'stopped', undefined],
    ['ec2 terminate', 'terminated', 'already terminated'],
    ['ec2 terminate', 'shutting-down', 'already being terminated'],
  ])('leaves out what cannot or need not be done: %s of %s', async (name, state, reason) => {
    const instance = anInstance({ state })
    const plan = await planFor(name, [instance], anAccount([instance]))
    expect(plan.skipped.map((each) => each.reason)).toEqual(reason === undefined ? [] : [reason])
    expect(plan.steps).toHaveLength(reason === undefined ? 1 : 0)
  })

  it.each([
    [
      'ec2 terminate',
      { isTerminationProtected: true },
      'protected against termination: its protection has to be lifted first',
    ],
    ['ec2 stop', { isStopProtected: true }, 'protected against stopping: its protection has to be lifted first'],
    [
      'ec2 stop',
      { rootDevice: 'instance-store' },
      'one whose root is an instance store: it can be terminated, not stopped',
    ],
    ['ec2 stop --hibernate', {}, 'not set up for hibernation, which has to be chosen when it is launched'],
  ] as const)('leaves out what is protected or of another kind: %s, %j', async (name, around, reason) => {
    const instance = anInstance()
    const account = anAccount([instance], [], { around: { [instance.id]: around } })
    const plan = await planFor(name, [instance], account)
    expect(plan.skipped.map((each) => each.reason)).toEqual([reason])
  })

  it('of more than may be changed at once is refused before each of them is asked about', async () => {
    const many = Array.from({ length: 101 }, (_, index) => anInstance({ name: `web-${index}` }))
    const account = { ...anAccount(many), describeSurroundings: () => Promise.reject(new Error('it was asked')) }
    await expect(planFor('ec2 stop', many, account)).rejects.toMatchObject({
      code: 'Cap',
      message: 'That would change 101 at once.',
    })
  })

  it('does not ask AWS what lies around nothing', async () => {
    const instance = anInstance({ state: 'stopped' })
    const account = { ...anAccount([instance]), describeSurroundings: () => Promise.reject(new Error('asked')) }
    expect((await planFor('ec2 stop', [instance], account)).steps).toEqual([])
  })
})

describe('what a plan costs', () => {
  it('is the hour before and after', async () => {
    const instance = anInstance({ name: 'web-1' })
    const plan = await planFor('ec2 stop', [instance], anAccount([instance]))
    expect(plan.cost).toEqual({ before: 0.096, after: 0 })
    expect(plan.impact.map(plain)).toContain(
      'Saves $0.096 an hour: $0.096 before, $0.00 after. The volume goes on costing $2.86 a month for storage.',
    )
  })

  it.each([
    [{ lifecycle: 'spot' }, 'The cost is not known: web-1 is a Spot Instance, whose price moves.'],
    [{ platform: 'Windows' }, 'The cost is not known: Windlass knows prices for Linux, web-1 is Windows.'],
  ] as const)('is not guessed: %j', async (given, unread) => {
    const instance = anInstance({ name: 'web-1' })
    const account = anAccount([instance], [], {
      around: { [instance.id]: given },
      unread: ['The volumes: not allowed.'],
    })
    const plan = await planFor('ec2 stop', [instance], account)
    expect(plan.cost).toBeUndefined()
    expect(plan.unread).toEqual(['The volumes: not allowed.', unread])
  })

  it('is not known for a type without a price', async () => {
    const instance = anInstance({ type: 'u-24tb1.metal' })
    const { cost, unread } = await planFor('ec2 stop', [instance], anAccount([instance]))
    expect(cost).toBeUndefined()
    expect(unread).toEqual(['The cost is not known: Windlass has no price for u-24tb1.metal in eu-central-1.'])
  })
})
