import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts, Network } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { accessChange } from '../why-changes.ts'
import { anyone, anyoneOverIpv6, namedIn, overWords, peersOn, portName, wayOf } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'
import { hasWayIn, lostPorts, usualByAccess } from '../why-usual-ports.ts'
import { groupEvidence } from './closed-by-group.ts'

/** The port is open, and not to everyone: whether to who asks is not known. */
export function openToFew(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port, isOverIpv6 } = facts
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined) return undefined
  if (port === undefined) return usualOpenToFew(facts, read)
  const peers = peersOn(port, read, wayOf(facts))
  if (peers.length === 0 || peers.includes(isOverIpv6 ? anyoneOverIpv6 : anyone)) return undefined
  return {
    rule: 'open-to-few',
    finding: text`${bold(`${visibleName(instance)} is open on ${portName(port, facts)}${overWords(facts)} only to ${peersText(peers, read)}:`)} whoever comes from elsewhere is not let in.${accessChange(facts).finding}`,
    evidence: [...accessChange(facts).evidence, ...groupEvidence(read.groups)],
    next: nextOf(peers, isOverIpv6),
    actions: [askOffer('What is a security group?', 'security-groups')],
  }
}

/** None was named, and none of those that people mostly mean is open to everyone, though it has an address for that. */
function usualOpenToFew(facts: InstanceFacts, network: Network): Diagnosis | undefined {
  const { open, few, closed } = usualByAccess(facts, network)
  if (open.length > 0 || few.length === 0 || !hasWayIn(facts) || lostPorts(facts, network).length > 0) return undefined
  const peers = few.map((port) => [port, peersOn(port, network, wayOf(facts))] as const)
  const where = peers.map(([port, each]) => `${port} only to ${peersText(each, network)}`).join('; ')
  const rest = closed.length === 0 ? '' : `, and closed on ${closed.join(', ')}`
  const change = accessChange(facts)
  const helps = nextOf(
    peers.flatMap(([, each]) => each),
    facts.isOverIpv6,
  )
  return {
    rule: 'open-to-few',
    finding: text`${bold(`${visibleName(facts.details.instance)} is open on ${where}${overWords(facts)}${rest}:`)} whoever comes to these from elsewhere is not let in.${change.finding}`,
    evidence: [...change.evidence, ...groupEvidence(network.groups)],
    next: text`${helps} What others are to reach needs an inbound rule for its port; with ${code('--port')} Windlass looks at one.`,
    actions: [
      askOffer('What is a security group?', 'security-groups'),
      askOffer('What else to check', 'ports-unreachable'),
    ],
  }
}

function peersText(peers: readonly string[], network: Network): string {
  const more = peers.length > 5 ? ` and ${peers.length - 5} more` : ''
  return `${peers.slice(0, 5).map(namedIn(network)).join(', ')}${more}`
}

function nextOf(peers: readonly string[], isOverIpv6: boolean): Text {
  if (peers.every(isInside))
    return text`Come from there: through a VPN, ${peers.some(isGroup) ? 'through what is in that group (often a load balancer)' : 'from an instance in it'}, or with Session Manager, which needs no open port.`
  if (isOverIpv6) return text`Compare that with the IPv6 address you come from.`
  return text`Compare that with the address you come from (${code('curl https://checkip.amazonaws.com')}).`
}

function isGroup(peer: string): boolean {
  return peer.startsWith('sg-')
}

/** Another group or an address that nobody has on the internet (RFC 1918, RFC 4193). A prefix list may hold any. */
function isInside(peer: string): boolean {
  return isGroup(peer) || /^(?:f[cd][0-9a-f]{2}:|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(peer)
}
