import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '../../../../src/core/ec2/evidence.ts'
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

function refused(code: string) {
  const start = aCall('StartInstances', { at: later, error: { code, message: 'words of AWS' } })
  return afterStop({ trail: read([start, aCall('StopInstances')]) })
}

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
    ['constructor', 'AWS refused with constructor'],
  ])('says what %s means', (code, why) => {
    expect(foundIn(refused(code))).toEqual({
      rules: ['start-refused', 'by-call'],
      line: `web-3 could not be started: ${why}, 2026-11-23T11:00Z, 1 h ago.`,
    })
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
