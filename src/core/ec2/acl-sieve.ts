import { known } from '../evidence.ts'
import { type AddressRange, rangeOf, without } from './address-ranges.ts'
import type { AclEntry, InstanceFacts } from './evidence.ts'
import { answersOver, askedOfAcl, entriesFor, inwardTo, type Passage, wayOf } from './why-network.ts'

/** What a network ACL lets through of those who are asked about, where that is some of them and not all. */
export type Sieve = {
  readonly acl: string
  readonly direction: AclEntry['direction']
  /** `only`: these are let through and nobody else; `except`: all but these. */
  readonly kind: 'only' | 'except'
  readonly cidrs: readonly string[]
  /** The entries that decide on anybody, in their order. */
  readonly by: readonly AclEntry[]
}

/** First whether it lets them in, then whether it lets the answers out. Nothing where all are let through, or none. */
export function findSieve(facts: InstanceFacts): Sieve | undefined {
  const acl = known(facts.network)?.acl
  const { peers, isKnown } = askedOfAcl(facts)
  if (facts.details.instance.state !== 'running' || acl === undefined || !isKnown) return undefined
  const way = wayOf(facts)
  const passages = [...(facts.port === undefined ? [] : [inwardTo(facts.port, way)]), answersOver(way)]
  const found = passages.flatMap((passage) => sift(passage, acl.entries, peers) ?? [])
  const sieve = found.find(({ kind }) => kind === 'only') ?? found[0]
  return sieve && { acl: acl.id, ...sieve }
}

function sift(
  passage: Passage,
  entries: readonly AclEntry[],
  peers: readonly string[],
): Omit<Sieve, 'acl'> | undefined {
  const all = peers.flatMap((peer) => rangeOf(peer) ?? [])
  const by: AclEntry[] = []
  let left: readonly AddressRange[] = all
  for (const entry of entriesFor(passage, entries)) {
    const rest = afterEntry(left, entry)
    if (sizeOf(rest) < sizeOf(left)) by.push(entry)
    left = rest
  }
  const passes = by.filter(({ isAllowed }) => isAllowed)
  const keeps = by.filter(({ isAllowed }) => !isAllowed)
  if (passes.length === 0 || (keeps.length === 0 && left.length === 0)) return undefined
  const { direction } = passage
  const isOpen = passes.some((entry) => afterEntry(all, entry).length === 0)
  return {
    direction,
    by,
    ...(isOpen ? { kind: 'except', cidrs: cidrsOf(keeps) } : { kind: 'only', cidrs: cidrsOf(passes) }),
  }
}

/** Those on whom it does not decide. */
function afterEntry(ranges: readonly AddressRange[], { cidr }: AclEntry): readonly AddressRange[] {
  const taken = rangeOf(cidr)
  return taken === undefined ? ranges : ranges.flatMap((range) => without(range, taken))
}

function sizeOf(ranges: readonly AddressRange[]): bigint {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n)
}

function cidrsOf(entries: readonly AclEntry[]): readonly string[] {
  return [...new Set(entries.map(({ cidr }) => cidr))]
}
