import { describe, expect, it } from 'vitest'
import { diagnoseGone, type GoneFacts } from '../../../../src/core/ec2/why-gone.ts'
import type { Doer } from '../../../../src/core/evidence.ts'
import { plain } from '../../../../src/core/text.ts'
import { aCall, aStep, grace, hour, read, stoppedAt } from '../../../fixtures/instance-facts.ts'
import { frankfurt, noon } from '../../../fixtures/values.ts'

const id = 'i-0123456789abcdef0'
const scaling: Doer = { kind: 'service', name: 'autoscaling.amazonaws.com', session: undefined, slackUser: undefined }
const spot: Doer = { kind: 'service', name: 'ec2.amazonaws.com', session: undefined, slackUser: undefined }
const end = aCall('TerminateInstances')

function gone(given: Partial<GoneFacts> = {}): GoneFacts {
  return { id, places: [frankfurt], trail: read([]), own: [], now: noon, ...given }
}

const lineOf = (given: Partial<GoneFacts>) => plain(diagnoseGone(gone(given)).finding)
const evidenceOf = (given: Partial<GoneFacts>) => diagnoseGone(gone(given)).evidence.map(({ says }) => plain(says))

describe('why an instance is gone that EC2 does not list any more', () => {
  it.each([
    [
      'a person',
      { trail: read([end]) },
      `${id} was terminated in AWS by grace (role Admin), 2026-11-23T10:00Z, 2 h ago. EC2 does not list it any more.`,
    ],
    [
      'Windlass, by its own record',
      { own: [aStep('TerminateInstances')], trail: { unread: 'Not allowed.' } },
      `${id} was terminated through Windlass by <@U0ADA>, 2026-11-23T10:00Z, 2 h ago. EC2 does not list it any more.`,
    ],
    [
      'its group',
      { trail: read([aCall('TerminateInstances', { doer: scaling, from: scaling.name })]) },
      `${id} was terminated by Auto Scaling, 2026-11-23T10:00Z, 2 h ago. EC2 does not list it any more.`,
    ],
    [
      'Spot',
      { trail: read([aCall('BidEvictedEvent', { doer: spot, from: spot.name })]) },
      `${id} is gone: AWS took its Spot capacity back, 2026-11-23T10:00Z, 2 h ago, and no call that terminated it is known. EC2 does not list it any more.`,
    ],
    [
      'nobody’s call, where CloudTrail knows it from its launch on',
      { trail: read([aCall('RunInstances', { at: stoppedAt - hour })]) },
      `${id} is gone, and CloudTrail shows no call that terminated it: most likely it was shut down from inside where a shutdown terminates it, or it failed to launch. EC2 does not list it any more.`,
    ],
    [
      'what was not read of CloudTrail',
      { trail: { value: [aCall('StopInstances')], readTo: stoppedAt - hour } },
      `${id} is gone, and CloudTrail shows no call that terminated it: it may be in what of CloudTrail could not be read in time. EC2 does not list it any more.`,
    ],
    [
      'an id that nothing knows',
      {},
      `No instance fits ${id}, looked for in production (eu-central-1), and CloudTrail shows nothing that was done to it in the last 90 days.`,
    ],
    [
      'an id of which nobody could read anything',
      { trail: { unread: 'Not allowed.' } },
      `No instance fits ${id}, looked for in production (eu-central-1).`,
    ],
  ] as const)('tells of %s', (_, given, line) => {
    expect(lineOf(given)).toBe(line)
  })

  it('takes the first of those who terminated it, and no try that failed', () => {
    const failed = aCall('TerminateInstances', {
      at: stoppedAt - hour,
      doer: { ...grace, session: 'lin' },
      error: { code: 'UnauthorizedOperation', message: '' },
    })
    const again = aCall('TerminateInstances', { at: stoppedAt + hour, doer: { ...grace, session: 'ada' } })
    expect(evidenceOf({ trail: read([again, end, failed]) })).toEqual([
      'TerminateInstances by grace (role Admin) from 203.0.113.7',
    ])
  })

  it('names who had the group end it', () => {
    const asked = aCall('SetInstanceHealth', { at: stoppedAt - 60_000 })
    const trail = read([aCall('TerminateInstances', { doer: scaling, from: scaling.name }), asked])
    expect(evidenceOf({ trail })).toContain('SetInstanceHealth by grace (role Admin) from 203.0.113.7')
  })

  it('shows what was done to it last where nobody’s call ended it', () => {
    const calls = ['StopInstances', 'StartInstances', 'CreateTags', 'RunInstances'].map((name) => aCall(name))
    expect(evidenceOf({ trail: read(calls) }).map((line) => line.split(' ')[0])).toEqual([
      'StopInstances',
      'StartInstances',
      'CreateTags',
    ])
  })
})
