import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import {
  aCall,
  aStep,
  byUserAt,
  foundIn,
  grace,
  hour,
  read,
  stoppedAt,
  stoppedFacts,
} from '../../../fixtures/instance-facts.ts'
import { noon } from '../../../fixtures/values.ts'

const user = 'Client.UserInitiatedShutdown'
const inside = 'Client.InstanceInitiatedShutdown'
const byUser = { details: { stateTransition: byUserAt } }
const gone = { instance: { state: 'terminated' } } as const
const consoleOf = (...lines: readonly string[]) => ({ console: read({ lines, at: stoppedAt }) })
const spot = (code: string) => ({ spot: read({ id: 'sir-1', state: 'closed', code, message: '', at: stoppedAt }) })

describe('what does not make a stop', () => {
  it.each([
    ['a stop of another time', [aCall('StopInstances', { at: stoppedAt - hour })]],
    ['a stop that failed', [aCall('StopInstances', { error: { code: 'UnauthorizedOperation', message: '' } })]],
    ['another call at that time', [aCall('ModifyInstanceAttribute')]],
  ])('does not take %s for the cause', (_, trail) => {
    expect(foundIn(stoppedFacts(user, { ...byUser, trail: read(trail) })).rules).toEqual(['by-unknown-call'])
  })

  it('without EC2’s time takes only a call since the latest start', () => {
    const before = aCall('StopInstances', { at: noon - 30 * hour })
    expect(foundIn(stoppedFacts(user, { trail: read([before]) })).rules).toEqual(['by-unknown-call'])
    expect(foundIn(stoppedFacts(user, { trail: read([aCall('StopInstances'), before]) })).rules).toEqual(['by-call'])
  })

  it('does not blame a call where EC2 gives a reason of its own', () => {
    const facts = stoppedFacts(inside, {
      ...byUser,
      trail: read([aCall('StopInstances')]),
      own: [aStep('StopInstances')],
    })
    expect(foundIn(facts).rules).toEqual(['from-inside'])
  })

  it('does not call it an interruption where the request was ended by its user', () => {
    const facts = stoppedFacts('Server.SpotInstanceTermination', { ...gone, ...spot('instance-terminated-by-user') })
    expect(foundIn(facts).rules).toEqual(['nothing-found'])
  })

  it('says that nobody stopped it through AWS only where CloudTrail was read', () => {
    const evidence = (facts: InstanceFacts) => diagnoseInstance(facts)[0].evidence.map(({ says }) => plain(says))
    const nobody = 'no one stopped it through AWS since its latest start'
    expect(evidence(stoppedFacts(inside, { trail: read([]) }))).toContain(nobody)
    expect(evidence(stoppedFacts(inside, { trail: { unread: 'Not allowed.' } }))).not.toContain(nobody)
    expect(evidence(stoppedFacts(inside, { trail: read([aCall('StopInstances')]) }))).not.toContain(nobody)
    const readTo = stoppedAt - hour
    expect(evidence(stoppedFacts(inside, { trail: { value: [], readTo } }))).not.toContain(nobody)
    const instance = { launchedAt: readTo }
    expect(evidence(stoppedFacts(inside, { instance, trail: { value: [], readTo } }))).toContain(nobody)
  })

  it('says of a part of CloudTrail no more than that part tells', () => {
    const trail = { value: [], readTo: stoppedAt + 60_000 }
    expect(foundIn(stoppedFacts(user, { ...byUser, trail }))).toMatchObject({
      rules: ['by-unknown-call'],
      line: expect.stringContaining('who made it is not in what of CloudTrail could be read in time.'),
    })
    const [{ evidence }] = diagnoseInstance(stoppedFacts('Server.SomethingNew', { trail }))
    expect(evidence.map(({ says }) => plain(says))).toContain(
      'no call that explains it since 2026-11-23T10:01Z; it was read no further',
    )
  })

  it('keeps secrets of the console out of the evidence', () => {
    const facts = stoppedFacts(inside, consoleOf('cloud-init shutdown password=hunter2hunter2'))
    expect(JSON.stringify(diagnoseInstance(facts))).not.toContain('hunter2')
  })

  it('offers a start only of what is stopped', () => {
    const labels = (facts: InstanceFacts) =>
      diagnoseInstance(facts)[0].actions.map((action) => (action.kind === 'button' ? action.label : ''))
    expect(labels(stoppedFacts(inside))[0]).toBe('Start web-3')
    expect(labels(stoppedFacts(inside, gone))).not.toContain('Start web-3')
    expect(labels(stoppedFacts(inside, { instance: { state: 'stopping' } }))).not.toContain('Start web-3')
  })

  it.each([
    ['stopped', 'web-3 is not stopped: it is ● running, started 2026-11-22T12:00Z, 1 d ago.'],
    ['terminated', 'web-3 is not terminated: it is ● running, started 2026-11-22T12:00Z, 1 d ago.'],
    ['start', 'web-3 has started: it is ● running, started 2026-11-22T12:00Z, 1 d ago.'],
  ] as const)('says that it is not so where it runs and %s is asked', (about, line) => {
    const running = stoppedFacts(undefined, { about, instance: { state: 'running' } })
    expect(foundIn(running)).toEqual({ rules: ['not-so'], line })
  })

  it('says why it is gone where it is asked why it is stopped', () => {
    expect(foundIn(stoppedFacts(inside, { ...gone, about: 'stopped' })).rules).toEqual(['from-inside'])
  })

  it.each([
    [user, 'by-unknown-call'],
    [inside, 'from-inside'],
    ['Client.UserInitiatedHibernate', 'hibernated'],
    ['Server.SpotInstanceShutdown', 'spot-interruption'],
    ['Server.SomethingNew', 'nothing-found'],
    [undefined, 'by-unknown-call'],
  ])('of %s says no more than EC2 does where nothing else could be read', (code, rule) => {
    const no = { unread: 'Not allowed.' }
    const facts = stoppedFacts(code, { ...byUser, trail: no, console: no, activities: no, spot: no })
    expect(foundIn(facts).rules).toEqual([rule])
  })

  it('finds the same in whatever order the calls come', () => {
    const calls = [
      aCall('StartInstances', { at: noon - 25 * hour }),
      aCall('StopInstances', { at: stoppedAt + 30_000, from: undefined }),
      aCall('StopInstances'),
    ]
    const facts = (trail: typeof calls) =>
      stoppedFacts(user, { ...byUser, trail: read(trail), own: [aStep('StopInstances', { at: stoppedAt + 1000 })] })
    expect(foundIn(facts(calls))).toEqual(foundIn(facts(calls.toReversed())))
    // Who comes second stops nothing any more, though it was through Windlass.
    expect(foundIn(facts(calls)).rules).toEqual(['by-call'])
  })

  it('takes no stop from before its latest start, however near', () => {
    const launchedAt = stoppedAt - 40_000
    const trail = read([
      aCall('StopInstances'),
      aCall('StopInstances', { at: stoppedAt - 90_000, doer: { ...grace, session: 'ada' } }),
    ])
    const facts = stoppedFacts(user, { ...byUser, instance: { launchedAt }, trail })
    expect(foundIn(facts).line).toContain('by grace (role Admin)')
  })

  const shown = (facts: InstanceFacts) => diagnoseInstance(facts)[0].evidence.map(({ says }) => plain(says))

  it('says that the same stopped it before, as a schedule does', () => {
    const stops = [0, 24, 48].map((hours) => aCall('StopInstances', { at: stoppedAt - hours * hour }))
    const facts = (trail: typeof stops) => stoppedFacts(user, { ...byUser, trail: read(trail) })
    expect(shown(facts(stops))).toContain('they stopped it 2 times before, since 2026-11-21T10:00Z')
    expect(shown(facts(stops.slice(0, 2))).join()).not.toContain('before')
    const other = aCall('StopInstances', { at: stoppedAt - 72 * hour, doer: { ...grace, session: 'ada' } })
    expect(shown(facts([...stops.slice(0, 2), other])).join()).not.toContain('before')
  })

  it('shows what AWS says of a reason that no rule knows, and of what is gone that it is', () => {
    const stateReason = { code: 'Server.SomethingNew', message: 'Server.SomethingNew: The host had no power' }
    const facts = stoppedFacts('Server.SomethingNew', { ...gone, about: 'stopped', details: { stateReason } })
    expect(shown(facts)).toContain('AWS gives as the reason: The host had no power (Server.SomethingNew)')
    expect(foundIn(facts).line).toBe('Nothing that Windlass can read says why web-3 is terminated: it is ✕ terminated.')
  })

  it('offers no start of a Spot Instance that AWS stopped', () => {
    const [{ actions, next = [] }] = diagnoseInstance(stoppedFacts('Server.SpotInstanceShutdown'))
    expect(JSON.stringify(actions)).not.toContain('Start web-3')
    expect(plain(next)).toContain('Nobody but AWS can start it again')
  })

  it('shows who tried to terminate what runs all the same', () => {
    const tried = aCall('TerminateInstances', { error: { code: 'OperationNotPermitted', message: '' } })
    const running = { about: 'terminated', instance: { state: 'running' }, trail: read([tried]) } as const
    expect(shown(stoppedFacts(undefined, running))).toEqual([
      'TerminateInstances by grace (role Admin) from 203.0.113.7 failed with OperationNotPermitted',
    ])
  })

  it('names the service through which a role was used', () => {
    const trail = read([aCall('StopInstances', { from: 'scheduler.amazonaws.com' })])
    expect(foundIn(stoppedFacts(user, { ...byUser, trail })).line).toBe(
      'web-3 was stopped in AWS by grace (role Admin), through EventBridge Scheduler, 2026-11-23T10:00Z, 2 h ago.',
    )
  })

  it.each([
    ['as EventBridge Scheduler makes them up', 'a0f1e2d3c4b5a6978877665544332211'],
    ['of one call', '0f1e2d3c-4b5a-6978-8776-655443322110'],
  ])('leaves out the name of a session %s, which nobody knows', (_, session) => {
    const doer = { kind: 'role', name: 'nightly', session, slackUser: undefined } as const
    const at = (days: number) =>
      aCall('StopInstances', { doer, from: 'scheduler.amazonaws.com', at: stoppedAt - days * 24 * hour })
    const facts = stoppedFacts(user, { ...byUser, trail: read([at(0), at(1), at(2)]) })
    expect(foundIn(facts).line).toBe(
      'web-3 was stopped in AWS by the role nightly, through EventBridge Scheduler, 2026-11-23T10:00Z, 2 h ago.',
    )
    expect(shown(facts)[0]).toBe('StopInstances by the role nightly from scheduler.amazonaws.com')
  })

  const panic = 'Kernel panic - not syncing: Attempted to kill init!'
  it.each([
    ['an earlier boot', consoleOf(panic, '[    0.000000] Linux version 6.1.155', 'Started the web server.')],
    ['before its latest start', { console: read({ lines: [panic], at: noon - 48 * hour }) }],
    ['a boot that has its timers', consoleOf('cloud-init[9]: config-power-state-change ran successfully')],
  ])('takes no line of %s for the cause', (_, output) => {
    expect(foundIn(stoppedFacts(inside, output)).line).toBe(
      'web-3 was stopped from inside: someone or something on it shut its operating system down.',
    )
  })
})
