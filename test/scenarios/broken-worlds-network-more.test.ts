import { describe, it } from 'vitest'
import type { Ago } from '../../src/playground/world/aws-row.ts'
import { expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const open = {
  address: 'public',
  opens: [
    [443, 'anyone'],
    [22, 'anyone'],
  ],
} as const

const listens = 'most likely nothing listens there, or its own firewall is in the way.'
const everything = { Protocol: '-1', CidrBlock: '0.0.0.0/0', RuleAction: 'allow' } as const
const lan = { ...everything, CidrBlock: '10.0.0.0/8' }
const rest = { ...everything, RuleNumber: 32_767, RuleAction: 'deny' } as const

type Entry = {
  readonly CidrBlock: string
  readonly Protocol?: string
  readonly PortRange?: { readonly From: number; readonly To: number }
}

/** The subnet's list lets that in and out, and nothing else. */
const allows =
  (inbound: readonly Entry[], outbound: readonly Entry[]) =>
  ({ place }: InstanceScene) => {
    const [acl] = place.networkAcls
    const entries = (Egress: boolean, given: readonly Entry[]) => [
      ...given.map((entry, index) => ({ ...everything, Egress, RuleNumber: 100 + index * 10, ...entry })),
      { ...rest, Egress },
    ]
    if (acl !== undefined) acl.Entries = [...entries(false, inbound), ...entries(true, outbound)]
  }

const jonas = { doer: { kind: 'user', name: 'jonas' }, from: '203.0.113.9' } as const

/** What jonas did to it, and to what is around it. */
const called = (ago: Ago, name: string, parameters: (scene: InstanceScene) => object) => (scene: InstanceScene) =>
  scene.past({ at: scene.ago(ago), service: 'ec2', name, ...jonas, parameters: parameters(scene) })

const ofIt = (parameters: object) => (scene: InstanceScene) => ({ instanceId: scene.web.id, ...parameters })

const letThrough: readonly World[] = [
  {
    it: 'its network ACL lets only the network of the company in',
    ask: '@windlass customers cannot reach web-1 on 443',
    world: instanceWorld(open, allows([lan], [everything])),
    line: 'web-1 is open on port 443 only to 10.0.0.0/8: the network ACL of its subnet, acl-0, lets nobody else in.',
    shows: ['its inbound rule 100 allows all traffic from 10.0.0.0/8', 'its inbound rule 32767 denies all traffic'],
    offers: 'What is a network ACL?',
  },
  {
    it: 'its network ACL lets answers out only to the network of the company',
    ask: '@windlass web-1 times out on 443',
    world: instanceWorld(
      open,
      allows([everything], [lan, { ...everything, PortRange: { From: 443, To: 443 }, Protocol: '6' }]),
    ),
    line: 'web-1 answers only to 10.0.0.0/8: the network ACL of its subnet, acl-0, lets no answer out to the ports (1024–65535) of anyone else.',
    shows: ['its outbound rule 100 allows all traffic to 10.0.0.0/8'],
    offers: 'Group or ACL?',
  },
  {
    it: 'its network ACL denies the office',
    ask: '@windlass from the office 203.0.113.20 we do not get to web-1 on 443',
    world: instanceWorld(open, ({ place }) =>
      place.networkAcls[0]?.Entries?.unshift({
        ...everything,
        Egress: false,
        RuleNumber: 40,
        CidrBlock: '203.0.113.0/24',
        RuleAction: 'deny',
      }),
    ),
    line: 'web-1 is closed on port 443 to 203.0.113.0/24: the network ACL of its subnet, acl-0, keeps that out, and lets others in.',
    also: [`web-1 is open on 443 to all but 203.0.113.0/24, as far as AWS can see: ${listens}`],
    shows: ['its inbound rule 40 denies all traffic from 203.0.113.0/24'],
    offers: 'What is a network ACL?',
  },
  {
    it: 'its group lets the group of a load balancer in',
    ask: "@windlass the page on web-1 won't open, port 443",
    world: instanceWorld({ ...open, opens: [[22, 'anyone']] }, ({ place }) => {
      const [group] = place.securityGroups
      if (group === undefined) return
      const nobody = { IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] }
      const pairs = [{ GroupId: 'sg-0feed0000000000aa', UserId: group.OwnerId }]
      group.IpPermissions?.push({ ...nobody, IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs: pairs })
      place.securityGroups.push({ ...group, GroupId: 'sg-0feed0000000000aa', GroupName: 'shop-lb', IpPermissions: [] })
    }),
    line: 'web-1 is open on port 443 only to shop-lb (sg-0feed0000000000aa): whoever comes from elsewhere is not let in.',
    shows: ['443 to sg-0feed0000000000aa'],
    offers: 'What is a security group?',
  },
]

const otherProtocols: readonly World[] = [
  ...['ping to web-1 gets no reply', 'is web-1 pingable? it gets no ping through'].map((question) => ({
    it: `its group lets no ping in: ${question}`,
    ask: `@windlass ${question}`,
    world: instanceWorld(open),
    line: 'web-1 answers no ping: its security group web lets none in. That says nothing of its ports.',
    shows: ['443 to anyone'],
    offers: 'What is a security group?',
  })),
  {
    it: 'its group opens the port for TCP alone',
    ask: '@windlass udp 1194 to web-1 does not get through',
    world: instanceWorld({ address: 'public', opens: [[1194, 'anyone']] }),
    line: 'web-1 is closed on UDP port 1194: its security group web opens it to no one over UDP, only over TCP.',
    shows: ['1194 to anyone'],
    offers: 'What is a security group?',
  },
]

const closed = 'web-1 is closed on port 443: its security group web opens it to no one.'
const few = { address: 'public', opens: [[22, 'office']] } as const

const changed: readonly World[] = [
  {
    it: 'somebody took the rule away',
    ask: '@windlass since ten minutes nobody reaches web-1 on 443',
    world: instanceWorld(
      few,
      called('10m', 'RevokeSecurityGroupIngress', ({ place }) => ({
        groupId: place.securityGroups[0]?.GroupId,
        ipPermissions: {
          items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
        },
      })),
    ),
    line: `${closed} jonas took the rule for TCP 443 from 0.0.0.0/0 out of web <time>, 10 min ago.`,
    shows: ['RevokeSecurityGroupIngress by jonas from 203.0.113.9 (CloudTrail)'],
    offers: 'Who did what',
  },
  {
    it: 'somebody gave it other groups',
    ask: '@windlass nobody can open web-1 on 443 since ten minutes',
    world: instanceWorld(
      few,
      called('10m', 'ModifyInstanceAttribute', ofIt({ groupSet: { items: [{ groupId: 'sg-0d49650e1dc5b835f' }] } })),
    ),
    line: `${closed} jonas changed which security groups it has <time>, 10 min ago.`,
    shows: ['ModifyInstanceAttribute by jonas'],
    offers: 'Who did what',
  },
  {
    it: 'somebody had given it an address, which it has no more',
    ask: "@windlass I can't ssh to web-1 any more",
    world: instanceWorld(
      { opens: [[22, 'anyone']] },
      called('12m', 'AssociateAddress', ofIt({ allocationId: 'eipalloc-0a' })),
    ),
    line: 'web-1 has no public address: nobody reaches it straight from the internet. From inside its network it is 10.114.61.45. jonas gave it an Elastic IP address, which it has no more, <time>, 12 min ago.',
    also: ['web-1 is open on 22 from inside its network, as far as AWS can see.'],
    shows: ['AssociateAddress by jonas'],
    offers: 'What is a public address?',
  },
  {
    it: 'somebody made it larger',
    ask: '@windlass web-1 became twice as expensive since yesterday, why?',
    world: instanceWorld(
      { type: 'r6i.2xlarge', launched: '1d' },
      called('25h', 'ModifyInstanceAttribute', ofIt({ instanceType: { value: 'r6i.2xlarge' } })),
    ),
    line: /^web-1 costs about \$\S+ a month: it runs, for \$\S+ an hour\. jonas changed its type to r6i\.2xlarge <time>, 1 d ago\.$/,
    shows: ['ModifyInstanceAttribute by jonas'],
    offers: 'How to save money',
  },
  {
    it: 'somebody made it smaller',
    ask: '@windlass web-1 is slow since yesterday',
    world: instanceWorld({ launched: '1d' }, (scene) => {
      called('25h', 'ModifyInstanceAttribute', ofIt({ instanceType: { value: 'm7g.large' } }))(scene)
      scene.web.load = [{ since: scene.ago('1d'), cpuPercent: 99 }]
    }),
    line: /^web-1 uses all of its CPU: .*\. jonas changed its type to m7g\.large <time>, 1 d ago\.$/,
    shows: ['ModifyInstanceAttribute by jonas'],
    offers: 'How to choose a type',
  },
]

describe('what the network of an instance keeps out, and who changed it', () => {
  shareStage()
  it.each([...letThrough, ...otherProtocols, ...changed])('$it', expectTruth)
})
