import { describe, it } from 'vitest'
import { byPerson } from '../../src/playground/aws/ec2/reasons.ts'
import { throughConsole } from '../../src/playground/world/aws-doers.ts'
import { callOn, ends, expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const open = {
  address: 'public',
  opens: [
    [443, 'anyone'],
    [22, 'anyone'],
  ],
} as const

/** The subnet's list denies this before it allows the rest. */
const denies =
  (Egress: boolean, port?: number) =>
  ({ place }: InstanceScene) => {
    const [acl] = place.networkAcls
    const PortRange = port === undefined ? { From: 1024, To: 65_535 } : { From: port, To: port }
    acl?.Entries?.unshift({
      Egress,
      RuleNumber: 50,
      Protocol: '6',
      CidrBlock: '0.0.0.0/0',
      RuleAction: 'deny',
      PortRange,
    })
  }

/** What leaves its subnet goes there. */
const routes =
  (route: { NatGatewayId?: string; State: 'active' | 'blackhole' }) =>
  ({ place }: InstanceScene) => {
    for (const { Routes } of place.routeTables) {
      const [local] = Routes ?? []
      if (local !== undefined) Routes?.splice(0, 2, local, { DestinationCidrBlock: '0.0.0.0/0', ...route })
    }
  }

const worlds: readonly World[] = [
  {
    it: 'its group opens the port to no one',
    ask: "@windlass why can't I reach web-1 on port 8080?",
    world: instanceWorld({ ...open, opens: [[443, 'anyone']] }),
    line: 'web-1 is closed on port 8080: its security group web opens it to no one.',
    shows: ['opens 22 to 10.'],
    offers: 'What is a security group?',
  },
  {
    it: 'its group opens SSH to the office only',
    ask: "@windlass why can't I ssh to web-1",
    world: instanceWorld({ ...open, opens: [[22, 'office']] }),
    line: 'web-1 is open on port 22 only to 10.114.0.0/16, 203.0.113.0/24: whoever comes from elsewhere is not let in.',
    shows: ['203.0.113.0/24'],
    offers: 'What is a security group?',
  },
  {
    it: 'its network ACL denies the port, which the group opens',
    ask: '/ec2 why web-1 --port 443',
    world: instanceWorld(open, denies(false, 443)),
    line: 'web-1 is cut off by the network ACL of its subnet: acl-0 lets nobody in on port 443.',
    shows: ['its inbound rule 50 denies tcp on 443 from 0.0.0.0/0 (security groups and routes)'],
    offers: 'What is a network ACL?',
  },
  {
    it: 'its network ACL denies the answers',
    ask: "@windlass why doesn't web-1 answer on https?",
    world: instanceWorld(open, denies(true)),
    line: 'web-1 is cut off by the network ACL of its subnet: acl-0 lets no answer out to the ports of clients (1024–65535).',
    shows: ['its outbound rule 50 denies tcp on 1024–65535 to 0.0.0.0/0'],
    offers: 'What is a network ACL?',
  },
  {
    it: 'no route to the internet, though it has a public address',
    ask: '@windlass why is web-1 unreachable on port 443?',
    world: instanceWorld(open, routes({ NatGatewayId: 'nat-0aaaaaaaaaaaaaaaa', State: 'active' })),
    line: 'web-1 has a public address and no way out: its subnet has no route to an internet gateway; what leaves it goes to nat-0aaaaaaaaaaaaaaaa.',
    shows: ['0.0.0.0/0 goes to nat-0aaaaaaaaaaaaaaaa'],
    offers: 'What is a route table?',
  },
  {
    it: 'its route leads to what is gone',
    ask: "@windlass why can't web-1 be reached?",
    world: instanceWorld(
      { opens: [[443, 'anyone']] },
      routes({ NatGatewayId: 'nat-0aaaaaaaaaaaaaaaa', State: 'blackhole' }),
    ),
    line: 'web-1 has no way out: its route to 0.0.0.0/0 leads to nat-0aaaaaaaaaaaaaaaa, which is gone (blackhole).',
    also: [
      'web-1 has no public address: nobody reaches it straight from the internet. From inside its network it is 10.114.61.45.',
    ],
    shows: ['which is gone (blackhole)'],
    offers: 'What is a route table?',
  },
  {
    it: 'nothing listens: all that AWS sees is open',
    ask: '/ec2 why web-1 --port 443',
    world: instanceWorld(open),
    line: 'web-1 is open on 443, as far as AWS can see: most likely nothing listens there, or its own firewall is in the way.',
    shows: ['opens 22 to'],
    offers: 'Console output',
  },
  {
    it: 'it has no public address',
    ask: "@windlass why can't I reach web-1 on port 443?",
    world: instanceWorld({ opens: [[443, 'anyone']] }),
    line: 'web-1 has no public address: nobody reaches it straight from the internet. From inside its network it is 10.114.61.45.',
    also: ['web-1 is open on 443 from inside its network, as far as AWS can see.'],
    shows: [
      'no public IPv4 address and none of IPv6; other load balancers, VPNs and peered networks were not checked (EC2)',
    ],
    offers: 'What is Session Manager?',
  },
  {
    it: 'it has no public address, and its group lets its own network in',
    ask: "@windlass why can't I ssh to web-1",
    world: instanceWorld({}),
    line: 'web-1 has no public address: nobody reaches it straight from the internet. From inside its network it is 10.114.61.45.',
    also: ['web-1 is open on port 22 only to 10.114.0.0/16: whoever comes from elsewhere is not let in.'],
    shows: ['no public IPv4 address'],
    offers: 'What is Session Manager?',
  },
  {
    it: 'somebody stopped it',
    ask: "@windlass why can't I ssh to web-1",
    world: instanceWorld(open, ({ web, ago, past }) => {
      ends(web, 'stopped', { at: ago('2h'), ...byPerson(ago('2h')) })
      past(callOn([web.id], { at: ago('2h'), name: 'StopInstances', ...throughConsole('grace') }))
    }),
    line: 'web-1 was stopped in AWS by grace@harbour.example (permission set Operators), <time>, 2 h ago.',
    shows: ['StopInstances by grace'],
    offers: 'Start web-1',
  },
  {
    it: 'it has only just been started',
    ask: '@windlass why does web-1 not respond?',
    world: instanceWorld({ ...open, launched: '1m' }),
    line: 'web-1 is still starting: it was started 1 min ago, and its status checks are not through yet.',
    shows: ['system check initializing, instance check initializing (EC2)'],
    offers: 'Console output',
  },
  {
    it: 'the role may not read its network: nothing is found',
    ask: '/ec2 why web-1 --port 8080',
    world: instanceWorld({ ...open, opens: [[443, 'anyone']] }),
    cannot: ['DescribeSecurityGroups'],
    line: 'Nothing that Windlass can read says why web-1 cannot be reached: it is ● running.',
    shows: ['system check ok, instance check ok (EC2)'],
    offers: 'Console output',
    unread: 'ec2:DescribeSecurityGroups',
  },
]

describe('an instance that cannot be reached', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
