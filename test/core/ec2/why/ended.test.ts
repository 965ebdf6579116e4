import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '../../../../src/core/ec2/evidence.ts'
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

const user = 'Client.UserInitiatedShutdown'
const inside = 'Client.InstanceInitiatedShutdown'
const byUser = { details: { stateTransition: byUserAt } }
const gone = { instance: { state: 'terminated' } } as const
const inGroup = { instance: { state: 'terminated', tags: { 'aws:autoscaling:groupName': 'web' } } } as const
const service = { kind: 'service', name: 'events.amazonaws.com', session: undefined, slackUser: undefined } as const
const scaling = {
  kind: 'role',
  name: 'AWSServiceRoleForAutoScaling',
  session: 'AutoScaling',
  slackUser: undefined,
} as const
const consoleOf = (...lines: readonly string[]) => ({ console: read({ lines, at: stoppedAt }) })
const activity = (cause: string) => ({
  activities: read([
    {
      at: stoppedAt,
      status: 'Successful',
      description: 'Terminating EC2 instance: i-0123456789abcdef0',
      cause,
      message: undefined,
    },
  ]),
})
const spot = (code: string) => ({ spot: read({ id: 'sir-1', state: 'closed', code, message: '', at: stoppedAt }) })

const table: readonly (readonly [string, InstanceFacts, string, string])[] = [
  [
    'a person through AWS',
    stoppedFacts(user, { ...byUser, trail: read([aCall('StopInstances')]) }),
    'by-call',
    'web-3 was stopped in AWS by grace (role Admin), 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'a service',
    stoppedFacts(user, { ...byUser, trail: read([aCall('StopInstances', { doer: service, from: service.name })]) }),
    'by-call',
    'web-3 was stopped in AWS by the service events.amazonaws.com, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'Windlass, by its own record alone',
    stoppedFacts(user, { ...byUser, own: [aStep('StopInstances')] }),
    'by-windlass',
    'web-3 was stopped through Windlass by <@U0ADA>, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'Windlass, by the name of the session in CloudTrail',
    stoppedFacts(user, {
      ...byUser,
      trail: read([aCall('StopInstances', { doer: { ...grace, slackUser: 'U0ADA' } })]),
    }),
    'by-windlass',
    'web-3 was stopped through Windlass by <@U0ADA>, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'its own system',
    stoppedFacts(inside),
    'from-inside',
    'web-3 was stopped from inside: someone or something on it shut its operating system down.',
  ],
  [
    'its own system, whose timer of updates every boot shows',
    stoppedFacts(inside, consoleOf('Started apt-daily-upgrade.timer - Daily apt upgrade and clean activities.')),
    'from-inside',
    'web-3 was stopped from inside: someone or something on it shut its operating system down.',
  ],
  [
    'a kernel panic',
    stoppedFacts(inside, consoleOf('Kernel panic - not syncing: Attempted to kill init!')),
    'from-inside',
    'web-3 was stopped from inside: most likely its kernel crashed, since the console shows a kernel panic.',
  ],
  [
    'cloud-init',
    stoppedFacts(inside, consoleOf('cloud-init[812]: cc_power_state_change.py: power_state: will execute: shutdown')),
    'from-inside',
    'web-3 was stopped from inside: its operating system was shut down, most likely by its own cloud-init, which the console shows doing so.',
  ],
  [
    'memory that ran out before',
    stoppedFacts(inside, consoleOf('Out of memory: Killed process 812 (java)')),
    'from-inside',
    'web-3 was stopped from inside: its operating system was shut down; before that it ran out of memory at least once.',
  ],
  [
    'a shutdown that ended it for good',
    stoppedFacts(inside, gone),
    'from-inside',
    'web-3 was terminated from inside: someone or something on it shut its operating system down. Its shutdown behaviour is terminate, or its root is an instance store, so that a shutdown ended it for good.',
  ],
  [
    'a Spot interruption, for the price',
    stoppedFacts('Server.SpotInstanceTermination', { ...gone, ...spot('instance-terminated-by-price') }),
    'spot-interruption',
    'web-3 was terminated by AWS, which took its Spot capacity back: the Spot price rose above its maximum price, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'a Spot interruption, for the capacity',
    stoppedFacts('Server.SpotInstanceShutdown', spot('instance-stopped-no-capacity')),
    'spot-interruption',
    'web-3 was stopped by AWS, which took its Spot capacity back: it needed the capacity elsewhere, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'a Spot interruption of which the request could not be read',
    stoppedFacts('Server.SpotInstanceShutdown', { spot: { unread: 'The Spot request: not allowed.' } }),
    'spot-interruption',
    'web-3 was stopped by AWS, which took its Spot capacity back: for its price or for the capacity, which of them AWS does not say.',
  ],
  [
    'an experiment with Spot',
    stoppedFacts('Server.SpotInstanceTermination', { ...gone, ...spot('instance-terminated-by-experiment') }),
    'spot-interruption',
    'web-3 was terminated by AWS as a Spot Instance: an experiment of AWS Fault Injection Service interrupted it, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'an image that was made',
    stoppedFacts('Client.InstanceTerminated', gone),
    'during-image',
    'web-3 was terminated while an image was made of it: AWS says that somebody terminated or rebooted it then.',
  ],
  [
    'a host that was retired',
    stoppedFacts('Server.ScheduledStop'),
    'scheduled-stop',
    'web-3 was stopped by AWS: its host was to be retired.',
  ],
  [
    'hibernation',
    stoppedFacts('Client.UserInitiatedHibernate', { ...byUser, trail: read([aCall('StopInstances')]) }),
    'hibernated',
    'web-3 was hibernated by grace (role Admin), 2026-11-23T10:00Z, 2 h ago: its memory is kept on its root volume.',
  ],
  [
    'the quota of volumes',
    stoppedFacts('Client.VolumeLimitExceeded', gone),
    'launch-failure',
    'web-3 failed to start and was terminated: the account’s quota for EBS volumes or their storage is used up.',
  ],
  [
    'a snapshot that is gone',
    stoppedFacts('Client.InvalidSnapshot.NotFound', gone),
    'launch-failure',
    'web-3 failed to start and was terminated: the snapshot that a volume of it is made from is not there any more.',
  ],
  [
    'the key of an encrypted volume',
    stoppedFacts('Client.InternalError'),
    'launch-failure',
    'web-3 failed to start and was stopped: most likely the KMS key of its encrypted volume vol-1 may not be used.',
  ],
  [
    'the key of an encrypted volume, by name',
    stoppedFacts('Client.InvalidKMSKey.InvalidState'),
    'launch-failure',
    'web-3 failed to start and was stopped: AWS could not use the KMS key of its encrypted volume vol-1.',
  ],
  [
    'the key of a volume that is not there any more, by AWS’s words',
    stoppedFacts('Client.InternalError', {
      ...gone,
      details: {
        volumes: [],
        stateReason: {
          code: 'Client.InternalError',
          message: 'Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state',
        },
      },
    }),
    'launch-failure',
    'web-3 failed to start and was terminated: AWS could not use the KMS key of a volume of it.',
  ],
  [
    'a fault of the client’s without an encrypted volume',
    stoppedFacts('Client.InternalError', { details: { volumes: [] } }),
    'launch-failure',
    'web-3 failed to start and was stopped: AWS says only that the fault is on your side, not with AWS.',
  ],
  [
    'a fault of AWS’s',
    stoppedFacts('Server.InternalError'),
    'launch-failure',
    'web-3 failed to start and was stopped: something failed at AWS while it was starting.',
  ],
  [
    'missing capacity',
    stoppedFacts('Server.InsufficientInstanceCapacity'),
    'launch-failure',
    'web-3 failed to start and was stopped: AWS had no room for its type in its zone.',
  ],
  [
    'a smaller group',
    stoppedFacts(user, {
      ...inGroup,
      ...activity(
        'At 2026-11-23T09:59:00Z a user request update of AutoScalingGroup constraints to min: 1 changing the desired capacity from 2 to 1. At 2026-11-23T10:00:00Z an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from 2 to 1.',
      ),
    }),
    'by-scaling',
    'web-3 was terminated by the Auto Scaling group web: someone lowered the number of instances that the group keeps, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'a failed health check of a load balancer',
    stoppedFacts(user, {
      ...inGroup,
      ...activity(
        'At 2026-11-23T10:00:00Z an instance was taken out of service in response to an ELB system health check failure.',
      ),
    }),
    'by-scaling',
    'web-3 was terminated by the Auto Scaling group web: it failed the health check of its load balancer, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'a group that found it stopped',
    stoppedFacts(user, {
      ...inGroup,
      ...byUser,
      ...activity(
        'At 2026-11-23T10:00:00Z an instance was taken out of service in response to a EC2 health check indicating it has been terminated or stopped.',
      ),
    }),
    'by-scaling',
    'web-3 was terminated by the Auto Scaling group web: it was found stopped, and the group replaces what is stopped, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'Auto Scaling, for a warm pool',
    stoppedFacts(user, {
      ...byUser,
      instance: { tags: { 'aws:autoscaling:groupName': 'web' } },
      trail: read([aCall('StopInstances', { doer: scaling })]),
    }),
    'by-scaling',
    'web-3 was stopped by the Auto Scaling group web: most likely for its warm pool, the only thing that it stops instances for, 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'a person, though its group then let it go too',
    stoppedFacts(user, {
      ...inGroup,
      details: { stateTransition: byUserAt },
      trail: read([aCall('TerminateInstances')]),
      ...activity('in response to a EC2 health check indicating it has been terminated or stopped.'),
    }),
    'by-call',
    'web-3 was terminated in AWS by grace (role Admin), 2026-11-23T10:00Z, 2 h ago.',
  ],
  [
    'a call of which CloudTrail could not be read',
    stoppedFacts(user, { ...byUser, trail: { unread: 'CloudTrail: not allowed.' } }),
    'by-unknown-call',
    'web-3 was stopped by a call to EC2, 2026-11-23T10:00Z, 2 h ago; who made it could not be read.',
  ],
  [
    'a call that CloudTrail does not have yet',
    stoppedFacts(user, { ...byUser, trail: read([]), now: stoppedAt + 60_000 }),
    'by-unknown-call',
    'web-3 was stopped by a call to EC2, 2026-11-23T10:00Z, 1 min ago; who made it CloudTrail does not know yet: ask again in some minutes.',
  ],
  [
    'a call that CloudTrail does not have any more',
    stoppedFacts(user, { ...byUser, trail: read([]), now: stoppedAt + 91 * 24 * hour }),
    'by-unknown-call',
    'web-3 was stopped by a call to EC2, 2026-11-23T10:00Z, 91 d ago; who made it CloudTrail does not know any more: it keeps 90 days.',
  ],
  [
    'a reason that no rule knows',
    stoppedFacts('Server.SomethingNew', { trail: read([]) }),
    'nothing-found',
    'Nothing that Windlass can read says why web-3 is stopped: it is ○ stopped.',
  ],
]

describe('why it is stopped or terminated', () => {
  it.each(table)('%s', (_, facts, ...[rule, line]) => {
    expect(foundIn(facts)).toEqual({ rules: [rule], line })
  })
})
