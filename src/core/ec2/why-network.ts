import { known } from '../evidence.ts'
import { rangeOf } from './address-ranges.ts'
import type { AclEntry, InstanceFacts, Network, Permission } from './evidence.ts'

/** What Windlass looks for where no port was named. */
export const usualPorts = [22, 80, 443, 3389] as const

/** What software goes out on where no port was named. */
export const outwardPorts = [443, 80] as const

export const anyone = '0.0.0.0/0'
export const anyoneOverIpv6 = '::/0'

/** Over which the instance is to be reached: the one that is asked for, else those that it has an address of. */
type Family = 'ipv4' | 'ipv6' | 'any'

function familyOf({ isOverIpv6, details }: Pick<InstanceFacts, 'isOverIpv6' | 'details'>): Family {
  if (isOverIpv6) return 'ipv6'
  return details.ipv6Addresses.length === 0 ? 'ipv4' : 'any'
}

/** How the instance is to be reached: over TCP and anything, where nothing else is said. */
type Way = { readonly family?: Family; readonly protocol?: 'tcp' | 'udp' }

export function wayOf(facts: InstanceFacts): Required<Way> {
  return { family: familyOf(facts), protocol: facts.protocol === 'udp' ? 'udp' : 'tcp' }
}

/** `port 443`, `UDP port 1194`. */
export function portName(port: number, { protocol }: Pick<InstanceFacts, 'protocol'>): string {
  return protocol === 'udp' ? `UDP port ${port}` : `port ${port}`
}

/** ` over IPv6`, where that is asked for. */
export function overWords({ isOverIpv6 }: Pick<InstanceFacts, 'isOverIpv6'>): string {
  return isOverIpv6 ? ' over IPv6' : ''
}

/** As which ping goes, and comes back (RFC 792, RFC 4443). */
export function echoesOf(isOverIpv6: boolean) {
  return isOverIpv6
    ? ({ protocol: 'icmpv6', request: 128, reply: 129 } as const)
    : ({ protocol: 'icmp', request: 8, reply: 0 } as const)
}

/** The same of what holds for one of the two alone, where it has addresses of both. */
export function familyWords(facts: Pick<InstanceFacts, 'isOverIpv6' | 'details'>): string {
  return familyOf(facts) === 'any' ? ' over IPv4' : overWords(facts)
}

export function isOfIpv6(cidr: string): boolean {
  return cidr.includes(':')
}

/** Groups and prefix lists are of both. */
function isOf(family: Family, peer: string): boolean {
  const isCidr = /[.:]/.test(peer)
  return family === 'any' || !isCidr || isOfIpv6(peer) === (family === 'ipv6')
}

type Ports = Permission['ports']

/** From whom the groups let it in there. */
export function peersOn(port: number, { groups }: Network, way: Way = {}): readonly string[] {
  const { family = 'any', protocol = 'tcp' } = way
  const permissions = groups
    .flatMap(({ inbound }) => inbound)
    .filter((each) => isOfProtocol(protocol, each) && isWithin(port, each.ports))
  return [...new Set(permissions.flatMap(({ peers }) => peers.filter((peer) => isOf(family, peer))))]
}

/** To whom the groups let TCP out on it, over IPv4. */
export function peersOutward(port: number, groups: Network['groups']): readonly string[] {
  const permissions = groups.flatMap(({ outbound }) => outbound)
  return permissions
    .filter((each) => isOfProtocol('tcp', each) && isWithin(port, each.ports))
    .flatMap(({ peers }) => peers.filter((peer) => isOf('ipv4', peer)))
}

/** The first six of them. */
export function permissionsText(permissions: readonly Permission[]): string {
  const all = openings(permissions)
  return `${all.slice(0, 6).join('; ')}${all.length > 6 ? `; and ${all.length - 6} more` : ''}`
}

/** Each port or range that is opened, with to whom: `22 to 10.0.0.0/8`. */
function openings(permissions: readonly Permission[]): readonly string[] {
  return permissions.map(({ protocol, ports, peers }) => {
    const what = ports === undefined ? 'every port' : portsText(ports)
    const how = protocol === 'tcp' || (protocol === 'all' && ports === undefined) ? '' : ` (${protocol})`
    return `${what}${how} to ${peers.map(peerName).join(', ')}`
  })
}

export function peerName(peer: string): string {
  return peer === anyone ? 'anyone' : peer === anyoneOverIpv6 ? 'anyone with IPv6' : peer
}

/** The same, with what the groups among them are called: `lb (sg-0…)`. */
export function namedIn({ groups, groupNames }: Network): (peer: string) => string {
  const names = new Map([...groups.map(({ id, name }) => [id, name] as const), ...(groupNames ?? [])])
  return (peer) => (names.has(peer) ? `${names.get(peer)} (${peer})` : peerName(peer))
}

export function portsText({ from, to }: NonNullable<Ports>): string {
  return from === to ? String(from) : `${from}–${to}`
}

// What a client's own port may be (VPC User Guide, "Ephemeral ports").
const ephemeral = { from: 1024, to: 65_535 }

/** What a network ACL is asked about: of one entry after the other the lowest number that fits decides. */
export type Passage = {
  readonly direction: AclEntry['direction']
  readonly protocol: string
  /** Nothing for what has no ports. */
  readonly ports: Ports
}

/** To a port of its own. */
export function inwardTo(port: number, { protocol }: Pick<Required<Way>, 'protocol'>): Passage {
  return { direction: 'inbound', protocol, ports: { from: port, to: port } }
}

/** The answers to that, which go to a port of the client's. */
export function answersOver({ protocol }: Pick<Required<Way>, 'protocol'>): Passage {
  return { direction: 'outbound', protocol, ports: ephemeral }
}

/**
 * The entry that keeps it from everyone, or `none` where no entry lets it in: the lowest number that fits decides (VPC
 * User Guide, "Network ACL rules"). Nothing where somebody is let through: who asks is not known.
 */
export function aclDenial(
  passage: Passage,
  entries: readonly AclEntry[],
  everyone = anyone,
): AclEntry | 'none' | undefined {
  const deciding = entriesFor(passage, entries)
    .filter(({ cidr }) => overlap(cidr, everyone))
    .find(({ isAllowed, cidr }) => isAllowed || isWithinCidr(everyone, cidr))
  if (deciding === undefined) return 'none'
  return deciding.isAllowed ? undefined : deciding
}

/** Those that may decide on it, in their order: one that denies some of the ports only does not. */
export function entriesFor(passage: Passage, entries: readonly AclEntry[]): readonly AclEntry[] {
  const { direction, protocol, ports: range } = passage
  return entries
    .filter((entry) => entry.direction === direction && isOfProtocol(protocol, entry))
    .filter(
      ({ ports, isAllowed }) =>
        range === undefined || ports === undefined || (isAllowed ? meet(ports, range) : holds(ports, range)),
    )
    .toSorted((one, other) => one.number - other.number)
}

/**
 * Those of whom that is asked: everyone, or the few that the groups let in, where they are all known by their addresses.
 * Whether others are let through makes no difference then.
 */
export function askedOfAcl(facts: Pick<InstanceFacts, 'port' | 'network' | 'isOverIpv6' | 'protocol'>) {
  const { port, network, isOverIpv6, protocol } = facts
  const everyone = isOverIpv6 ? anyoneOverIpv6 : anyone
  const read = known(network)
  const way = { family: isOverIpv6 ? 'ipv6' : 'ipv4', protocol: protocol === 'udp' ? 'udp' : 'tcp' } as const
  const peers = port === undefined || read === undefined ? [] : peersOn(port, read, way)
  const isOfAll = peers.length === 0 || peers.includes(everyone)
  const isOfFew = !isOfAll && peers.every((peer) => /[.:]/.test(peer))
  return isOfFew ? { peers, isOfFew, isKnown: true } : { peers: [everyone], isOfFew, isKnown: isOfAll }
}

/** Of what it sends itself, to a port of others. */
export function aclDenialOutward(port: number, entries: readonly AclEntry[]): AclEntry | 'none' | undefined {
  return aclDenial({ direction: 'outbound', protocol: 'tcp', ports: { from: port, to: port } }, entries)
}

/** And of the replies to that. */
export function aclDenialOfReplies(entries: readonly AclEntry[]): AclEntry | 'none' | undefined {
  return aclDenial({ direction: 'inbound', protocol: 'tcp', ports: ephemeral }, entries)
}

/** Whether there is an address in both. Of what is no CIDR it is not known: they may. */
export function overlap(one: string, other: string): boolean {
  const [left, right] = [rangeOf(one), rangeOf(other)]
  if (left === undefined || right === undefined) return isOfIpv6(one) === isOfIpv6(other)
  return left.first <= right.last && right.first <= left.last
}

function isWithinCidr(inner: string, outer: string): boolean {
  const [within, whole] = [rangeOf(inner), rangeOf(outer)]
  if (within === undefined || whole === undefined) return inner === outer
  return within.first >= whole.first && within.last <= whole.last
}

function meet(one: NonNullable<Ports>, other: NonNullable<Ports>): boolean {
  return one.from <= other.to && one.to >= other.from
}

function holds(outer: NonNullable<Ports>, inner: NonNullable<Ports>): boolean {
  return outer.from <= inner.from && outer.to >= inner.to
}

function isOfProtocol(wanted: string, { protocol }: { readonly protocol: string }): boolean {
  return protocol === wanted || protocol === 'all'
}

function isWithin(port: number, ports: Ports): boolean {
  return ports === undefined || (port >= ports.from && port <= ports.to)
}
