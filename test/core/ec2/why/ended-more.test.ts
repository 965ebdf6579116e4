import { describe, expect, it } from 'vitest'
import type { ScalingActivity } from '../../../../src/core/ec2/evidence.ts'
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
  someFacts,
  someMeasures,
  stoppedAt,
  stoppedFacts,
} from '../../../fixtures/instance-facts.ts'
import { noon } from '../../../fixtures/values.ts'

const minute = 60_000
const user = 'Client.UserInitiatedShutdown'

describe('when it was shut down from inside', () => {
  const inside = 'Client.InstanceInitiatedShutdown'
  const cpu = { measures: someMeasures({ CPUUtilization: [9, 8, undefined, undefined] }) }
  const launched = { launchedAt: noon - hour }
  const consoleAt = (at: number, ...lines: readonly string[]) => ({ console: read({ lines, at }) })
  const down = consoleAt(noon - 8 * minute, '[9.1] reboot: Power down')
  it.each([
    ['its CPU was last measured', cpu, 'That was soon after 2026-11-23T11:45Z, 15 min ago.'],
    ['both tell: the measure', { ...cpu, ...down }, 'That was soon after 2026-11-23T11:45Z, 15 min ago.'],
    ['its console shows it', down, 'That was at the latest 2026-11-23T11:52Z, 8 min ago.'],
    ['its console shows its boot only', consoleAt(noon - 8 * minute, '[0.1] Booting'), ''],
    ['its console is of an earlier run', consoleAt(noon - 2 * hour, '[9.1] reboot: Power down'), ''],
    ['nothing tells', {}, ''],
  ])('is told where %s', (_, given, told) => {
    const cause = 'web-3 was stopped from inside: someone or something on it shut its operating system down.'
    const facts = stoppedFacts(inside, { instance: launched, ...given })
    expect(foundIn(facts).line).toBe(told === '' ? cause : `${cause} ${told}`)
  })

  it('is not what was measured before its latest start', () => {
    const facts = stoppedFacts(inside, { instance: { launchedAt: noon - 2 * minute }, ...cpu })
    expect(foundIn(facts).line).not.toContain('soon after')
  })
})

describe('what a shutdown from inside ended for good', () => {
  it.each([
    ['ebs', 'Its shutdown behaviour is terminate, so that'],
    ['instance-store', 'Its root is an instance store, so that'],
    [undefined, 'Its shutdown behaviour is terminate, or its root is an instance store, so that'],
  ] as const)('is told by its root: %s', (rootDevice, why) => {
    const facts = stoppedFacts('Client.InstanceInitiatedShutdown', {
      instance: { state: 'terminated' },
      details: rootDevice === undefined ? {} : { rootDevice },
    })
    expect(foundIn(facts).line).toContain(` ${why} a shutdown ended it for good.`)
  })
})

describe('a stop that hangs', () => {
  const stopping = (agoMs: number) => {
    const at = noon - agoMs
    const stateTransition = `User initiated (${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} GMT)`
    return stoppedFacts(user, {
      instance: { state: 'stopping' },
      details: { stateTransition },
      trail: read([aCall('StopInstances', { at })]),
    })
  }
  it('is to be forced after ten minutes', () => {
    expect(plain(diagnoseInstance(stopping(25 * minute))[0].next ?? [])).toContain(
      'aws ec2 stop-instances --force --instance-ids i-0123456789abcdef0',
    )
    expect(diagnoseInstance(stopping(5 * minute))[0].next).toBeUndefined()
  })
})

describe('a start that failed for a key', () => {
  const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
  const volume = { id: 'vol-1', device: '/dev/xvda', sizeGib: 8, type: 'gp3', isEncrypted: true, keyArn }
  const onKey = (name: string, agoMs: number, keyId = keyArn) =>
    aCall(name, { at: noon - agoMs, asked: JSON.stringify({ keyId }) })
  const failed = (...around: readonly TrailEvent[]) =>
    stoppedFacts('Client.InternalError', {
      instance: { launchedAt: noon - hour },
      details: { volumes: [{ ...volume, isDeletedOnTermination: true }] },
      trail: read([aCall('StartInstances', { at: noon - hour })]),
      around: read(around),
    })
  const cause =
    'web-3 failed to start and was stopped: most likely the KMS key of its encrypted volume vol-1 may not be used, 2026-11-23T11:00Z, 1 h ago.'
  it.each([
    [
      'was disabled',
      [onKey('DisableKey', 3 * hour)],
      ' grace (role Admin) disabled that key 2026-11-23T09:00Z, 3 h ago.',
    ],
    [
      'was named by its id alone, and is to be deleted',
      [onKey('ScheduleKeyDeletion', 3 * hour, '1234abcd-12ab-34cd-56ef-1234567890ab')],
      ' grace (role Admin) scheduled that key for deletion 2026-11-23T09:00Z, 3 h ago.',
    ],
    ['was enabled again', [onKey('EnableKey', 2 * hour), onKey('DisableKey', 3 * hour)], ''],
    ['was disabled only after it', [onKey('DisableKey', 10 * minute)], ''],
    ['is another that was disabled', [onKey('DisableKey', 3 * hour, 'another')], ''],
  ])('names who took it away where it %s', (_, around, who) => {
    expect(foundIn(failed(...around)).line).toBe(`${cause}${who}`)
  })

  it('shows the key and who tried', () => {
    expect(diagnoseInstance(failed())[0].evidence.map(({ says }) => plain(says))).toEqual([
      'StartInstances by grace (role Admin) from 203.0.113.7',
      'AWS gives Client.InternalError as the reason',
      `vol-1 is encrypted with ${keyArn}`,
    ])
  })
})

describe('who changed the group that let it go', () => {
  const group = 'web-3 was terminated by the Auto Scaling group web:'
  const when = '2026-11-23T10:00Z, 2 h ago.'
  const letGo = (cause: string, ...around: readonly TrailEvent[]) => {
    const description = 'Terminating EC2 instance: i-0123456789abcdef0'
    const activity: ScalingActivity = { at: stoppedAt, status: 'Successful', description, cause, message: undefined }
    return stoppedFacts(user, {
      instance: { state: 'terminated', tags: { 'aws:autoscaling:groupName': 'web' } },
      details: { stateTransition: byUserAt },
      trail: read([]),
      around: read(around),
      activities: read([activity]),
    })
  }
  const explicitly =
    'At 2026-11-23T09:58:00Z a user request explicitly set group desired capacity changing the desired capacity from 3 to 2.'
  const sizes = JSON.stringify({ autoScalingGroupName: 'web', desiredCapacity: 2 })
  const at = (agoMs: number, name: string, given: Partial<TrailEvent> = {}) =>
    aCall(name, { at: stoppedAt - agoMs, asked: sizes, ...given })
  const lowered = 'lowered the number of instances that the group keeps'
  it.each([
    ['by setting it', explicitly, at(2 * minute, 'SetDesiredCapacity'), `grace (role Admin) ${lowered}`],
    ['by its sizes', explicitly, at(2 * minute, 'UpdateAutoScalingGroup'), `grace (role Admin) ${lowered}`],
    ['not then', explicitly, at(6 * minute, 'SetDesiredCapacity'), `someone ${lowered}`],
    [
      'in vain',
      explicitly,
      at(2 * minute, 'SetDesiredCapacity', { error: { code: 'AccessDenied', message: '' } }),
      `someone ${lowered}`,
    ],
    [
      'otherwise',
      explicitly,
      at(2 * minute, 'UpdateAutoScalingGroup', { asked: '{"healthCheckType":"ELB"}' }),
      `someone ${lowered}`,
    ],
    [
      'by a refresh',
      'in response to an instance refresh.',
      at(5 * hour, 'StartInstanceRefresh'),
      'an instance refresh that grace (role Admin) began replaced it',
    ],
    [
      'by a later refresh',
      'in response to an instance refresh.',
      at(-hour, 'StartInstanceRefresh'),
      'an instance refresh replaced it',
    ],
    [
      'with no part in it',
      'in response to an EC2 instance rebalance recommendation.',
      at(2 * minute, 'SetDesiredCapacity'),
      'AWS warned that its Spot capacity was at risk (a rebalance recommendation), and the group replaced it',
    ],
    [
      'long before its age did it',
      'in response to exceeding the max-instance-lifetime.',
      at(2 * minute, 'SetDesiredCapacity'),
      'it reached the longest life that the group allows',
    ],
    [
      'while it balanced',
      'instances were launched to balance instances in zones eu-central-1b.',
      at(2 * minute, 'SetDesiredCapacity'),
      'the group balanced its zones',
    ],
  ])('%s', (_, cause, ...[around, why]) => {
    expect(foundIn(letGo(cause, around)).line).toBe(`${group} ${why}, ${when}`)
  })
})

describe('who rebooted it', () => {
  const asked = (given: Parameters<typeof someFacts>[0]) => foundIn(someFacts({ about: 'reboot', ...given })).line
  const planned = { what: 'scheduled reboot', code: 'system-reboot', notBefore: noon + 24 * hour }
  it.each([
    [
      'a person in AWS',
      { trail: read([aCall('RebootInstances')]) },
      'web-3 was rebooted in AWS by grace (role Admin), 2026-11-23T10:00Z, 2 h ago.',
    ],
    [
      'a person through Windlass',
      { own: [aStep('RebootInstances')], trail: read([]) },
      'web-3 was rebooted through Windlass by <@U0ADA>, 2026-11-23T10:00Z, 2 h ago.',
    ],
    [
      'a person who stopped it and started it again',
      { trail: read([aCall('StartInstances', { at: noon - hour }), aCall('RebootInstances')]) },
      'web-3 was stopped and started again in AWS by grace (role Admin), 2026-11-23T11:00Z, 1 h ago.',
    ],
    [
      'nobody through AWS',
      { trail: read([]) },
      'Nothing that Windlass can read says why web-3 was rebooted: it is ● running.',
    ],
    [
      'AWS will, and nobody did',
      { trail: read([]), details: { scheduledEvents: [planned] } },
      'AWS will reboot the host of web-3, not before 2026-11-24T12:00Z. If it was rebooted before, nothing that Windlass can read says why.',
    ],
    [
      'AWS will, and a person did',
      { trail: read([aCall('RebootInstances')]), details: { scheduledEvents: [planned] } },
      'web-3 was rebooted in AWS by grace (role Admin), 2026-11-23T10:00Z, 2 h ago.',
    ],
    [
      'AWS did, and nobody else',
      { trail: read([]), details: { scheduledEvents: [{ ...planned, what: '[Completed] scheduled reboot' }] } },
      'Nothing that Windlass can read says why web-3 was rebooted: it is ● running.',
    ],
  ])('%s', (_, given, line) => {
    expect(asked(given)).toBe(line)
  })
})
