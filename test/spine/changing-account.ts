import type { Acted } from '../../src/core/acted.ts'
import type { InstanceChanger } from '../../src/core/ec2/changer.ts'
import type { Instance, InstanceState } from '../../src/core/ec2/instance.ts'
import type { Place } from '../../src/core/place.ts'
import type { Target } from '../../src/core/plan.ts'
import { anInstance } from '../fixtures/values.ts'

/** What AWS answers to one call; `move` is what the call does to the instance. */
export type Reply = (move: () => void) => Acted | Promise<Acted>

export const accepts: Reply = (move) => {
  move()
  return { kind: 'accepted', requestId: 'request-1' }
}

export function refuses(given: Partial<Acted & { kind: 'refused' }> = {}): Reply {
  return () => ({
    kind: 'refused',
    code: 'IncorrectInstanceState',
    message: 'AWS says that its state does not allow it.',
    requestId: 'request-2',
    spreads: 'nowhere',
    ...given,
  })
}

const noAnswer = { kind: 'unknown', code: 'NetworkError', message: 'AWS did not answer.' } as const

/** The call was done, and its answer lost. */
export const losesAnswer: Reply = (move) => {
  move()
  return noAnswer
}

/** Nothing was done, and nobody says so. */
export const losesCall: Reply = () => noAnswer

const virginia: Place = { account: 'sandbox', accountId: '777788889999', region: 'us-east-1' }

/** `web-1` to `web-<count>` of the sandbox, running, in no environment. */
export function fleet(count: number): Instance[] {
  return Array.from({ length: count }, (_, index) => anInstance({ name: `web-${index + 1}`, place: virginia }))
}

const arrived: Partial<Record<InstanceState, InstanceState>> = {
  pending: 'running',
  stopping: 'stopped',
  'shutting-down': 'terminated',
}

/** Instances that calls really change. */
export function aChangingAccount(given: readonly Instance[]) {
  const known = new Map<string, Instance>(given.map((each) => [each.id, each]))
  const calls: string[] = []
  const replies: Reply[] = []
  const set = (id: string, changed: Partial<Instance>) => {
    const before = known.get(id)
    if (before !== undefined) known.set(id, { ...before, ...changed })
  }
  const named = (name: string) => [...known.values()].filter((each) => each.name === name)
  const call = (verb: string, moved: Partial<Instance>, isRehearsal: boolean) => async (target: Target) => {
    if (isRehearsal) return accepts(() => undefined)
    calls.push(`${verb} ${target.name}`)
    return (replies.shift() ?? accepts)(() => set(target.id, moved))
  }
  return {
    /** Whatever was called to change something; rehearsals are not in it. */
    calls,
    /** To the next calls, in their order. After them AWS accepts. */
    replies,
    instances: () => [...known.values()],
    changer: (isRehearsal: boolean): InstanceChanger => ({
      startInstance: call('start', { state: 'pending' }, isRehearsal),
      stopInstance: call('stop', { state: 'stopping' }, isRehearsal),
      rebootInstance: call('reboot', {}, isRehearsal),
      terminateInstance: call('terminate', { state: 'shutting-down' }, isRehearsal),
    }),
    change: (name: string, changed: Partial<Instance>) => named(name).forEach(({ id }) => set(id, changed)),
    remove: (name: string) => named(name).forEach(({ id }) => known.delete(id)),
    /** What is on its way arrives. */
    settle: () => [...known.values()].forEach(({ id, state }) => set(id, { state: arrived[state] ?? state })),
  }
}
