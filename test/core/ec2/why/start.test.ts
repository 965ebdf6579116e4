import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import type { TrailEvent } from '../../../../src/core/evidence.ts'
import { plain } from '../../../../src/core/text.ts'
import {
  aCall,
  aStep,
  byUserAt,
  foundIn,
  hour,
  read,
  stoppedAt,
  stoppedFacts,
} from '../../../fixtures/instance-facts.ts'

const user = 'Client.UserInitiatedShutdown'
const later = stoppedAt + hour

function afterStop(given: Partial<Pick<InstanceFacts, 'trail' | 'own'>>, code = user) {
  return stoppedFacts(code, { about: 'start', details: { stateTransition: byUserAt }, ...given })
}

function refused(code: string, message = 'words of AWS') {
  const start = aCall('StartInstances', { at: later, error: { code, message } })
  return afterStop({ trail: read([start, aCall('StopInstances')]) })
}

const evidenceOf = (facts: InstanceFacts) => diagnoseInstance(facts)[0].evidence.map(({ says }) => plain(says))

describe('why it does not start', () => {
  it.each([
    ['InsufficientInstanceCapacity', 'AWS had no room for the type t3.large in eu-central-1a'],
    ['VcpuLimitExceeded', 'the account’s quota of vCPUs in eu-central-1 is used up'],
    ['InstanceLimitExceeded', 'the account’s quota of instances in eu-central-1 is used up'],
    ['MaxSpotInstanceCountExceeded', 'the account’s quota of Spot Instances in eu-central-1 is used up'],
    ['UnauthorizedOperation', 'who tried may not start it'],
    ['IncorrectSpotRequestState', 'its Spot request is not in a state in which it can be started'],
    ['IncorrectInstanceState', 'it was still in another state'],
    ['InvalidState', 'something that belongs to it, like a volume or a network interface, was in the wrong state'],
    ['Unsupported', 'its configuration is not supported, such as the type t3.large in eu-central-1a'],
    ['UnsupportedOperation', 'what was asked is not supported for it as it is'],
    [
      'OptInRequired',
      'the account is not subscribed to the AWS Marketplace product that its image is of, or has not finished its sign-up',
    ],
    ['PendingVerification', 'AWS is still checking the account for eu-central-1'],
    ['Blocked', 'AWS has blocked the account'],
    ['ReservationCapacityExceeded', 'the Capacity Reservation that it is to start in is full'],
    ['InsufficientCapacityOnHost', 'there was no room for the type t3.large on the Dedicated Host that it belongs on'],
    ['InsufficientHostCapacity', 'AWS had no capacity for a Dedicated Host for it'],
    ['constructor', 'AWS refused with constructor'],
  ])('says what %s means', (code, why) => {
    expect(foundIn(refused(code))).toEqual({
      rules: ['start-refused', 'by-call'],
      line: `web-3 could not be started: ${why}, 2026-11-23T11:00Z, 1 h ago.`,
    })
  })

  it.each([
    [
      'InvalidParameterCombination',
      "Enhanced networking with the Elastic Network Adapter (ENA) is required for the 't3.large' instance type. Ensure that your instance 'i-0123456789abcdef0' is enabled for ENA.",
      'the type t3.large needs enhanced networking (ENA), which is not enabled for it',
    ],
    [
      'Unsupported',
      'Your requested instance type (t3.large) is not supported in your requested Availability Zone (eu-central-1a).',
      'AWS does not offer the type t3.large in eu-central-1a',
    ],
    [
      'UnauthorizedOperation',
      'You are not authorized to perform this operation. User: arn:aws:sts::1:assumed-role/Ops/anna is not authorized to perform: ec2:StartInstances on resource: arn:aws:ec2:eu-central-1:1:instance/i-0 with an explicit deny in a service control policy',
      'who tried may not start it: a service control policy denies it explicitly',
    ],
    [
      'UnauthorizedOperation',
      'You are not authorized to perform this operation. User: arn:aws:iam::1:user/anna is not authorized to perform: ec2:StartInstances on resource: arn:aws:ec2:eu-central-1:1:instance/i-0 because no identity-based policy allows the ec2:StartInstances action',
      'who tried may not start it: no identity-based policy allows it',
    ],
  ])('says of %s what AWS’s words tell (%#)', (code, message, why) => {
    expect(foundIn(refused(code, message)).line).toBe(`web-3 could not be started: ${why}, 2026-11-23T11:00Z, 1 h ago.`)
  })

  it('shows AWS’s words, but of a denial, which name roles', () => {
    const words = "The networkInterface ID 'eni-0' does not exist"
    expect(evidenceOf(refused('InvalidNetworkInterfaceID.NotFound', words))).toEqual([
      'StartInstances by grace (role Admin) from 203.0.113.7 failed with InvalidNetworkInterfaceID.NotFound',
      `AWS said: ${words}`,
    ])
    expect(evidenceOf(refused('UnauthorizedOperation', words)).join()).not.toContain(words)
    expect(evidenceOf(refused('VcpuLimitExceeded', '')).join()).not.toContain('AWS said')
    expect(evidenceOf(refused('VcpuLimitExceeded', 'x'.repeat(1000)))[1]).toHaveLength('AWS said: '.length + 301)
  })

  describe('without a root volume', () => {
    const words =
      "Invalid value 'i-0123456789abcdef0' for instanceId. Instance does not have a volume attached at root (/dev/xvda)"
    const start = aCall('StartInstances', { at: later, error: { code: 'InvalidParameterValue', message: words } })
    const detach = (given: Partial<TrailEvent> = {}) =>
      aCall('DetachVolume', { at: stoppedAt + 600_000, asked: '{"volumeId":"vol-0abc","force":false}', ...given })
    const withRoot = (volumes: InstanceFacts['details']['volumes'], ...calls: readonly TrailEvent[]) =>
      stoppedFacts(user, {
        about: 'start',
        details: { stateTransition: byUserAt, volumes },
        trail: read([start, ...calls, aCall('StopInstances')]),
      })
    const nothing =
      'web-3 could not be started: nothing is attached as its root volume, at /dev/xvda, 2026-11-23T11:00Z, 1 h ago.'
    const another = {
      id: 'vol-0abc',
      device: '/dev/sdf',
      sizeGib: 8,
      type: 'gp3',
      isEncrypted: false,
      isDeletedOnTermination: false,
    }

    it.each(['InvalidParameterValue', 'IncorrectInstanceState'])('says so whatever the code, like %s', (code) => {
      const tried = aCall('StartInstances', { at: later, error: { code, message: words } })
      const facts = stoppedFacts(user, { about: 'start', details: { stateTransition: byUserAt }, trail: read([tried]) })
      expect(foundIn(facts)).toMatchObject({ rules: ['no-root-volume', 'by-unknown-call'], line: nothing })
    })

    it('names who detached what', () => {
      const facts = withRoot([], detach())
      expect(foundIn(facts).line).toBe(
        `${nothing} grace (role Admin) detached vol-0abc from it 2026-11-23T10:10Z, 1 h ago.`,
      )
      expect(evidenceOf(facts)).toContain('DetachVolume by grace (role Admin) from 203.0.113.7')
    })

    it.each([
      ['that failed', detach({ error: { code: 'IncorrectState', message: '' } })],
      ['of another device', detach({ asked: '{"volumeId":"vol-0def","device":"/dev/sdg"}' })],
      ['before its latest start', detach({ at: stoppedAt - 48 * hour })],
    ])('blames no call %s', (_, call) => {
      expect(foundIn(withRoot([], call)).line).toBe(nothing)
    })

    it('sees that it is attached again under another name', () => {
      const facts = withRoot([another], detach())
      expect(foundIn(facts).line).toBe(nothing)
      expect(evidenceOf(facts)).toContain('attached to it: vol-0abc at /dev/sdf')
    })

    it('is told too where Windlass tried', () => {
      const step = aStep('StartInstances', {
        at: later + 900,
        kind: 'step-refused',
        rule: 'InvalidParameterValue',
        outcome: 'AWS refused.',
      })
      expect(foundIn({ ...withRoot([]), own: [step] }).rules[0]).toBe('no-root-volume')
    })
  })

  it.each([
    [undefined, ['start-refused', 'by-call']],
    ['stopped', ['by-call', 'start-refused']],
    ['unreachable', ['by-call', 'start-refused']],
  ] as const)('is said also to whom asks another thing (%s)', (about, rules) => {
    expect(foundIn({ ...refused('InsufficientInstanceCapacity'), about }).rules).toEqual(rules)
  })

  it.each(['start', 'stopped'] as const)('says of what runs and fails its check that, asked about %s', (about) => {
    const facts = stoppedFacts(undefined, {
      about,
      instance: { state: 'running' },
      details: { instanceCheck: 'impaired', systemCheck: 'ok' },
      console: read({ lines: ['Kernel panic - not syncing: Attempted to kill init!'], at: undefined }),
    })
    const { rules, line } = foundIn(facts)
    expect(rules).toEqual(about === 'start' ? ['instance-check'] : ['instance-check', 'not-so'])
    expect(line).toContain('web-3 fails its status check: most likely its kernel crashed')
  })

  it('says of what is starting that it is', () => {
    const pending = stoppedFacts(undefined, { about: 'start', instance: { state: 'pending' } })
    expect(foundIn(pending).rules).toEqual(['just-started'])
  })

  it('knows of a try of Windlass’s where CloudTrail could not be read', () => {
    const step = aStep('StartInstances', {
      at: later,
      kind: 'step-refused',
      rule: 'InsufficientInstanceCapacity',
      outcome: 'AWS has no room for it.',
    })
    const facts = afterStop({ own: [step], trail: { unread: 'Not allowed.' } })
    expect(foundIn(facts).line).toBe(
      'web-3 could not be started: AWS had no room for the type t3.large in eu-central-1a, 2026-11-23T11:00Z, 1 h ago.',
    )
  })

  it('does not take an older failure for the cause where a later try was accepted', () => {
    const failed = aCall('StartInstances', { at: later, error: { code: 'VcpuLimitExceeded', message: '' } })
    const done = aCall('StartInstances', { at: later + 60_000 })
    expect(foundIn(afterStop({ trail: read([done, failed]) }, 'Client.InternalError')).rules).toEqual([
      'launch-failure',
    ])
    expect(foundIn(afterStop({ trail: read([done, failed]) }, 'Client.InstanceInitiatedShutdown')).rules).toEqual([
      'from-inside',
    ])
  })

  it('does not take a try for one that failed while it still ran', () => {
    const tried = aCall('StartInstances', {
      at: stoppedAt - hour,
      error: { code: 'UnauthorizedOperation', message: '' },
    })
    expect(foundIn(afterStop({ trail: read([aCall('StopInstances'), tried]) })).rules).toEqual([
      'start-not-tried',
      'by-call',
    ])
  })

  it('says that nobody has tried only where CloudTrail was read', () => {
    const stop = aCall('StopInstances')
    expect(foundIn(afterStop({ trail: read([stop]) }))).toEqual({
      rules: ['start-not-tried', 'by-call'],
      line: 'Nobody has tried to start web-3 since it stopped 2026-11-23T10:00Z, as far as CloudTrail shows, which is some minutes behind.',
    })
    expect(foundIn(afterStop({ trail: { unread: 'Not allowed.' } })).rules).toEqual(['by-unknown-call'])
    const part = { value: [], readTo: stoppedAt + hour }
    expect(foundIn(afterStop({ trail: part })).rules).toEqual(['by-unknown-call'])
    expect(foundIn(afterStop({ trail: { value: [stop], readTo: stoppedAt } })).rules).toContain('start-not-tried')
  })
})
