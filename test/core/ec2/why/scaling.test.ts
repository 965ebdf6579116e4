import { describe, expect, it } from 'vitest'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import type { TrailEvent } from '../../../../src/core/evidence.ts'
import { plain } from '../../../../src/core/text.ts'
import { aCall, byUserAt, foundIn, hour, read, stoppedAt, stoppedFacts } from '../../../fixtures/instance-facts.ts'

const own = { kind: 'service', name: 'autoscaling.amazonaws.com', session: undefined, slackUser: undefined } as const
const byGroup = aCall('TerminateInstances', { doer: own, from: own.name })
const found = 'taken out of service in response to an EC2 health check indicating it has been terminated or stopped.'

type Told = {
  readonly trail?: readonly TrailEvent[]
  readonly endedAt?: string
  readonly at?: number
  readonly readTo?: number
}

function terminated(cause: string, { trail, endedAt = byUserAt, at = stoppedAt, ...part }: Told = {}) {
  const description = 'Terminating EC2 instance: i-0123456789abcdef0'
  return stoppedFacts('Client.UserInitiatedShutdown', {
    instance: { state: 'terminated', tags: { 'aws:autoscaling:groupName': 'web' } },
    details: { stateTransition: endedAt },
    trail: trail === undefined ? { unread: 'CloudTrail: not allowed.' } : { value: trail, ...part },
    activities: read([{ at, status: 'Successful', description, cause, message: undefined }]),
  })
}

const line = (...told: Parameters<typeof terminated>) => foundIn(terminated(...told)).line
const by = (why: string) => `web-3 was terminated by the Auto Scaling group web: ${why}, 2026-11-23T10:00Z, 2 h ago.`

describe('why an Auto Scaling group ended an instance', () => {
  it.each([
    [
      'a user request explicitly set group desired capacity changing the desired capacity from 3 to 2. An instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from 3 to 2.',
      'someone lowered the number of instances that the group keeps',
    ],
    [
      'a monitor alarm cpu-low in state ALARM triggered policy scale-in changing the desired capacity from 3 to 2.',
      'its scaling policy scale-in made the group smaller',
    ],
    [
      'a scheduled action update of AutoScalingGroup constraints to min: 0, max: 2, desired: 0 changing the desired capacity from 3 to 0.',
      'a scheduled action of the group made it smaller',
    ],
    [
      'taken out of service in response to an ELB system health check failure.',
      'it failed the health check of its load balancer',
    ],
    ['taken out of service in response to an EC2 instance status check failure.', 'it failed its EC2 status checks'],
    ['taken out of service in response to an EC2 instance status checks failure', 'it failed its EC2 status checks'],
    ['taken out of service in response to an EBS health check failure.', 'it failed a health check'],
    ['taken out of service in response to a user health-check.', 'someone marked it as unhealthy'],
    ['taken out of service in response to a user request.', 'someone told the group to end it'],
  ])('%s', (cause, why) => {
    expect(line(cause)).toBe(by(why))
  })

  it('names who asked the group for it, if that was just before', () => {
    const cause = 'taken out of service in response to a user health-check.'
    const marked = aCall('SetInstanceHealth', { at: stoppedAt - 40_000 })
    expect(line(cause, { trail: [byGroup, marked] })).toBe(by('grace (role Admin) marked it as unhealthy'))
    const early = aCall('SetInstanceHealth', { at: stoppedAt - hour })
    expect(line(cause, { trail: [byGroup, early] })).toBe(by('someone marked it as unhealthy'))
  })

  it('names who had stopped what the group then ended', () => {
    const stop = aCall('StopInstances', { at: stoppedAt - 60_000 })
    expect(line(found, { trail: [byGroup, stop] })).toBe(
      by('grace (role Admin) had stopped it, and the group replaces what is stopped'),
    )
    const evidence = diagnoseInstance(terminated(found, { trail: [byGroup, stop] }))[0].evidence
    expect(evidence.map(({ says }) => plain(says))).toContain('StopInstances by grace (role Admin) from 203.0.113.7')
    expect(line(found, { trail: [byGroup] })).toBe(
      by('it was found stopped, most likely from inside, since CloudTrail has no stop of it'),
    )
    expect(line(found, { trail: [byGroup], readTo: stoppedAt - hour })).toBe(
      by('it was found stopped, and the group replaces what is stopped'),
    )
  })

  it('does not say that the group ended what it only found ended', () => {
    const later = { at: stoppedAt + 60_000 }
    expect(foundIn(terminated(found, later)).rules).toEqual(['by-unknown-call'])
    expect(foundIn(terminated(found)).rules).toEqual(['by-scaling'])
    expect(foundIn(terminated(found, { ...later, trail: [byGroup] })).rules).toEqual(['by-scaling'])
    expect(foundIn(terminated(found, { endedAt: '' })).rules).toEqual(['by-unknown-call'])
  })
})
