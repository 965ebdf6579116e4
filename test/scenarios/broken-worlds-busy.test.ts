import { describe, it } from 'vitest'
import { bootLog } from '../../src/playground/aws/ec2/console.ts'
import type { Load } from '../../src/playground/aws/world.ts'
import { writeOutOfMemory } from '../../src/playground/world/aws-consoles.ts'
import type { Ago } from '../../src/playground/world/aws-row.ts'
import { expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const open = { address: 'public', opens: [[443, 'anyone']] } as const

/** What it wrote to its console since it booted. */
const wrote =
  (...lines: readonly string[]) =>
  ({ web, ago }: InstanceScene) => {
    web.console = { text: `${bootLog(web.running, ago('3d'))}${lines.join('\r\n')}\r\n`, at: ago('17m') }
  }

const loaded =
  (since: Ago, load: Omit<Load, 'since'>) =>
  ({ web, ago }: InstanceScene) => {
    web.load = [{ since: ago(since), ...load }]
  }

const full = wrote('[88231.1] systemd-journald[400]: Failed to write entry: No space left on device')
const hung = wrote('[ 8123.1] INFO: task jbd2/nvme1n1p1-8:412 blocked for more than 120 seconds.')
const isOpen = 'Its ports are open, as far as AWS can see.'

const worlds: readonly World[] = [
  {
    it: 'does not answer, since all of its CPU is used',
    ask: '@windlass web-1 is not answering any more',
    world: instanceWorld(open, loaded('190m', { cpuPercent: 99.5 })),
    line: `web-1 uses all of its CPU: # % of its 2 vCPUs, since <time>, 3 h ago. ${isOpen} Most likely that is why it does not answer.`,
    shows: ['CPU above 80 % from then on (CloudWatch)', '443 to anyone'],
    offers: 'What else to check',
  },
  {
    it: 'does not answer, since its credits are used up',
    ask: "@windlass web-1 doesn't respond on port 443",
    world: instanceWorld({ ...open, type: 't3.micro', launched: '40d' }, loaded('4h', { cpuPercent: 10, credits: 0 })),
    line: `web-1 has used up its CPU credits: a t3.micro is then held at its baseline of # %, since <time>, 3 h ago. ${isOpen} Most likely that is why it does not answer.`,
    shows: ['credit balance at 0.0'],
    offers: 'What are CPU credits?',
  },
  {
    it: 'does not answer, since its program was ended for want of memory',
    ask: '@windlass web-1 does not respond on 443',
    world: instanceWorld(open, ({ web, ago }) => writeOutOfMemory(web, { at: ago('24m'), now: ago('1m') })),
    line: `web-1 ran out of memory: it used all of its 8 GiB of memory at least once since it was booted, and its kernel ended a program. How full it is now AWS cannot see. ${isOpen} If the program that was ended is what should answer, that is why it does not.`,
    shows: ['Out of memory: Killed process 2143 (node)'],
    offers: 'Console output',
  },
  {
    it: 'has a full disk, and passes its checks',
    ask: '@windlass what is wrong with web-1?',
    world: instanceWorld({}, full),
    line: 'A file system of web-1 was full at least once since it was booted, as its console shows. How full it is now AWS cannot see.',
    shows: ['No space left on device (console output)'],
    offers: 'What to do when it is full',
  },
  {
    it: 'has a full disk, and is slow',
    ask: '@windlass web-1 is slow',
    world: instanceWorld({}, full),
    line: 'A file system of web-1 was full at least once since it was booted, as its console shows. How full it is now AWS cannot see.',
    shows: ['No space left on device (console output)'],
    offers: 'How to enlarge a volume',
  },
  {
    it: 'waits for a disk that does not answer',
    ask: '@windlass why is web-1 so slow?',
    world: instanceWorld({}, hung),
    line: 'web-1 hung at least once since it was booted: as its console shows, a program hung for minutes, mostly since a disk did not answer.',
    shows: ['blocked for more than 120 seconds. (console output)'],
    offers: 'How fast EBS is',
  },
  {
    it: 'is held at the baseline of its network',
    ask: '@windlass downloads from web-1 are slow',
    world: instanceWorld({ type: 't3.micro', launched: '40d' }, loaded('4h', { networkBytes: (64e6 / 8) * 300 })),
    line: 'web-1 receives and sends as much as it may for good: 64 Mbit/s, since <time>, 3 h ago. The baseline of a t3.micro is 64 Mbit/s; most likely AWS holds it there.',
    shows: ['NetworkOut at 64 Mbit/s on average'],
    offers: 'How to change the type',
  },
  {
    it: 'stopped in emergency mode, since a line of its fstab is wrong',
    ask: '@windlass web-1 is impaired',
    world: instanceWorld(
      { failing: '18m' },
      wrote(
        '[DEPEND] Dependency failed for /data.',
        'You are in emergency mode. After logging in, type "journalctl -xb"',
      ),
    ),
    line: /^web-1 fails its status check since <time>, \d+ min ago: most likely it stopped in emergency mode while booting, as its console shows; mostly a wrong line of its \/etc\/fstab, or a volume that is not attached\.$/,
    shows: ['Dependency failed for /data.', 'You are in emergency mode'],
    offers: 'Console output',
  },
  {
    it: 'could not mount its root file system',
    ask: '@windlass why does web-1 fail its status check?',
    world: instanceWorld(
      { failing: '18m' },
      wrote('[    1.43] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)'),
    ),
    line: /^web-1 fails its status check since <time>, \d+ min ago: most likely its kernel could not mount its root file system, as its console shows\.$/,
    shows: ['VFS: Unable to mount root fs'],
    offers: 'Console output',
  },
  {
    it: 'cannot reach one of its volumes',
    ask: '@windlass why does web-1 fail its EBS check?',
    world: instanceWorld({}, ({ web, ago }) => {
      web.checks = { ...web.checks, volumes: { isPassed: false, since: ago('28m') } }
    }),
    line: /^web-1 cannot reach one of its EBS volumes: the check of its attached volumes fails since <time>, 2\d min ago\./,
    shows: ['StatusCheckFailed_AttachedEBS above 0 from then on (CloudWatch)'],
    offers: 'Stop web-1, to start it again',
  },
  {
    it: 'has a faulty host, which AWS retires',
    ask: '@windlass web-1 1/2 checks passed',
    world: instanceWorld(
      { event: { code: 'instance-retirement', description: 'Degraded hardware', inMs: 3 * 86_400_000 } },
      ({ web, ago }) => {
        web.checks = { ...web.checks, system: { isPassed: false, since: ago('28m') } }
      },
    ),
    line: /^The host of web-1 is faulty: its system status check fails, since <time>, 2\d min ago\. The fault is AWS’s\.$/,
    shows: ['system status check impaired, instance status check ok (EC2)'],
    also: ['AWS will retire the faulty host of web-1, not before <time>.'],
    offers: 'Stop web-1, to start it again',
  },
  {
    it: 'is open on SSH to the office alone, whom its network ACL denies',
    ask: "@windlass can't ssh into web-1",
    world: instanceWorld({ ...open, opens: [[22, 'office']] }, ({ place }) => {
      const rest = { Egress: false, Protocol: '-1', RuleAction: 'deny' } as const
      const [acl] = place.networkAcls
      acl?.Entries?.unshift(
        { ...rest, RuleNumber: 50, CidrBlock: '203.0.113.0/24' },
        { ...rest, RuleNumber: 51, CidrBlock: '10.0.0.0/8' },
      )
    }),
    line: 'web-1 is cut off by the network ACL of its subnet: acl-0 lets none of #.114.0.0/16, 203.0.113.0/24 in on port 22.',
    shows: ['denies all traffic from 10.0.0.0/8'],
    also: [
      'web-1 is open on port 22 only to 10.114.0.0/16, 203.0.113.0/24: whoever comes from elsewhere is not let in.',
    ],
    offers: 'What is a network ACL?',
  },
]

describe('an instance that', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
