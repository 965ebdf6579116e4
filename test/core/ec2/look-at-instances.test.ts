import { describe, expect, it } from 'vitest'
import type { PlannedStep } from '../../../src/core/command.ts'
import type { Instance, InstanceDetails } from '../../../src/core/ec2/instance.ts'
import { anAccount } from '../../fixtures/account.ts'
import { changeCommandOf, planFor } from '../../fixtures/change.ts'
import { aFunctionsAccount } from '../../fixtures/functions.ts'
import { anInstance, noon } from '../../fixtures/values.ts'

type Looked = { acceptedAt?: number | undefined; details?: Partial<InstanceDetails>; isGone?: boolean; fails?: boolean }

/** What a look at the instance says, after the command was given for it when it was as the command needs it. */
async function look(name: string, instance: Instance, looked: Looked = {}) {
  const { acceptedAt, details = {}, isGone, fails } = { acceptedAt: noon - 60_000, ...looked }
  const before: Instance = { ...instance, state: name === 'ec2 start' ? 'stopped' : 'running' }
  const plan = await planFor(name, [before], anAccount([before]))
  const [step] = plan.steps
  const [target] = plan.targets
  if (step === undefined || target === undefined) throw new Error('no step')
  const planned: PlannedStep = { step, target, acceptedAt }
  const failure = { place: instance.place, code: 'Timeout', message: 'It did not answer.' }
  const account = anAccount(isGone === true || fails === true ? [] : [instance], fails === true ? [failure] : [], {
    details: { [instance.id]: details },
  })
  return (await changeCommandOf(name).look([planned], { ec2: account, lambda: aFunctionsAccount([]), now: noon })).get(
    instance.id,
  )
}

describe('a look', () => {
  it.each([
    ['ec2 stop', 'stopped', 'there'],
    ['ec2 stop', 'stopping', 'moving'],
    ['ec2 start', 'running', 'there'],
    ['ec2 start', 'pending', 'moving'],
    ['ec2 terminate', 'terminated', 'there'],
    ['ec2 terminate', 'shutting-down', 'moving'],
    ['ec2 stop', 'terminated', 'astray'],
    ['ec2 reboot', 'stopped', 'astray'],
  ] as const)('knows the way: %s, now %s, is %s', async (name, state, kind) => {
    expect(await look(name, anInstance({ state }))).toMatchObject({ kind, state })
  })

  it('says untouched while what AWS took may not show yet, and where nothing was taken', async () => {
    const running = anInstance()
    expect(await look('ec2 stop', running, { acceptedAt: noon - 3_000 })).toEqual({
      kind: 'untouched',
      state: 'running',
    })
    expect(await look('ec2 stop', running, { acceptedAt: undefined })).toEqual({ kind: 'untouched', state: 'running' })
  })

  it('asks why only of what went elsewhere', async () => {
    const stateReason = { code: 'Server.InsufficientInstanceCapacity', message: 'There is not enough capacity' }
    expect(await look('ec2 start', anInstance({ state: 'stopped' }), { details: { stateReason } })).toEqual({
      kind: 'astray',
      state: 'stopped',
      why: 'AWS accepted it, and it is stopped: There is not enough capacity (Server.InsufficientInstanceCapacity).',
    })
  })

  it('takes a terminated instance that EC2 has forgotten for terminated, and any other for gone', async () => {
    expect(await look('ec2 terminate', anInstance(), { isGone: true })).toEqual({ kind: 'there', state: 'terminated' })
    expect(await look('ec2 stop', anInstance(), { isGone: true })).toMatchObject({ kind: 'astray', state: 'gone' })
  })

  it('does not take silence for an answer', async () => {
    expect(await look('ec2 terminate', anInstance(), { fails: true })).toEqual({
      kind: 'unseen',
      why: 'It did not answer.',
    })
  })
})

describe('a look at a reboot', () => {
  it.each([
    [noon - 5_000, {}, { kind: 'moving', state: 'rebooting' }],
    [noon - 60_000, {}, { kind: 'there', state: 'running, status checks passed' }],
    [undefined, {}, { kind: 'unclear', state: 'running' }],
    [
      noon - 60_000,
      { instanceCheck: 'initializing' },
      { kind: 'moving', state: 'rebooting, instance check initializing' },
    ],
  ])('waits for the status checks of the time after it', async (acceptedAt, details, seen) => {
    expect(await look('ec2 reboot', anInstance(), { acceptedAt, details })).toEqual(seen)
  })
})
