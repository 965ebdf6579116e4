import { describe, expect, it } from 'vitest'
import type { Permission } from '../../../../src/core/ec2/evidence.ts'
import { aNetwork, anEntry, foundIn, someFacts, tcp } from '../../../fixtures/instance-facts.ts'

const web = { publicAddress: '54.93.18.7' }
const anyone = ['0.0.0.0/0']
const icmp: Permission = { protocol: 'icmp', ports: undefined, peers: anyone }
const all: Permission = { protocol: 'all', ports: undefined, peers: anyone }
const udp: Permission = { protocol: 'udp', ports: { from: 1194, to: 1194 }, peers: anyone }

type Network = ReturnType<typeof aNetwork>

describe('why it answers no ping', () => {
  const pinged = (network: Network, given: Parameters<typeof someFacts>[0] = {}) =>
    foundIn(someFacts({ about: 'unreachable', protocol: 'icmp', instance: web, network, ...given }))
  const none = 'web-3 answers no ping: its security group web lets none in. That says nothing of its ports.'
  const open =
    'Ping gets in to web-3, as far as AWS can see: most likely its own firewall drops it, as that of Windows does by default. That says nothing of its ports.'

  it.each<[string, Network, string, string]>([
    ['its group opens ports only', aNetwork([tcp(22), tcp(443)]), 'no-ping', none],
    ['its group lets in another type of ICMP', aNetwork([{ ...icmp, icmpType: 3 }]), 'no-ping', none],
    ['its group lets in ICMP of IPv6 only', aNetwork([{ ...icmp, protocol: 'icmpv6' }]), 'no-ping', none],
    [
      'its group lets in that of some',
      aNetwork([{ ...icmp, peers: ['10.0.0.0/8'] }]),
      'no-ping',
      'web-3 answers ping only from 10.0.0.0/8: its security group web lets no other in. That says nothing of its ports.',
    ],
    [
      'its network ACL lets in TCP only',
      aNetwork([icmp], { entries: [anEntry(100, 'inbound', { protocol: 'tcp' }), anEntry(100, 'outbound')] }),
      'no-ping-by-acl',
      'web-3 answers no ping: the network ACL of its subnet, acl-1, lets none in. That says nothing of its ports.',
    ],
    [
      'its network ACL lets no answer out',
      aNetwork([all], {
        entries: [
          anEntry(100, 'inbound'),
          anEntry(90, 'outbound', { protocol: 'icmp', icmpType: 0, isAllowed: false }),
          anEntry(100, 'outbound'),
        ],
      }),
      'no-ping-by-acl',
      'web-3 answers no ping: the network ACL of its subnet, acl-1, lets no answer to it out. That says nothing of its ports.',
    ],
    ['all of it is let in', aNetwork([all]), 'ping-open', open],
    ['echo requests are let in', aNetwork([{ ...icmp, icmpType: 8 }]), 'ping-open', open],
  ])('where %s', (_, network, ...[rule, line]) => {
    expect(pinged(network)).toEqual({ rules: [rule], line })
  })

  it('says nothing of ports, and what else keeps ping out', () => {
    expect(pinged(aNetwork([icmp]), { instance: {} }).rules).toEqual(['no-public-address'])
    const routes = [{ destination: '0.0.0.0/0', target: 'nat-1', isBlackhole: false }]
    expect(pinged(aNetwork([icmp], { routes })).rules).toEqual(['no-route'])
  })

  it('looks at IPv6 where that is asked for', () => {
    const ipv6: Permission = { protocol: 'icmpv6', ports: undefined, icmpType: 128, peers: ['::/0'] }
    const given = { isOverIpv6: true, details: { ipv6Addresses: ['2001:db8::17'] } }
    const around = {
      entries: [anEntry(101, 'inbound', { cidr: '::/0' }), anEntry(101, 'outbound', { cidr: '::/0' })],
      routes: [{ destination: '::/0', target: 'igw-1', isBlackhole: false }],
    }
    expect(pinged(aNetwork([icmp], around), given)).toEqual({
      rules: ['no-ping'],
      line: 'web-3 answers no ping over IPv6: its security group web lets none in. That says nothing of its ports.',
    })
    expect(pinged(aNetwork([ipv6], around), given).rules).toEqual(['ping-open'])
  })
})

describe('why UDP does not get through', () => {
  const sent = (network: Network) =>
    foundIn(someFacts({ about: 'unreachable', protocol: 'udp', port: 1194, instance: web, network }))

  it.each<[string, Network, string, string]>([
    [
      'its group opens the port for TCP',
      aNetwork([tcp(1194)]),
      'closed-by-group',
      'web-3 is closed on UDP port 1194: its security group web opens it to no one over UDP, only over TCP.',
    ],
    [
      'its group opens it to some',
      aNetwork([{ ...udp, peers: ['10.0.0.0/8'] }]),
      'open-to-few',
      'web-3 is open on UDP port 1194 only to 10.0.0.0/8: whoever comes from elsewhere is not let in.',
    ],
    [
      'its network ACL lets in TCP only',
      aNetwork([udp], { entries: [anEntry(100, 'inbound', { protocol: 'tcp' }), anEntry(100, 'outbound')] }),
      'closed-by-acl',
      'web-3 is cut off by the network ACL of its subnet: acl-1 lets nobody in on UDP port 1194.',
    ],
    [
      'its network ACL lets TCP out only',
      aNetwork([udp], { entries: [anEntry(100, 'inbound'), anEntry(100, 'outbound', { protocol: 'tcp' })] }),
      'closed-by-acl',
      'web-3 is cut off by the network ACL of its subnet: acl-1 lets no answer out to the ports of clients (1024–65535).',
    ],
    [
      'all of it is open',
      aNetwork([udp]),
      'ports-open',
      'web-3 is open on UDP 1194, as far as AWS can see: most likely nothing listens there, or its own firewall is in the way.',
    ],
  ])('where %s', (_, network, ...[rule, line]) => {
    expect(sent(network)).toEqual({ rules: [rule], line })
  })
})
