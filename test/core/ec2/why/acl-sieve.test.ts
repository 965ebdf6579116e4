import { describe, expect, it } from 'vitest'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { aNetwork, anEntry, foundIn, someFacts, someMeasures, tcp } from '../../../fixtures/instance-facts.ts'

type Entries = readonly ReturnType<typeof anEntry>[]

const web = { publicAddress: '54.93.18.7' }
const office = { cidr: '203.0.113.0/24' }
const lan = { cidr: '10.0.0.0/8' }
const denied = { isAllowed: false }
const rest = anEntry(32_767, 'inbound', denied)
const open = [anEntry(100, 'inbound'), anEntry(100, 'outbound')]

const asked = (entries: Entries, given: Parameters<typeof someFacts>[0] = {}) =>
  someFacts({
    about: 'unreachable',
    port: 443,
    instance: web,
    network: aNetwork([tcp(443)], { entries }),
    ...given,
  })

describe('a network ACL that lets some through and not others', () => {
  it.each<[string, Entries, string]>([
    [
      'some in',
      [anEntry(100, 'inbound', lan), rest, anEntry(100, 'outbound')],
      'web-3 is open on port 443 only to 10.0.0.0/8: the network ACL of its subnet, acl-1, lets nobody else in.',
    ],
    [
      'two in, and another port to all',
      [
        anEntry(90, 'inbound', lan),
        anEntry(91, 'inbound', office),
        anEntry(110, 'inbound', { protocol: 'tcp', ports: { from: 22, to: 22 } }),
        anEntry(100, 'outbound'),
      ],
      'web-3 is open on port 443 only to 10.0.0.0/8, 203.0.113.0/24: the network ACL of its subnet, acl-1, lets nobody else in.',
    ],
    [
      'answers out to some',
      [anEntry(100, 'inbound'), anEntry(100, 'outbound', lan)],
      'web-3 answers only to 10.0.0.0/8: the network ACL of its subnet, acl-1, lets no answer out to the ports (1024–65535) of anyone else.',
    ],
  ])('is the cause where it lets %s', (_, entries, line) => {
    expect(foundIn(asked(entries))).toEqual({ rules: ['open-to-few-by-acl'], line })
  })

  it('shows the rules that decide, and that there is no other', () => {
    const shown = (entries: Entries) => diagnoseInstance(asked(entries))[0].evidence.map(({ says }) => plain(says))
    expect(shown([anEntry(100, 'inbound', lan), rest, anEntry(100, 'outbound')])).toEqual([
      'its inbound rule 100 allows all traffic from 10.0.0.0/8',
      'its inbound rule 32767 denies all traffic from 0.0.0.0/0',
    ])
    expect(shown([anEntry(100, 'inbound'), anEntry(100, 'outbound', lan)])).toEqual([
      'its outbound rule 100 allows all traffic to 10.0.0.0/8',
      'no other outbound rule of it allows that',
    ])
  })

  it.each<[string, Entries, string]>([
    [
      'some out',
      [anEntry(40, 'inbound', { ...office, ...denied }), ...open],
      'web-3 is closed on port 443 to 203.0.113.0/24: the network ACL of its subnet, acl-1, keeps that out, and lets others in.',
    ],
    [
      'answers to some in',
      [anEntry(40, 'outbound', { ...office, ...denied }), ...open],
      'web-3 does not answer 203.0.113.0/24: the network ACL of its subnet, acl-1, lets no answer out to there, and does to others.',
    ],
  ])('is named first where it keeps %s, and what is left for the others after it', (_, entries, line) => {
    const [cause, other] = diagnoseInstance(asked(entries))
    expect([cause.rule, plain(cause.finding)]).toEqual(['closed-to-some-by-acl', line])
    expect(plain(other?.finding ?? [])).toBe(
      'web-3 is open on 443 to all but 203.0.113.0/24, as far as AWS can see: most likely nothing listens there, or its own firewall is in the way.',
    )
    expect(other?.evidence.map(({ says }) => plain(says)).at(-1)).toBe(
      'its network ACL and its routes let all but 203.0.113.0/24 through',
    )
  })

  it.each<[string, Entries]>([
    ['a lower rule allows all', [anEntry(30, 'inbound'), anEntry(40, 'inbound', { ...office, ...denied }), ...open]],
    [
      'two halves are all',
      [anEntry(90, 'inbound', { cidr: '0.0.0.0/1' }), anEntry(91, 'inbound', { cidr: '128.0.0.0/1' }), ...open],
    ],
    [
      'a denied network was allowed before',
      [anEntry(30, 'inbound', office), anEntry(40, 'inbound', { ...office, ...denied }), ...open],
    ],
    ['only IPv6 is denied', [anEntry(40, 'inbound', { cidr: '2001:db8::/32', ...denied }), ...open]],
  ])('is not blamed where %s', (_, entries) => {
    expect(foundIn(asked(entries)).rules).toEqual(['ports-open'])
  })

  it('is looked through over IPv6 as well', () => {
    const network = aNetwork([tcp(443, '::/0')], {
      entries: [
        anEntry(90, 'inbound', { cidr: '2001:db8:1::/48' }),
        anEntry(100, 'inbound'),
        anEntry(90, 'outbound', { cidr: '::/0' }),
      ],
      routes: [{ destination: '::/0', target: 'igw-1', isBlackhole: false }],
    })
    const details = { ipv6Addresses: ['2001:db8::17'] }
    expect(foundIn(asked([], { network, isOverIpv6: true, details }))).toEqual({
      rules: ['open-to-few-by-acl'],
      line: 'web-3 is open on port 443 over IPv6 only to 2001:db8:1::/48: the network ACL of its subnet, acl-1, lets nobody else in.',
    })
  })

  it('is said of IPv4 alone where it has an address of IPv6 too', () => {
    const entries = [anEntry(100, 'inbound', lan), anEntry(101, 'inbound', { cidr: '::/0' }), anEntry(100, 'outbound')]
    expect(foundIn(asked(entries, { details: { ipv6Addresses: ['2001:db8::17'] } })).line).toBe(
      'web-3 is open on port 443 over IPv4 only to 10.0.0.0/8: the network ACL of its subnet, acl-1, lets nobody else in.',
    )
  })

  it('is beside the question where the group lets in other groups only, or those whom it lets through', () => {
    const entries = [anEntry(100, 'inbound', lan), anEntry(100, 'outbound')]
    const ofGroup = (...peers: readonly string[]) => asked([], { network: aNetwork([tcp(443, ...peers)], { entries }) })
    expect(foundIn(ofGroup('sg-2')).rules).toEqual(['open-to-few'])
    expect(foundIn(ofGroup('10.3.0.0/16')).rules).toEqual(['open-to-few'])
  })

  it('comes after that it has no public address, which lets nobody in from outside', () => {
    const entries = [anEntry(100, 'inbound', lan), anEntry(100, 'outbound')]
    expect(foundIn(asked(entries, { instance: {} })).rules).toEqual(['no-public-address', 'open-to-few-by-acl'])
  })

  it('comes after that it is too busy, where it keeps but some out', () => {
    const measures = someMeasures({ CPUUtilization: [99, 99, 99, 99] })
    const entries = [anEntry(40, 'inbound', { ...office, ...denied }), ...open]
    expect(foundIn(asked(entries, { measures })).rules).toEqual(['cpu-at-limit', 'closed-to-some-by-acl'])
  })
})
