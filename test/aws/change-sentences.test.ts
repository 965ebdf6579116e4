import { describe, expect, test } from 'vitest'
import { type ChangeCall, didNothing, refusalOf, unknownSentence, whyUnknown } from '../../src/aws/change-sentences.ts'
import type { Trouble } from '../../src/aws/trouble.ts'
import { frankfurt, production } from './surroundings.ts'

const call: ChangeCall = {
  action: 'ec2:StopInstances',
  verb: 'stopped',
  target: {
    kind: 'instance',
    id: 'i-0abc',
    place: frankfurt,
    name: 'web-1',
    owner: undefined,
    environment: undefined,
    isProduction: false,
    state: 'running',
    type: 't3.large',
    tags: {},
  },
  account: production,
  role: 'arn:aws:iam::111122223333:role/teams/WindlassChange',
  isRehearsal: false,
}
const start: ChangeCall = { ...call, action: 'ec2:StartInstances', verb: 'started' }
const hibernate: ChangeCall = { ...call, verb: 'hibernated' }
const reboot: ChangeCall = { ...call, action: 'ec2:RebootInstances', verb: 'rebooted' }
const terminate: ChangeCall = { ...call, action: 'ec2:TerminateInstances', verb: 'terminated' }

const refused = (code: string, kind: Trouble['kind'] = 'refused'): Trouble => ({ kind, code, detail: code })
const web = 'web-1 (i-0abc) in production, eu-central-1'

describe('what AWS refused', () => {
  test.each([
    [
      refused('UnauthorizedOperation', 'denied'),
      call,
      `${web} was not stopped: the role WindlassChange of production may not do ec2:StopInstances to it (UnauthorizedOperation). An AWS administrator adds ec2:StopInstances to the role's policies, or lifts what denies it.`,
    ],
    [
      refused('IncorrectInstanceState'),
      call,
      `${web} was not stopped: its state does not allow that (IncorrectInstanceState); it was running when the change was planned. Look at it with /ec2 show i-0abc and ask again once it has come to rest.`,
    ],
    [
      refused('IncorrectSpotRequestState'),
      start,
      `${web} was not started: its Spot request does not allow that now (IncorrectSpotRequestState). A Spot instance can be stopped and started only while it has a persistent request that is active or disabled.`,
    ],
    [
      refused('InsufficientInstanceCapacity', 'internal'),
      start,
      `${web} was not started: AWS has no capacity for another t3.large in its Availability Zone now (InsufficientInstanceCapacity). Try again later, or change its type: a stopped instance cannot move to another zone.`,
    ],
    [
      refused('VcpuLimitExceeded'),
      start,
      `${web} was not started: production runs as much as its quota in eu-central-1 allows for types like t3.large (VcpuLimitExceeded). Stop something there that nobody needs, or let an AWS administrator ask for more in Service Quotas.`,
    ],
    [
      refused('OperationNotPermitted'),
      call,
      `${web} was not stopped: it is protected against being stopped (OperationNotPermitted). Whoever owns it lifts that at AWS first, if this is meant.`,
    ],
    [
      refused('OperationNotPermitted'),
      terminate,
      `${web} was not terminated: it is protected against being terminated or stopped (OperationNotPermitted). Whoever owns it lifts that at AWS first, if this is meant.`,
    ],
    [
      refused('InvalidInstanceID.NotFound'),
      reboot,
      `${web} was not rebooted: it is not there any more (InvalidInstanceID.NotFound). Look with /ec2 list web-1 for what is there now.`,
    ],
    [
      refused('UnsupportedHibernationConfiguration'),
      hibernate,
      `${web} was not hibernated: it is not set up for hibernation (UnsupportedHibernationConfiguration), which is chosen when an instance is launched. Stop it without --hibernate; what is in its memory is lost then.`,
    ],
    [
      refused('UnsupportedOperation'),
      call,
      `${web} was not stopped: an instance of its kind cannot be stopped (UnsupportedOperation), only terminated: its root device is an instance store, or its Spot request is for one time only.`,
    ],
    [
      refused('UnsupportedOperation'),
      hibernate,
      `${web} was not hibernated: it cannot hibernate, or not yet (UnsupportedOperation): soon after its start it is not ready to. Try again in some minutes, or stop it without --hibernate.`,
    ],
    [
      refused('RequestLimitExceeded', 'throttled'),
      terminate,
      `${web} was not terminated: EC2 in eu-central-1 takes no more requests at the moment (RequestLimitExceeded), so it was not begun. Ask again in a minute.`,
    ],
    [
      { kind: 'unreachable', code: 'Unreachable', detail: 'ECONNREFUSED' },
      call,
      `${web} was not stopped: EC2 in eu-central-1 could not be reached (ECONNREFUSED). Check the network of the machine that Windlass runs on, and AWS_ENDPOINT_URL if it is set.`,
    ],
    [
      refused('InvalidSomething'),
      { ...call, target: { ...call.target, name: 'i-0abc' } },
      "i-0abc in production, eu-central-1 was not stopped: EC2 refused ec2:StopInstances with the code InvalidSomething. Its own words are in Windlass's log.",
    ],
    [
      refused('InvalidInstanceID.NotFound'),
      { ...call, isRehearsal: true },
      `${web} cannot be stopped: it is not there any more (InvalidInstanceID.NotFound). Look with /ec2 list web-1 for what is there now.`,
    ],
  ] satisfies [Trouble, ChangeCall, string][])('%o', (trouble, of, message) => {
    expect(refusalOf(trouble, of).message).toBe(message)
  })
})

test.each([
  [refused('UnauthorizedOperation', 'denied'), 'account'],
  [refused('RequestLimitExceeded', 'throttled'), 'place'],
  [refused('AuthFailure', 'not-accepted'), 'place'],
  [refused('Blocked', 'denied'), 'account'],
  [{ kind: 'unreachable', code: 'Unreachable', detail: 'ENOTFOUND' }, 'place'],
  [refused('IncorrectInstanceState'), 'nowhere'],
  [refused('InsufficientInstanceCapacity', 'internal'), 'nowhere'],
  [refused('VcpuLimitExceeded'), 'nowhere'],
  [refused('OperationNotPermitted'), 'nowhere'],
  [refused('InvalidInstanceID.NotFound'), 'nowhere'],
  [refused('InvalidSomething'), 'nowhere'],
] satisfies [Trouble, string][])('%o: where every other step would end the same: %s', (trouble, spreads) => {
  expect(refusalOf(trouble, call).spreads).toBe(spreads)
})

describe('what nobody knows', () => {
  test.each([
    [{ kind: 'timeout', code: 'Timeout', detail: 'AbortError' }, 'EC2 did not answer in time'],
    [{ kind: 'unreachable', code: 'Unreachable', detail: 'ETIMEDOUT' }, 'EC2 did not answer in time'],
    [{ kind: 'unreachable', code: 'Unreachable', detail: 'ECONNRESET' }, 'the connection broke off (ECONNRESET)'],
    [{ kind: 'broken-off', code: 'Unreachable', detail: 'ECONNRESET' }, 'the connection broke off (ECONNRESET)'],
    [
      { kind: 'undecodable', code: 'Undecodable', detail: 'HTTP 502' },
      "what came back is not AWS's (HTTP 502), most often it is a proxy's page",
    ],
    [refused('InternalError', 'internal'), 'EC2 had an error of its own (InternalError)'],
  ] satisfies [Trouble, string][])('%o', (trouble, why) => {
    expect(unknownSentence(whyUnknown(trouble), reboot)).toBe(
      `It is not known whether ${web} was rebooted: ${why}. Look at it with /ec2 show i-0abc before it is tried again.`,
    )
  })

  test('is nothing to fear of a rehearsal', () => {
    expect(unknownSentence('EC2 did not answer in time', { ...call, isRehearsal: true })).toBe(
      `${web} could not be rehearsed: EC2 did not answer in time. Nothing was changed. Ask again in a minute.`,
    )
  })
})

test('a reason in whole sentences comes after what was not done', () => {
  expect(didNothing('Windlass could not assume the role.', terminate)).toBe(
    `${web} was not terminated. Windlass could not assume the role.`,
  )
})
