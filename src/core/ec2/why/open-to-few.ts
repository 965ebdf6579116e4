import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { anyone, peerName, peersOn } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'
import { groupEvidence } from './closed-by-group.ts'

/** The port is open, and not to everyone: whether to who asks is not known. */
export function openToFew({ details, network, port }: InstanceFacts): Diagnosis | undefined {
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined || port === undefined) return undefined
  const peers = peersOn(port, read)
  if (peers.length === 0 || peers.includes(anyone)) return undefined
  const few = peers.slice(0, 5).map(peerName).join(', ')
  const more = peers.length > 5 ? ` and ${peers.length - 5} more` : ''
  return {
    rule: 'open-to-few',
    finding: text`${bold(`${visibleName(instance)} is open on port ${port} only to ${few}${more}:`)} whoever comes from elsewhere is not let in.`,
    evidence: groupEvidence(read.groups),
    next: peers.every(isInside)
      ? text`Come from there: through a VPN, from an instance in it, or with Session Manager, which needs no open port.`
      : text`Compare that with the address you come from (${code('curl https://checkip.amazonaws.com')}).`,
    actions: [askOffer('What is a security group?', 'security-groups')],
  }
}

/** Another group or an address that nobody has on the internet (RFC 1918). A prefix list may hold any. */
function isInside(peer: string): boolean {
  return peer.startsWith('sg-') || /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(peer)
}
