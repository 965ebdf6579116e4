import { describe, it } from 'vitest'
import { ending } from '../../src/playground/aws/auto-scaling/activities.ts'
import { asAutoScaling } from '../../src/playground/aws/auto-scaling/trail.ts'
import { byPerson, fromInside, onLaunch } from '../../src/playground/aws/ec2/reasons.ts'
import type { PastEvent } from '../../src/playground/aws/past-event.ts'
import { seconds } from '../../src/playground/aws/trail.ts'
import type { Ago } from '../../src/playground/world/aws-row.ts'
import { callOn, ends, expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const user = (name: string, from: string) => ({ doer: { kind: 'user', name }, from }) as const
const ben = user('ben', '203.0.113.12')
const olga = user('olga', '203.0.113.44')

/** 22 minutes ago its group let it go, for the reason that it gives. */
const letGo =
  (cause: (at: number) => string, ...before: readonly Omit<PastEvent, 'doer' | 'from' | 'service'>[]) =>
  ({ web, place, past, ago }: InstanceScene) => {
    const at = ago('22m')
    ends(web, 'terminated', { at, ...byPerson(at) })
    place.fleets[0]?.activities.push({ ...ending(web.id, { at, until: at + 60_000 }), cause: cause(at) })
    past(asAutoScaling('TerminateInstances', web.id, at))
    for (const { at: early, ...call } of before) past({ at: at - early, service: 'autoscaling', ...ben, ...call })
  }

const out = (why: string) => (at: number) =>
  `At ${seconds(at)} an instance was taken out of service in response to ${why}.`
const byGroup = (why: string) => `web-1 was terminated by the Auto Scaling group shop-web: ${why}, <time>, 22 min ago.`

const lowered = (at: number) =>
  `At ${seconds(at - 20_000)} a user request update of AutoScalingGroup constraints to min: 0, max: 0, desired: 0 changing the desired capacity from 1 to 0.  ${out('a difference between desired and actual capacity, shrinking the capacity from 1 to 0')(at)}`

const toZero = {
  at: 20_000,
  name: 'UpdateAutoScalingGroup',
  parameters: { autoScalingGroupName: 'shop-web', minSize: 0, maxSize: 0, desiredCapacity: 0 },
}
const refresh = { at: 3_600_000, name: 'StartInstanceRefresh', parameters: { autoScalingGroupName: 'shop-web' } }

/** It was stopped two days ago; its key was taken away, and the start 20 minutes ago failed. */
const withoutKey =
  (...calls: readonly (readonly [Ago, string])[]) =>
  ({ web, place, past, ago }: InstanceScene) => {
    const keyId = place.volumes[0]?.KmsKeyId
    for (const [at, name] of calls) past({ at: ago(at), service: 'kms', name, ...olga, parameters: { keyId } })
    const at = ago('20m')
    web.moves = [...web.moves, { at, state: 'pending' }]
    web.running = { ...web.running, LaunchTime: new Date(at) }
    past(callOn([web.id], { at, name: 'StartInstances', ...ben }))
    ends(web, 'stopped', { at: at + 10_000, ...onLaunch })
  }

const fleet = { fleet: 'shop-web' } as const
const noKey =
  'web-1 failed to start and was stopped: most likely the KMS key of its encrypted volume vol-0 may not be used, <time>, 20 min ago.'

const worlds: readonly World[] = [
  {
    it: 'by its group, which somebody set to 0',
    ask: '@windlass who killed web-1?',
    world: instanceWorld(fleet, letGo(lowered, toZero)),
    line: byGroup('ben lowered the number of instances that the group keeps'),
    shows: ['UpdateAutoScalingGroup by ben from 203.0.113.12 (CloudTrail)'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by its group, which somebody set to 0, and nobody knows who',
    ask: '@windlass who killed web-1?',
    world: instanceWorld(fleet, letGo(lowered, { ...toZero, at: 3_600_000 })),
    line: byGroup('someone lowered the number of instances that the group keeps'),
    shows: ['a user request update of AutoScalingGroup constraints'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by an instance refresh that somebody began',
    ask: '@windlass web-1 is gone',
    world: instanceWorld(fleet, letGo(out('an instance refresh'), refresh)),
    line: byGroup('an instance refresh that ben began replaced it'),
    shows: ['StartInstanceRefresh by ben'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by its group, for its age',
    ask: '@windlass why was web-1 killed',
    world: instanceWorld(fleet, letGo(out('exceeding the max-instance-lifetime'), refresh)),
    line: byGroup('it reached the longest life that the group allows'),
    shows: ['max-instance-lifetime'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by its group, since Spot might take it',
    ask: '@windlass where did web-1 go?',
    world: instanceWorld({ ...fleet, isSpot: true }, letGo(out('an EC2 instance rebalance recommendation'))),
    line: byGroup(
      'AWS warned that its Spot capacity was at risk (a rebalance recommendation), and the group replaced it',
    ),
    shows: ['rebalance recommendation'],
    offers: 'How Auto Scaling decides',
  },
  {
    it: 'by a failed start, without its key',
    ask: '@windlass I press start and web-1 falls right back to stopped',
    world: instanceWorld({}, withoutKey(['20h', 'DisableKey'])),
    line: `${noKey} olga disabled that key <time>, 20 h ago.`,
    shows: ['StartInstances by ben', 'DisableKey by olga from 203.0.113.44', 'is encrypted with arn:aws:kms:'],
    offers: 'Start web-1',
  },
  {
    it: 'by a failed start, with its key back since',
    ask: '@windlass why does web-1 not start',
    world: instanceWorld({}, withoutKey(['20h', 'DisableKey'], ['3h', 'EnableKey'])),
    line: noKey,
    shows: ['StartInstances by ben', 'is encrypted with arn:aws:kms:'],
    offers: 'Start web-1',
  },
  {
    it: 'not yet: it hangs while it stops',
    ask: '@windlass web-1 hangs in stopping',
    world: instanceWorld({}, ({ web, ago, past }) => {
      const at = ago('25m')
      web.moves = [...web.moves, { at, state: 'stopping', ...byPerson(at) }]
      past(callOn([web.id], { at, name: 'StopInstances', ...ben }))
    }),
    line: 'web-1 is being stopped in AWS by ben, <time>, 25 min ago.',
    shows: ['StopInstances by ben'],
    offers: 'Who did what',
  },
  {
    it: 'from inside, which EC2 says no time of',
    ask: '@windlass who stopped web-1?',
    world: instanceWorld({}, ({ web, ago }) => ends(web, 'stopped', { at: ago('1h'), ...fromInside })),
    line: /^web-1 was stopped from inside: someone or something on it shut its operating system down\. That was soon after <time>, 1 h ago\.$/,
    shows: ['its CPU was measured for the last time (CloudWatch)'],
    offers: 'Start web-1',
  },
  {
    it: 'with its host, which EC2 says no time of',
    ask: '@windlass web-1 went down by itself in the night',
    world: instanceWorld({}, ({ web, ago }) => {
      const code = 'Server.ScheduledStop'
      ends(web, 'stopped', {
        at: ago('9h'),
        reason: { Code: code, Message: `${code}: Stopped due to scheduled retirement` },
      })
    }),
    line: /^web-1 was stopped by AWS: its host was to be retired\. That was soon after <time>, 9 h ago\.$/,
    shows: ['its CPU was measured for the last time (CloudWatch)'],
    offers: 'Start web-1',
  },
  {
    it: 'for a moment, by somebody’s reboot',
    ask: '@windlass why did web-1 reboot tonight?',
    world: instanceWorld({}, ({ web, ago, past }) =>
      past(callOn([web.id], { at: ago('3h'), name: 'RebootInstances', ...ben })),
    ),
    line: 'web-1 was rebooted in AWS by ben, <time>, 3 h ago.',
    shows: ['RebootInstances by ben from 203.0.113.12 (CloudTrail)'],
    offers: 'Who did what',
  },
  {
    it: 'for a moment, and not through AWS',
    ask: '@windlass why was web-1 restarted?',
    world: instanceWorld({}),
    line: 'Nothing that Windlass can read says why web-1 was rebooted: it is ● running.',
    shows: ['no call that explains it (CloudTrail)'],
    offers: 'How a reboot goes',
  },
  {
    it: 'not at all, with both checks failing',
    ask: '@windlass why is web-1 failing its check',
    world: instanceWorld({}, ({ web, ago }) => {
      const failing = { isPassed: false, since: ago('40m') }
      web.checks = { instance: failing, system: failing }
    }),
    line: /^The host of web-1 is faulty: its system status check fails, since <time>, \d+ min ago\. The fault is AWS’s\. Its instance status check fails too, most likely since its host does\.$/,
    shows: ['system status check impaired, instance status check impaired (EC2)'],
    offers: 'Stop web-1, to start it again',
  },
  {
    it: 'long ago, and dear for the IOPS of its volume',
    ask: "@windlass why do I still pay so much for web-1 when it's off?",
    world: instanceWorld(
      {
        type: 't3.small',
        disks: [
          { gib: 20, type: 'gp3', isEncrypted: false },
          { gib: 500, type: 'io2', isEncrypted: false, iops: 20_000 },
        ],
      },
      ({ web, ago }) => ends(web, 'stopped', { at: ago('2d'), ...byPerson(ago('2d')) }),
    ),
    line: 'web-1 costs about $1,636.40 a month while it is stopped: not for itself, for what stays: $# of it for 500 GiB of io2 with 20,000 IOPS.',
    shows: ['Volumes go on costing $1,636.40 a month for storage. (list prices)'],
    offers: 'How to save money',
  },
]

describe('an instance that was ended, and who is behind it', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
