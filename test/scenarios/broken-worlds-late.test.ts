import { describe, it } from 'vitest'
import { byPerson } from '../../src/playground/aws/ec2/reasons.ts'
import type { Ago } from '../../src/playground/world/aws-row.ts'
import { callOn, ends, expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const user = (name: string) => ({ doer: { kind: 'user', name }, from: '203.0.113.7' }) as const

type Rule = { readonly ago: Ago; readonly port: number; readonly from?: string }

/** What somebody did to the rules of its security group, as CloudTrail writes it down. */
function ruled({ past, place, ago: at }: InstanceScene, name: string, { ago, port, from = '0.0.0.0/0' }: Rule): void {
  const ipRanges = { items: [{ cidrIp: from }] }
  const items = [{ ipProtocol: 'tcp', fromPort: port, toPort: port, ipRanges }]
  const who = user(name.startsWith('Revoke') ? 'carl' : 'anna')
  const parameters = { groupId: place.securityGroups[0]?.GroupId, ipPermissions: { items } }
  past({ at: at(ago), service: 'ec2', name, ...who, parameters })
}

/** Carl closed 443 just now; Anna opened SSH to the network before, and it was busy once. */
function losesHttps(scene: InstanceScene): void {
  ruled(scene, 'RevokeSecurityGroupIngress', { ago: '15m', port: 443 })
  ruled(scene, 'AuthorizeSecurityGroupIngress', { ago: '3h', port: 22, from: '10.0.0.0/8' })
  scene.web.load = [{ since: scene.ago('6h'), cpuPercent: 97 }, { since: scene.ago('4h') }]
}

const took = 'carl took the rule for TCP 443 from 0.0.0.0/0 out of web <time>, 15 min ago.'
const lost = `web-1 is closed on port 443: its security group web opens it to no one. ${took}`
const open = { address: 'public' } as const
const burst = { launched: '40d', disks: [{ gib: 30, type: 'gp2', isEncrypted: false }] } as const

const worlds: readonly World[] = [
  {
    it: 'was closed just now, and no port is named',
    ask: '@windlass web-1 is unreachable since 15 minutes',
    world: instanceWorld({ ...open, opens: [] }, losesHttps),
    line: lost,
    shows: ['RevokeSecurityGroupIngress by carl from 203.0.113.7 (CloudTrail)'],
    offers: 'What is a security group?',
  },
  ...['web-1 does not answer any more', 'why can nobody reach web-1?'].map((ask) => ({
    it: `was closed just now on one of its ports: ${ask}`,
    ask: `@windlass ${ask}`,
    world: instanceWorld({ ...open, opens: [[80, 'anyone']] }, losesHttps),
    line: `${lost} Open still: 80.`,
    shows: ['RevokeSecurityGroupIngress by carl', '80 to anyone'],
    offers: 'What is a security group?',
  })),
  ...['my browser shows nothing for web-1', 'homepage on web-1 does not load'].map((ask) => ({
    it: `is open on SSH from its own network alone: ${ask}`,
    ask: `@windlass ${ask}`,
    world: instanceWorld({ ...open, opens: [] }),
    line: 'web-1 is open on 22 only to 10.114.0.0/16, and closed on 80, 443, 3389: whoever comes to these from elsewhere is not let in.',
    shows: ['web (sg-'],
    offers: 'What else to check',
  })),
  ...['why is web-1 slow', 'queries on web-1 take forever since noon'].map((ask) => ({
    it: `has used up the burst of its gp2: ${ask}`,
    ask: `@windlass ${ask}`,
    world: instanceWorld(burst, ({ web, ago }) => {
      web.load = [{ since: ago('330m'), burstBalancePercent: 0 }]
    }),
    line: 'A volume of web-1 has used up its burst: vol-0 (30 GiB of gp2) is held at its baseline of # IOPS, since <time>, 5 h ago.',
    shows: ['BurstBalance of vol-'],
    offers: 'gp2 or gp3?',
  })),
  {
    it: 'sends more than it costs to run',
    ask: '@windlass why is web-1 so expensive',
    world: instanceWorld({ launched: '40d' }, ({ web, ago }) => {
      web.load = [{ since: ago('30d'), cpuPercent: 30, networkBytes: 2e9 }]
    }),
    line: 'web-1 sends about 17,520 GB a month: what of that goes to the internet is paid by the GB: $1,567.80 a month at most, if all of it does. To another zone it is $0.01 a GB, within its zone nothing.',
    shows: ['NetworkOut'],
    also: [
      'web-1 costs at least $72.89 a month: it runs, for $0.098 an hour. Not in that sum: what it sends to the internet, $1,567.80 a month at most.',
    ],
    offers: 'What data transfer costs',
  },
  {
    it: 'will be rebooted by AWS tomorrow',
    ask: '@windlass will web-1 be rebooted by AWS?',
    world: instanceWorld({ event: { code: 'system-reboot', description: 'scheduled reboot', inMs: 86_400_000 } }),
    line: 'AWS will reboot the host of web-1, not before <time>. If it was rebooted before, nothing that Windlass can read says why.',
    shows: ['scheduled event system-reboot: scheduled reboot (EC2)'],
    offers: 'What is a scheduled event?',
  },
  {
    it: 'was stopped by a schedule whose session nobody knows',
    ask: '@windlass who keeps stopping web-1?',
    world: instanceWorld({ launched: '14h' }, ({ web, past, ago }) => {
      const service = 'scheduler.amazonaws.com'
      const session = 'a0f1e2d3c4b5a6978877665544332211'
      const doer = { kind: 'role', name: 'Amazon_EventBridge_Scheduler_EC2', session, by: service } as const
      const at = ago('2h')
      ends(web, 'stopped', { at, ...byPerson(at) })
      past(callOn([web.id], { at: at - 1000, name: 'StopInstances', doer, from: service }))
    }),
    line: 'web-1 was stopped in AWS by the role Amazon_EventBridge_Scheduler_EC2, through EventBridge Scheduler, <time>, 2 h ago.',
    shows: ['StopInstances by the role Amazon_EventBridge_Scheduler_EC2 from scheduler.amazonaws.com (CloudTrail)'],
    offers: 'Start web-1',
  },
]

describe('an instance that', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
