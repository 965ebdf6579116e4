import { describe, expect, it } from 'vitest'
import type { Permission } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import {
  aCall,
  aNetwork,
  anEntry,
  byUserAt,
  foundIn,
  read,
  someFacts,
  stoppedFacts,
  tcp,
} from '../../../fixtures/instance-facts.ts'

const web = { publicAddress: '54.93.18.7' }
const all: Permission = { protocol: 'all', ports: undefined, peers: ['0.0.0.0/0'] }

function asked(network: ReturnType<typeof aNetwork> | { unread: string }, port: number | undefined = 443) {
  return someFacts({ about: 'unreachable', port, instance: web, network })
}

describe('why it cannot be reached', () => {
  it('says why it does not run, where it does not', () => {
    const facts = stoppedFacts('Client.UserInitiatedShutdown', {
      about: 'unreachable',
      details: { stateTransition: byUserAt },
      trail: read([aCall('StopInstances')]),
    })
    expect(foundIn(facts)).toEqual({
      rules: ['by-call'],
      line: 'web-3 was stopped in AWS by grace (role Admin), 2026-11-23T10:00Z, 2 h ago.',
    })
    expect(foundIn(stoppedFacts('Server.SomethingNew', { about: 'unreachable' }))).toEqual({
      rules: ['not-running'],
      line: 'web-3 cannot be reached: it is ○ stopped.',
    })
  })

  it.each([
    [
      'nothing opens the port',
      aNetwork([tcp(22)]),
      'closed-by-group',
      'web-3 is closed on port 443: its security group web opens it to no one.',
    ],
    [
      'another protocol opens it',
      aNetwork([{ ...tcp(443), protocol: 'udp' }]),
      'closed-by-group',
      'web-3 is closed on port 443: its security group web opens it to no one.',
    ],
    [
      'it is open to few',
      aNetwork([tcp(443, '10.0.0.0/8', 'sg-2')]),
      'open-to-few',
      'web-3 is open on port 443 only to 10.0.0.0/8, sg-2: whoever comes from elsewhere is not let in.',
    ],
    [
      'it is open to other groups, of which one is of another account',
      aNetwork([tcp(443, 'sg-2', 'sg-3')], { groupNames: new Map([['sg-2', 'shop-lb']]) }),
      'open-to-few',
      'web-3 is open on port 443 only to shop-lb (sg-2), sg-3: whoever comes from elsewhere is not let in.',
    ],
    [
      'an ACL denies it',
      aNetwork([tcp(443)], {
        entries: [
          anEntry(90, 'inbound', { isAllowed: false, protocol: 'tcp', ports: { from: 443, to: 443 } }),
          anEntry(100, 'inbound'),
          anEntry(100, 'outbound'),
        ],
      }),
      'closed-by-acl',
      'web-3 is cut off by the network ACL of its subnet: acl-1 lets nobody in on port 443.',
    ],
    [
      'an ACL lets no answers out',
      aNetwork([all], {
        entries: [
          anEntry(100, 'inbound'),
          anEntry(100, 'outbound', { protocol: 'tcp', ports: { from: 443, to: 443 } }),
        ],
      }),
      'closed-by-acl',
      'web-3 is cut off by the network ACL of its subnet: acl-1 lets no answer out to the ports of clients (1024–65535).',
    ],
    [
      'there is no route out',
      aNetwork([all], { routes: [{ destination: '0.0.0.0/0', target: 'nat-1', isBlackhole: false }] }),
      'no-route',
      'web-3 has a public address and no way out: its subnet has no route to an internet gateway; what leaves it goes to nat-1.',
    ],
    [
      'its gateway is gone',
      aNetwork([all], { routes: [{ destination: '0.0.0.0/0', target: 'igw-1', isBlackhole: true }] }),
      'no-route',
      'web-3 has a public address and no way out: its subnet has no route to an internet gateway; what leaves it goes to igw-1, which is gone (blackhole).',
    ],
    [
      'a route leads nowhere',
      aNetwork([all], {
        routes: [
          { destination: '0.0.0.0/0', target: 'igw-1', isBlackhole: false },
          { destination: '10.1.0.0/16', target: 'pcx-1', isBlackhole: true },
        ],
      }),
      'no-route',
      'web-3 cannot reach 10.1.0.0/16: its route to 10.1.0.0/16 leads to pcx-1, which is gone (blackhole).',
    ],
    [
      'all of it is open',
      aNetwork([tcp(443)]),
      'ports-open',
      'web-3 is open on 443, as far as AWS can see: most likely nothing listens there, or its own firewall is in the way.',
    ],
  ])('%s', (_, network, ...[rule, line]) => {
    const { rules, line: first } = foundIn(asked(network))
    expect([rules[0], first]).toEqual([rule, line])
  })

  it.each([
    [
      'a lower number allows it',
      [anEntry(80, 'inbound'), anEntry(90, 'inbound', { isAllowed: false }), anEntry(100, 'outbound')],
    ],
    [
      'another port is denied',
      [
        anEntry(80, 'inbound', { isAllowed: false, protocol: 'tcp', ports: { from: 22, to: 22 } }),
        anEntry(90, 'inbound'),
        anEntry(100, 'outbound'),
      ],
    ],
    [
      'IPv6 is denied',
      [anEntry(80, 'inbound', { isAllowed: false, cidr: '::/0' }), anEntry(90, 'inbound'), anEntry(100, 'outbound')],
    ],
    [
      'some ports of clients are allowed',
      [anEntry(90, 'inbound'), anEntry(100, 'outbound', { protocol: 'tcp', ports: { from: 32_768, to: 65_535 } })],
    ],
    [
      'some ports of clients are denied',
      [
        anEntry(90, 'inbound'),
        anEntry(80, 'outbound', { isAllowed: false, protocol: 'tcp', ports: { from: 3389, to: 3389 } }),
        anEntry(100, 'outbound'),
      ],
    ],
  ])('does not blame the ACL where %s', (_, entries) => {
    expect(foundIn(asked(aNetwork([tcp(443)], { entries }))).rules).toEqual(['ports-open'])
  })

  it('says which of the usual ports are open where none was named', () => {
    const facts = someFacts({
      about: 'unreachable',
      instance: web,
      network: aNetwork([tcp(22, '10.0.0.0/8'), tcp(443)]),
    })
    expect(foundIn(facts)).toEqual({
      rules: ['ports-open'],
      line: 'web-3 is open on 443, as far as AWS can see: most likely nothing listens there, or its own firewall is in the way. Its security groups open 22 only to 10.0.0.0/8, and close 80, 3389.',
    })
    const closed = someFacts({ about: 'unreachable', instance: web, network: aNetwork([tcp(5432)]) })
    expect(foundIn(closed).line).toBe(
      'web-3 is closed on the usual ports: its security group web opens none of 22, 80, 443, 3389.',
    )
  })

  it('blames nothing inside where the network keeps people out', () => {
    const entries = [anEntry(50, 'inbound', { isAllowed: false }), anEntry(100, 'outbound')]
    expect(foundIn(asked(aNetwork([tcp(443)], { entries }))).rules).toEqual(['closed-by-acl'])
    expect(foundIn(asked(aNetwork([tcp(443, '10.0.0.0/8')]))).rules).toEqual(['open-to-few'])
  })

  it('says that it has no public address beside what is open', () => {
    const facts = someFacts({ about: 'unreachable', port: 443, network: aNetwork([tcp(443)]) })
    expect(foundIn(facts)).toEqual({
      rules: ['no-public-address', 'ports-open'],
      line: 'web-3 has no public address: nobody reaches it straight from the internet. From inside its network it is 10.0.0.1.',
    })
    const [, beside] = diagnoseInstance(facts)
    expect(plain(beside?.finding ?? [])).toBe('web-3 is open on 443 from inside its network, as far as AWS can see.')
  })

  it.each([
    ['its target groups were read', { value: { targets: [], unread: [] } }, 'other load balancers'],
    ['they could not be', { unread: 'They may not be read.' }, 'load balancers'],
  ])('says what else may lead to it without a public address, where %s', (_, registrations, unchecked) => {
    const [{ evidence }] = diagnoseInstance(someFacts({ about: 'unreachable', registrations }))
    expect(evidence.map(({ says }) => plain(says))).toEqual([
      `no public IPv4 address and none of IPv6; ${unchecked}, VPNs and peered networks were not checked`,
    ])
  })

  it('says first that it has no public address, whoever else its group lets in', () => {
    const few = { about: 'unreachable', port: 22, network: aNetwork([tcp(22, '10.103.0.0/16')]) } as const
    expect(foundIn(someFacts(few))).toEqual({
      rules: ['no-public-address', 'open-to-few'],
      line: 'web-3 has no public address: nobody reaches it straight from the internet. From inside its network it is 10.0.0.1.',
    })
    expect(foundIn(someFacts({ ...few, port: 443 })).rules).toEqual(['closed-by-group', 'no-public-address'])
  })

  it.each([
    [['10.103.0.0/16', 'sg-2', '172.31.0.0/16'], /^Come from there: through a VPN/],
    [['10.103.0.0/16', '203.0.113.0/24'], /^Compare that with the address you come from/],
    [['sg-2'], /^Come from there: through a VPN, through what is in that group \(often a load balancer\), or with/],
    [['172.32.0.0/16'], /^Compare that with the address you come from/],
    [['pl-1'], /^Compare that with the address you come from/],
  ])('open to %j, it says what helps of it', (peers, helps) => {
    const [cause] = diagnoseInstance(asked(aNetwork([tcp(443, ...peers)])))
    expect(cause.rule).toBe('open-to-few')
    expect(plain(cause.next ?? [])).toMatch(helps)
  })

  it('puts a failing check before the network', () => {
    const facts = someFacts({
      about: 'unreachable',
      port: 443,
      instance: web,
      details: { systemCheck: 'impaired' },
      network: aNetwork([tcp(22)]),
    })
    expect(foundIn(facts).rules).toEqual(['system-check', 'closed-by-group'])
  })

  it('says that nothing is known where the network could not be read', () => {
    expect(foundIn(asked({ unread: 'The security groups: not allowed.' }))).toEqual({
      rules: ['nothing-found'],
      line: 'Nothing that Windlass can read says why web-3 cannot be reached: it is ● running.',
    })
    expect(foundIn(asked(aNetwork([], { groups: [] }))).rules).toEqual(['nothing-found'])
  })
})
