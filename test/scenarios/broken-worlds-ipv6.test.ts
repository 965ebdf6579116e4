import { describe, it } from 'vitest'
import { expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const address = '2a05:d014:a1b:c00::17'
const open = { address: 'public', opens: [[443, 'anyone']] } as const

type Broken = { readonly entries?: boolean; readonly route?: 'gateway' | 'egress-only' | 'none' }

/** web-1 with an address of IPv6, in a network that lets it through, but for what is broken. */
const withIpv6 =
  ({ entries = true, route = 'gateway' }: Broken = {}, breaks: (scene: InstanceScene) => void = () => {}) =>
  (scene: InstanceScene) => {
    const { web, place } = scene
    const [card] = web.running.NetworkInterfaces ?? []
    if (card !== undefined) card.Ipv6Addresses = [{ Ipv6Address: address }]
    web.running.Ipv6Address = address
    for (const Egress of entries ? [true, false] : [])
      place.networkAcls[0]?.Entries?.push({
        Egress,
        RuleNumber: 101,
        Protocol: '-1',
        Ipv6CidrBlock: '::/0',
        RuleAction: 'allow',
      })
    const to = { DestinationIpv6CidrBlock: '::/0', State: 'active' } as const
    for (const { Routes } of place.routeTables) {
      const gateway = Routes?.find(({ GatewayId = '' }) => GatewayId.startsWith('igw-'))?.GatewayId ?? 'igw-0'
      if (route === 'gateway') Routes?.push({ ...to, GatewayId: gateway })
      if (route === 'egress-only') Routes?.push({ ...to, EgressOnlyInternetGatewayId: 'eigw-0aaaaaaaaaaaaaaaa' })
    }
    breaks(scene)
  }

/** Its group forgets everyone of IPv6. */
const forgetIpv6 = ({ place }: InstanceScene) => {
  for (const { IpPermissions = [] } of place.securityGroups)
    for (const permission of IpPermissions) permission.Ipv6Ranges = []
}
const forgetIpv4 = ({ place }: InstanceScene) => {
  for (const { IpPermissions = [] } of place.securityGroups)
    for (const permission of IpPermissions.filter(({ FromPort }) => FromPort === 443)) permission.IpRanges = []
}

const worlds: readonly World[] = [
  {
    it: 'its group opens the port over IPv4 alone',
    ask: '@windlass https on web-1 times out over IPv6, over v4 it is fine',
    world: instanceWorld(open, withIpv6({}, forgetIpv6)),
    line: 'web-1 is closed on port 443 over IPv6: its security group web opens it to no one over IPv6, only over IPv4.',
    shows: ['443 to anyone (security groups and routes)'],
    offers: 'What is a security group?',
  },
  {
    it: 'its network ACL has no rule of IPv6',
    ask: '/ec2 why web-1 --port 443 --ipv6',
    world: instanceWorld(open, withIpv6({ entries: false })),
    line: 'web-1 is cut off by the network ACL of its subnet: acl-0 lets nobody in on port 443 over IPv6.',
    shows: ['no inbound rule of it allows that (security groups and routes)'],
    offers: 'What is a network ACL?',
  },
  {
    it: 'its subnet has no route of IPv6',
    ask: '@windlass curl -6 to web-1 on port 443 gets no answer, why?',
    world: instanceWorld(open, withIpv6({ route: 'none' })),
    line: 'web-1 has an IPv6 address and no way out for it: its subnet has no route for ::/0 to an internet gateway.',
    shows: [`its IPv6 address is ${address} (EC2)`],
    offers: 'What is a route table?',
  },
  {
    it: 'its subnet has an egress-only gateway',
    ask: '@windlass why is web-1 unreachable via ipv6 on 443?',
    world: instanceWorld(open, withIpv6({ route: 'egress-only' })),
    line: 'web-1 cannot be reached over IPv6 from the internet: its subnet sends ::/0 to eigw-0aaaaaaaaaaaaaaaa, an egress-only internet gateway, which lets out and not in.',
    shows: ['::/0 goes to eigw-0aaaaaaaaaaaaaaaa (security groups and routes)'],
    offers: 'About IPv6',
  },
  {
    it: 'it has no address of IPv6',
    ask: "@windlass the AAAA record of web-1 doesn't answer on https",
    world: instanceWorld(open),
    line: 'web-1 has no IPv6 address: nobody reaches it over IPv6.',
    also: ['web-1 is cut off by the network ACL of its subnet: acl-0 lets nobody in on port 443 over IPv6.'],
    shows: ['no IPv6 address on any of its network interfaces; its IPv4 addresses are'],
    offers: 'About IPv6',
  },
  {
    it: 'all is open over IPv6: nothing listens',
    ask: '/ec2 why web-1 --port 443 --ipv6',
    world: instanceWorld(open, withIpv6()),
    line: 'web-1 is open on 443 over IPv6, as far as AWS can see: most likely nothing listens there, or its own firewall is in the way.',
    shows: ['443 to anyone, anyone with IPv6'],
    offers: 'Console output',
  },
  {
    it: 'its group opens the port over IPv6 alone, and it is reached over IPv4',
    ask: '@windlass I get no response from web-1 on port 443',
    world: instanceWorld(open, forgetIpv4),
    line: 'web-1 is closed on port 443 over IPv4: its security group web opens it to no one over IPv4, only over IPv6.',
    shows: ['443 to anyone with IPv6'],
    offers: 'What is a security group?',
  },
]

describe('an instance that is asked for over IPv6', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
