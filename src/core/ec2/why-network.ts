import type { AclEntry, Network, Permission } from './evidence.ts'

/** What Windlass looks for where no port was named. */
export const usualPorts = [22, 80, 443, 3389] as const

export const anyone = '0.0.0.0/0'

type Ports = Permission['ports']

/** From whom the groups let TCP in on it. */
export function peersOn(port: number, { groups }: Network): readonly string[] {
  const permissions = groups
    .flatMap(({ inbound }) => inbound)
    .filter((each) => isTcp(each) && isWithin(port, each.ports))
  return [...new Set(permissions.flatMap(({ peers }) => peers))]
}

/** Each port or range that a group opens, with to whom: `22 to 10.0.0.0/8`. */
export function openings({ inbound }: Network['groups'][number]): readonly string[] {
  return inbound.map(({ protocol, ports, peers }) => {
    const what = ports === undefined ? 'every port' : portsText(ports)
    const how = protocol === 'tcp' || (protocol === 'all' && ports === undefined) ? '' : ` (${protocol})`
    return `${what}${how} to ${peers.map(peerName).join(', ')}`
  })
}

export function peerName(peer: string): string {
  return peer === anyone ? 'anyone' : peer === '::/0' ? 'anyone with IPv6' : peer
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
export function aclDenial(port: number, entries: readonly AclEntry[]): AclEntry | 'none' | undefined {
  return denial({ from: port, to: port }, entries, 'inbound')
}

/** The same for answers, which go to a port of the client's. */
export function aclDenialOfAnswers(entries: readonly AclEntry[]): AclEntry | 'none' | undefined {
  return denial(ephemeral, entries, 'outbound')
}

function denial(
  range: NonNullable<Ports>,
  entries: readonly AclEntry[],
  direction: AclEntry['direction'],
): AclEntry | 'none' | undefined {
  const fitting = entries
    .filter((entry) => entry.direction === direction && isTcp(entry) && !entry.cidr.includes(':'))
    .filter(({ ports }) => ports === undefined || (ports.from <= range.to && ports.to >= range.from))
    .toSorted((one, other) => one.number - other.number)
  const deciding = fitting.find(
    ({ isAllowed, cidr, ports }) => isAllowed || (cidr === anyone && coversAll(range, ports)),
  )
  if (deciding === undefined) return 'none'
  return deciding.isAllowed ? undefined : deciding
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
