import { describe, it } from 'vitest'
import { expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const open = { address: 'public', opens: [[443, 'anyone']] } as const

type Target = { readonly GatewayId: string } | { readonly NatGatewayId: string }

/** What leaves its subnet goes there. */
const routes =
  (target: Target, State: 'active' | 'blackhole' = 'active') =>
  ({ place }: InstanceScene) => {
    for (const { Routes } of place.routeTables)
      Routes?.splice(1, Routes.length, { DestinationCidrBlock: '0.0.0.0/0', ...target, State })
  }

/** The subnet's list denies replies before it allows the rest. */
function deniesReplies({ place }: InstanceScene): void {
  const [acl] = place.networkAcls
  const PortRange = { From: 1024, To: 65_535 }
  const rest = { Protocol: '6', CidrBlock: '0.0.0.0/0', RuleAction: 'deny' } as const
  acl?.Entries?.unshift({ Egress: false, RuleNumber: 50, PortRange, ...rest })
}

function hasNoOutboundRule({ place }: InstanceScene): void {
  const [group] = place.securityGroups
  if (group !== undefined) group.IpPermissionsEgress = []
}

const worlds: readonly World[] = [
  ...[
    '@windlass web-1 cannot reach the internet',
    '@windlass why has web-1 no outbound internet?',
    "@windlass web-1 can't download updates",
    '@windlass web-1 has no internet access',
    '@windlass yum on web-1 times out',
    '/ec2 why web-1 --about outbound',
  ].map((ask) => ({
    it: `its group has no outbound rule: ${ask}`,
    ask,
    world: instanceWorld(open, hasNoOutboundRule),
    line: 'web-1 may not go out to the internet: its security group web lets nothing out but answers.',
    shows: ['has no outbound rule (security groups and routes)'],
    offers: 'What is a security group?',
  })),
  {
    it: 'its network ACL lets no reply in',
    ask: '@windlass why can web-1 not get out to the internet?',
    world: instanceWorld(open, deniesReplies),
    line: 'web-1 is kept in by the network ACL of its subnet: acl-0 lets no reply in to the ports that it goes out from (1024–65535).',
    shows: ['its inbound rule 50 denies tcp on 1024–65535 from 0.0.0.0/0'],
    offers: 'What is a network ACL?',
  },
  {
    it: 'it has no public address, and its subnet an internet gateway',
    ask: '@windlass web-1 cannot install updates',
    world: instanceWorld({}, routes({ GatewayId: 'igw-0aaaaaaaaaaaaaaaa' })),
    line: 'web-1 has no way to the internet: its subnet sends 0.0.0.0/0 to igw-0aaaaaaaaaaaaaaaa, an internet gateway, which passes nothing of what has no public address.',
    shows: ['0.0.0.0/0 goes to igw-0aaaaaaaaaaaaaaaa', 'no public IPv4 address (EC2)'],
    offers: 'What is a NAT gateway?',
  },
  {
    it: 'its NAT gateway is gone',
    ask: '@windlass web-1 lost internet connectivity',
    world: instanceWorld({}, routes({ NatGatewayId: 'nat-0aaaaaaaaaaaaaaaa' }, 'blackhole')),
    line: 'web-1 has no way to the internet: the route of its subnet for 0.0.0.0/0 leads to nat-0aaaaaaaaaaaaaaaa, which is gone (blackhole).',
    shows: ['0.0.0.0/0 goes to nat-0aaaaaaaaaaaaaaaa, which is gone (blackhole)'],
    offers: 'What is a NAT gateway?',
  },
  {
    it: 'nothing that can be read keeps it in',
    ask: '@windlass web-1 cannot download packages',
    world: instanceWorld({}, routes({ NatGatewayId: 'nat-0aaaaaaaaaaaaaaaa' })),
    line: 'Nothing keeps web-1 from the internet, as far as Windlass can see: what leaves it goes through nat-0aaaaaaaaaaaaaaaa, which Windlass does not look into; else it is its name resolution, a proxy or its own firewall.',
    shows: ['its security groups and its network ACL let it out'],
    offers: 'What is a NAT gateway?',
  },
  {
    it: 'the role may not read its network: nothing is found',
    ask: '@windlass web-1 cannot reach the internet',
    world: instanceWorld(open, hasNoOutboundRule),
    cannot: ['DescribeSecurityGroups'],
    line: 'Nothing that Windlass can read says why web-1 does not reach the internet: it is ● running.',
    shows: ['system check ok, instance check ok (EC2)'],
    offers: 'How a private one gets out',
    unread: 'ec2:DescribeSecurityGroups',
  },
]

describe('an instance that does not reach the internet', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
