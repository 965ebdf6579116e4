import { type Diagnosis, known } from '../../evidence.ts'
import { bold, type Text, text } from '../../text.ts'
import type { InstanceFacts, Network } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { accessChange } from '../why-changes.ts'
import { anyone, anyoneOverIpv6, echoesOf, familyWords, isOfIpv6, namedIn } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'
import { groupEvidence } from './closed-by-group.ts'

/** Its groups let no ping in, or only that of some: which is no trouble of its ports. */
export function noPing(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, isOverIpv6 } = facts
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined || read.groups.length === 0) return undefined
  const peers = pingPeers(facts, read)
  if (peers.includes(isOverIpv6 ? anyoneOverIpv6 : anyone)) return undefined
  const few = peers.slice(0, 5).map(namedIn(read)).join(', ')
  const names = read.groups.map(({ name }) => name).join(', ')
  const [groups, let_] =
    read.groups.length === 1 ? [`its security group ${names}`, 'lets'] : [`its security groups ${names}`, 'let']
  const name = visibleName(instance)
  const who: Text =
    peers.length === 0
      ? text`${bold(`${name} answers no ping${familyWords(facts)}:`)} ${groups} ${let_} none in.`
      : text`${bold(`${name} answers ping${familyWords(facts)} only from ${few}:`)} ${groups} ${let_} no other in.`
  return {
    rule: 'no-ping',
    finding: text`${who} That says nothing of its ports.${accessChange(facts).finding}`,
    evidence: [...accessChange(facts).evidence, ...groupEvidence(read.groups)],
    next: text`Try the port that it serves instead, like --port 443. For ping, add an inbound rule for ICMP echo request${isOverIpv6 ? ' (ICMPv6)' : ''}, from your own addresses only.`,
    actions: [
      askOffer('What is a security group?', 'security-groups'),
      askOffer('What else to check', 'ports-unreachable'),
    ],
  }
}

/** From whom they let it in, over what is asked about. */
function pingPeers({ isOverIpv6 }: InstanceFacts, { groups }: Network): readonly string[] {
  const { protocol, request } = echoesOf(isOverIpv6)
  const permissions = groups
    .flatMap(({ inbound }) => inbound)
    .filter((each) => each.protocol === protocol || each.protocol === 'all')
    .filter(({ icmpType = request }) => icmpType === request)
  const isOfThis = (peer: string) => !/[.:]/.test(peer) || isOfIpv6(peer) === isOverIpv6
  return [...new Set(permissions.flatMap(({ peers }) => peers.filter(isOfThis)))]
}
