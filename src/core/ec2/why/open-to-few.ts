import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { accessChange } from '../why-changes.ts'
import { anyone, anyoneOverIpv6, namedIn, overWords, peersOn, portName, wayOf } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'
import { groupEvidence } from './closed-by-group.ts'

/** The port is open, and not to everyone: whether to who asks is not known. */
export function openToFew(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port, isOverIpv6 } = facts
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined || port === undefined) return undefined
  const peers = peersOn(port, read, wayOf(facts))
  if (peers.length === 0 || peers.includes(isOverIpv6 ? anyoneOverIpv6 : anyone)) return undefined
  const few = peers.slice(0, 5).map(namedIn(read)).join(', ')
  const more = peers.length > 5 ? ` and ${peers.length - 5} more` : ''
  return {
    rule: 'open-to-few',
    finding: text`${bold(`${visibleName(instance)} is open on ${portName(port, facts)}${overWords(facts)} only to ${few}${more}:`)} whoever comes from elsewhere is not let in.${accessChange(facts).finding}`,
    evidence: [...accessChange(facts).evidence, ...groupEvidence(read.groups)],
    next: peers.every(isInside)
      ? text`Come from there: through a VPN, ${peers.some(isGroup) ? 'through what is in that group (often a load balancer)' : 'from an instance in it'}, or with Session Manager, which needs no open port.`
      : isOverIpv6
        ? text`Compare that with the IPv6 address you come from.`
        : text`Compare that with the address you come from (${code('curl https://checkip.amazonaws.com')}).`,
    actions: [askOffer('What is a security group?', 'security-groups')],
  }
}

function isGroup(peer: string): boolean {
  return peer.startsWith('sg-')
}

/** Another group or an address that nobody has on the internet (RFC 1918, RFC 4193). A prefix list may hold any. */
function isInside(peer: string): boolean {
  return isGroup(peer) || /^(?:f[cd][0-9a-f]{2}:|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(peer)
}
