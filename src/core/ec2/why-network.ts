import { known } from '../evidence.ts'
import type { AclEntry, InstanceFacts, Network, Permission } from './evidence.ts'

/** What Windlass looks for where no port was named. */
export const usualPorts = [22, 80, 443, 3389] as const

/** What software goes out on where no port was named. */
export const outwardPorts = [443, 80] as const

export const anyone = '0.0.0.0/0'
export const anyoneOverIpv6 = '::/0'

/** Over which the instance is to be reached: the one that is asked for, else those that it has an address of. */
export type Family = 'ipv4' | 'ipv6' | 'any'

export function familyOf({ isOverIpv6, details }: Pick<InstanceFacts, 'isOverIpv6' | 'details'>): Family {
  if (isOverIpv6) return 'ipv6'
  return details.ipv6Addresses.length === 0 ? 'ipv4' : 'any'
}

/** ` over IPv6`, where that is asked for. */
export function overWords({ isOverIpv6 }: Pick<InstanceFacts, 'isOverIpv6'>): string {
  return isOverIpv6 ? ' over IPv6' : ''
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

/** From whom the groups let TCP in on it. */
export function peersOn(port: number, { groups }: Network, family: Family = 'any'): readonly string[] {
  const permissions = groups
    .flatMap(({ inbound }) => inbound)
    .filter((each) => isTcp(each) && isWithin(port, each.ports))
  return [...new Set(permissions.flatMap(({ peers }) => peers.filter((peer) => isOf(family, peer))))]
}

/** To whom the groups let TCP out on it, over IPv4. */
export function peersOutward(port: number, groups: Network['groups']): readonly string[] {
  const permissions = groups.flatMap(({ outbound }) => outbound)
  return permissions
    .filter((each) => isTcp(each) && isWithin(port, each.ports))
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

export function portsText({ from, to }: NonNullable<Ports>): string {
  return from === to ? String(from) : `${from}–${to}`
}

// What a client's own port may be (VPC User Guide, "Ephemeral ports").
const ephemeral = { from: 1024, to: 65_535 }

/**
 * The entry that keeps it from everyone, or `none` where no entry lets it in: the lowest number that fits decides (VPC
 * User Guide, "Network ACL rules"). Nothing where somebody is let in: who asks is not known.
 */
export function aclDenial(
  port: number,
  entries: readonly AclEntry[],
  everyone = anyone,
): AclEntry | 'none' | undefined {
  return denial({ from: port, to: port }, entries, { direction: 'inbound', everyone })
}

/**
 * Those of whom that is asked: everyone, or the few that the groups let in, where they are all known by their addresses.
 * Whether others are let through makes no difference then.
 */
export function askedOfAcl({ port, network, isOverIpv6 }: Pick<InstanceFacts, 'port' | 'network' | 'isOverIpv6'>) {
  const everyone = isOverIpv6 ? anyoneOverIpv6 : anyone
  const read = known(network)
  const peers = port === undefined || read === undefined ? [] : peersOn(port, read, isOverIpv6 ? 'ipv6' : 'ipv4')
  const isOfFew = peers.length > 0 && !peers.includes(everyone) && peers.every((peer) => /[.:]/.test(peer))
  return isOfFew ? { peers, isOfFew } : { peers: [everyone], isOfFew }
}

/** The same for answers, which go to a port of the client's. */
export function aclDenialOfAnswers(entries: readonly AclEntry[], everyone = anyone): AclEntry | 'none' | undefined {
  return denial(ephemeral, entries, { direction: 'outbound', everyone })
}

/** Of what it sends itself, to a port of others. */
export function aclDenialOutward(port: number, entries: readonly AclEntry[]): AclEntry | 'none' | undefined {
  return denial({ from: port, to: port }, entries, { direction: 'outbound', everyone: anyone })
}

/** And of the replies to that. */
export function aclDenialOfReplies(entries: readonly AclEntry[]): AclEntry | 'none' | undefined {
  return denial(ephemeral, entries, { direction: 'inbound', everyone: anyone })
}

function denial(
  range: NonNullable<Ports>,
  entries: readonly AclEntry[],
  { direction, everyone }: { readonly direction: AclEntry['direction']; readonly everyone: string },
): AclEntry | 'none' | undefined {
  const fitting = entries
    .filter((entry) => entry.direction === direction && isTcp(entry) && overlap(entry.cidr, everyone))
    .filter(({ ports }) => ports === undefined || (ports.from <= range.to && ports.to >= range.from))
    .toSorted((one, other) => one.number - other.number)
  const deciding = fitting.find(
    ({ isAllowed, cidr, ports }) => isAllowed || (isWithinCidr(everyone, cidr) && coversAll(range, ports)),
  )
  if (deciding === undefined) return 'none'
  return deciding.isAllowed ? undefined : deciding
}

/** Whether there is an address in both. Of what is no two CIDRs of one kind it is not known: they may. */
export function overlap(one: string, other: string): boolean {
  const [left, right] = [rangeOf(one), rangeOf(other)]
  if (left === undefined || right === undefined) return isOfIpv6(one) === isOfIpv6(other)
  return left.first <= right.last && right.first <= left.last
}

function isWithinCidr(inner: string, outer: string): boolean {
  const [within, whole] = [rangeOf(inner), rangeOf(outer)]
  if (within === undefined || whole === undefined)
    return inner === outer || (isOfIpv6(inner) && outer === anyoneOverIpv6)
  return within.first >= whole.first && within.last <= whole.last
}

/** Of a CIDR of IPv4. */
function rangeOf(cidr: string): { readonly first: number; readonly last: number } | undefined {
  const [, bits] = /^\d+\.\d+\.\d+\.\d+\/(\d+)$/.exec(cidr) ?? []
  if (bits === undefined) return undefined
  const size = 2 ** (32 - Number(bits))
  const octets = cidr.replace(/\/.*/, '').split('.').map(Number)
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0)
  const first = Math.floor(address / size) * size
  return { first, last: first + size - 1 }
}

function coversAll(range: NonNullable<Ports>, ports: Ports): boolean {
  return ports === undefined || (ports.from <= range.from && ports.to >= range.to)
}

function isTcp({ protocol }: { readonly protocol: string }): boolean {
  return protocol === 'tcp' || protocol === 'all'
}

function isWithin(port: number, ports: Ports): boolean {
  return ports === undefined || (port >= ports.from && port <= ports.to)
}
