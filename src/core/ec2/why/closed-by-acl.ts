import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { AclEntry, InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import {
  aclDenial,
  answersOver,
  anyone,
  anyoneOverIpv6,
  askedOfAcl,
  inwardTo,
  overWords,
  type Passage,
  portName,
  portsText,
  wayOf,
} from '../why-network.ts'
import { aclChange } from '../why-network-changes.ts'
import { askOffer } from '../why-offers.ts'

/** The subnet's list keeps everyone out, or keeps every answer in: it knows no connections, answers need their own rule. */
export function closedByAcl(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port, isOverIpv6 } = facts
  const everyone = isOverIpv6 ? anyoneOverIpv6 : anyone
  const { instance } = details
  const acl = known(network)?.acl
  if (instance.state !== 'running' || acl === undefined) return undefined
  const { peers, isOfFew } = askedOfAcl(facts)
  const way = wayOf(facts)
  const denialOf = (passage: Passage) => ofAll(peers.map((peer) => aclDenial(passage, acl.entries, peer)))
  const inbound = port === undefined ? undefined : denialOf(inwardTo(port, way))
  const outbound = denialOf(answersOver(way))
  if (inbound === undefined && outbound === undefined) return undefined
  const what =
    inbound === undefined
      ? `lets no answer out to the ports of clients (1024–65535)${isOfFew ? ` of ${peers.join(', ')}` : ''}`
      : `lets ${isOfFew ? `none of ${peers.join(', ')}` : 'nobody'} in on ${portName(port ?? 0, facts)}`
  const direction = inbound === undefined ? 'outbound' : 'inbound'
  const change = aclChange(facts, direction, [inbound ?? outbound ?? 'none'])
  return {
    rule: 'closed-by-acl',
    finding: text`${bold(`${visibleName(instance)} is cut off by the network ACL of its subnet:`)} ${code(acl.id)} ${what}${overWords(facts)}.${change.finding}`,
    evidence: [
      ...change.evidence,
      { says: entryText(inbound ?? outbound ?? 'none', inbound === undefined), source: 'network' },
    ],
    next: text`Allow it${isOverIpv6 ? ` for ${everyone}` : ''} in that ACL with a lower number: inbound the port, outbound ${way.protocol.toUpperCase()} 1024–65535. It holds for the whole subnet, but not for what stays within it.`,
    actions: [
      askOffer('What is a network ACL?', 'network-acls'),
      askOffer('Group or ACL?', 'security-group-or-network-acl'),
    ],
  }
}

/** That keeps all of them out: of the first. */
function ofAll(denials: readonly (AclEntry | 'none' | undefined)[]): AclEntry | 'none' | undefined {
  return denials.includes(undefined) ? undefined : denials[0]
}

export function entryText(entry: AclEntry | 'none', isOutbound: boolean): Text {
  const direction = isOutbound ? 'outbound' : 'inbound'
  if (entry === 'none') return [`no ${direction} rule of it allows that`]
  const { number, protocol, ports, cidr, isAllowed } = entry
  return text`its ${direction} rule ${number} ${isAllowed ? 'allows' : 'denies'} ${protocol === 'all' ? 'all traffic' : protocol}${ports === undefined ? '' : ` on ${portsText(ports)}`} ${isOutbound ? 'to' : 'from'} ${cidr}`
}
