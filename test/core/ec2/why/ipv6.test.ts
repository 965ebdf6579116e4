import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { overlap } from '../../../../src/core/ec2/why-network.ts'
import { plain } from '../../../../src/core/text.ts'
import { aNetwork, anEntry, foundIn, inTargetGroup, someFacts, tcp } from '../../../fixtures/instance-facts.ts'

const address = '2001:db8:0:1::1'
const everyone = '::/0'
const deny443 = { isAllowed: false, cidr: everyone, protocol: 'tcp', ports: { from: 443, to: 443 } } as const

const local = { destination: '2001:db8::/56', target: 'local', isBlackhole: false }
const toInternet = { destination: everyone, target: 'igw-1', isBlackhole: false }
const ipv4Out = { destination: '0.0.0.0/0', target: 'igw-1', isBlackhole: false }

const open = [
  anEntry(100, 'inbound'),
  anEntry(100, 'outbound'),
  anEntry(101, 'inbound', { cidr: everyone }),
  anEntry(101, 'outbound', { cidr: everyone }),
]

type Given = Parameters<typeof aNetwork>[1]
/** All of it open over IPv6, but for what is said otherwise. */
const network = (peers: readonly string[], { entries = open, routes = [ipv4Out, local, toInternet] }: Given = {}) =>
  aNetwork([tcp(443, ...peers)], { entries, routes })

type Asked = Pick<InstanceFacts, 'isOverIpv6'> & { readonly addresses: readonly string[] }

function asked(read: ReturnType<typeof aNetwork>, { isOverIpv6, addresses }: Asked): InstanceFacts {
  return someFacts({
    about: 'unreachable',
    port: 443,
    isOverIpv6,
    instance: { publicAddress: '54.93.18.7' },
    details: { ipv6Addresses: addresses },
    network: read,
  })
}

const over = { isOverIpv6: true, addresses: [address] }

describe('why it cannot be reached over IPv6', () => {
  it.each([
    [
      'its group lets in IPv4 alone',
      network(['0.0.0.0/0']),
      'closed-by-group',
      'web-3 is closed on port 443 over IPv6: its security group web opens it to no one over IPv6, only over IPv4.',
    ],
    [
      'its group lets nobody in',
      aNetwork([tcp(22, everyone)], { entries: open, routes: [toInternet] }),
      'closed-by-group',
      'web-3 is closed on port 443 over IPv6: its security group web opens it to no one.',
    ],
    [
      'its group lets few in',
      network(['0.0.0.0/0', '2001:db8:5::/48']),
      'open-to-few',
      'web-3 is open on port 443 over IPv6 only to 2001:db8:5::/48: whoever comes from elsewhere is not let in.',
    ],
    [
      'its ACL has no rule of IPv6',
      network([everyone], { entries: [anEntry(100, 'inbound'), anEntry(100, 'outbound')] }),
      'closed-by-acl',
      'web-3 is cut off by the network ACL of its subnet: acl-1 lets nobody in on port 443 over IPv6.',
    ],
    [
      'its ACL denies IPv6 on that port',
      network([everyone], { entries: [anEntry(50, 'inbound', deny443), ...open] }),
      'closed-by-acl',
      'web-3 is cut off by the network ACL of its subnet: acl-1 lets nobody in on port 443 over IPv6.',
    ],
    [
      'its ACL lets no answer out over IPv6',
      network([everyone], {
        entries: open.filter(({ direction, cidr }) => direction === 'inbound' || cidr !== everyone),
      }),
      'closed-by-acl',
      'web-3 is cut off by the network ACL of its subnet: acl-1 lets no answer out to the ports of clients (1024–65535) over IPv6.',
    ],
    [
      'its subnet has no route of IPv6',
      network([everyone], { routes: [ipv4Out, local] }),
      'no-ipv6-route',
      'web-3 has an IPv6 address and no way out for it: its subnet has no route for ::/0 to an internet gateway.',
    ],
    [
      'its subnet lets IPv6 out and not in',
      network([everyone], { routes: [ipv4Out, local, { ...toInternet, target: 'eigw-1' }] }),
      'no-ipv6-route',
      'web-3 cannot be reached over IPv6 from the internet: its subnet sends ::/0 to eigw-1, an egress-only internet gateway, which lets out and not in.',
    ],
    [
      'its route of IPv6 leads to what is gone',
      network([everyone], { routes: [ipv4Out, { ...toInternet, isBlackhole: true }] }),
      'no-ipv6-route',
      'web-3 has an IPv6 address and no way out for it: its subnet has no route for ::/0 to an internet gateway; ::/0 goes to igw-1, which is gone (blackhole).',
    ],
    [
      'nothing is closed',
      network([everyone]),
      'ports-open',
      'web-3 is open on 443 over IPv6, as far as AWS can see: most likely nothing listens there, or its own firewall is in the way.',
    ],
  ])('%s', (_, read, ...[rule, line]) => {
    const { rules, line: first } = foundIn(asked(read, over))
    expect([rules[0], rules.length, first]).toEqual([rule, 1, line])
  })

  it('it has no address of IPv6, which comes before what else is closed', () => {
    expect(foundIn(asked(network(['0.0.0.0/0']), { ...over, addresses: [] }))).toEqual({
      rules: ['no-ipv6-address', 'closed-by-group'],
      line: 'web-3 has no IPv6 address: nobody reaches it over IPv6.',
    })
  })

  it('what says nothing of IPv6 is not told: routes and ACLs of IPv4, a missing public address', () => {
    const entries = [anEntry(50, 'inbound', { isAllowed: false }), ...open]
    const facts = asked(network([everyone], { entries, routes: [toInternet] }), over)
    const { publicAddress: _, ...instance } = facts.details.instance
    const inside = { ...facts, details: { ...facts.details, instance: { ...instance, publicAddress: undefined } } }
    expect(foundIn(inside).rules).toEqual(['ports-open'])
  })

  it.each([
    ['may be its way out', 'igw-1', false, 'ports-open'],
    ['to another target is none', 'vpce-1', false, 'no-ipv6-route'],
    ['to a gateway that is gone is none', 'igw-1', true, 'no-ipv6-route'],
  ])('a route by prefix list %s', (_, target, ...[isBlackhole, rule]) => {
    const routes = [ipv4Out, local, { destination: 'pl-1', target, isBlackhole }]
    expect(foundIn(asked(network([everyone], { routes }), over)).rules).toEqual([rule])
  })

  it('what could not be read is not blamed', () => {
    const { acl: _acl, routes: _routes, ...read } = network([everyone]).value
    const unread = { value: { ...read, acl: undefined, routes: undefined } }
    expect(foundIn(asked(unread, over)).rules).toEqual(['ports-open'])
    expect(foundIn({ ...asked(network([]), over), network: { unread: 'It may not be read.' } }).rules).toEqual([
      'nothing-found',
    ])
  })

  it('a load balancer that finds it unhealthy is told beside', () => {
    const registrations = inTargetGroup({ state: 'unhealthy', reason: 'Target.Timeout' })
    const closed = { ...asked(network(['0.0.0.0/0']), over), registrations }
    expect(foundIn({ ...closed, port: 8080 }).rules).toEqual(['closed-by-group', 'target-closed'])
    expect(foundIn({ ...closed, port: undefined }).rules).toEqual(['closed-by-group', 'target-closed'])
  })

  it('and is not where it checks another port than the one asked for', () => {
    const registrations = inTargetGroup({ state: 'unhealthy', reason: 'Target.Timeout' })
    expect(foundIn({ ...asked(network([everyone]), over), registrations }).rules).toEqual(['ports-open'])
  })

  it('whoever may come in from inside only is told so', () => {
    const [cause] = diagnoseInstance(asked(network(['fd00:1::/32']), over))
    expect(plain(cause.next ?? [])).toMatch(/^Come from there/)
  })
})

describe('without IPv6 being asked about', () => {
  it.each([
    [
      'a port that is open over IPv6 alone is closed to an instance without such an address',
      network([everyone]),
      [],
      ['closed-by-group'],
      'web-3 is closed on port 443 over IPv4: its security group web opens it to no one over IPv4, only over IPv6.',
    ],
    [
      'with one, it is open to few',
      network([everyone]),
      [address],
      ['open-to-few'],
      'web-3 is open on port 443 only to anyone with IPv6: whoever comes from elsewhere is not let in.',
    ],
    [
      'what is closed over IPv6 alone is not told',
      network(['0.0.0.0/0'], { entries: open.slice(0, 2), routes: [ipv4Out, local] }),
      [address],
      ['ports-open'],
      'web-3 is open on 443, as far as AWS can see: most likely nothing listens there, or its own firewall is in the way.',
    ],
    [
      'a way out over IPv6 is none over IPv4',
      network(['0.0.0.0/0'], { routes: [toInternet] }),
      [address],
      ['no-route'],
      'web-3 has a public address and no way out: its subnet has no route to an internet gateway.',
    ],
  ])('%s', (_, read, ...[addresses, rules, line]) => {
    expect(foundIn(asked(read, { isOverIpv6: false, addresses }))).toEqual({ rules, line })
  })

  it('an instance with an address of IPv6 alone is told so', () => {
    const facts = someFacts({
      about: 'unreachable',
      port: 443,
      details: { ipv6Addresses: [address] },
      network: network(['0.0.0.0/0']),
    })
    expect(foundIn(facts)).toEqual({
      rules: ['no-public-address', 'ports-open'],
      line: `web-3 has no public IPv4 address: nobody reaches it straight from the internet over IPv4. Its IPv6 address is ${address}. From inside its network it is 10.0.0.1.`,
    })
  })
})

it.each([
  ['10.0.0.0/16', '10.0.128.0/20', true],
  ['0.0.0.0/0', '10.0.0.0/16', true],
  ['10.1.0.0/16', '10.0.0.0/16', false],
  ['10.0.255.255/32', '10.0.0.0/16', true],
  ['203.0.113.0/24', '10.0.0.0/16', false],
  ['::/0', '10.0.0.0/16', false],
  ['2001:db8::/56', '::/0', true],
  ['pl-1', '10.0.0.0/16', true],
])('whether %s and %s have an address in common is %s', (one, other, are) => {
  expect(overlap(one, other)).toBe(are)
})
