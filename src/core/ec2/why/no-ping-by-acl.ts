import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { aclDenial, anyone, anyoneOverIpv6, echoesOf, familyWords } from '../why-network.ts'
import { entryText } from './closed-by-acl.ts'
import { aclOffers } from './open-to-few-by-acl.ts'

/** The subnet's list lets no ping in, or no answer to it out. */
export function noPingByAcl(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, isOverIpv6 } = facts
  const acl = known(network)?.acl
  if (details.instance.state !== 'running' || acl === undefined) return undefined
  const everyone = isOverIpv6 ? anyoneOverIpv6 : anyone
  const { protocol, request, reply } = echoesOf(isOverIpv6)
  const denialOf = (direction: 'inbound' | 'outbound', type: number) => {
    const entries = acl.entries.filter(({ icmpType = type }) => icmpType === type)
    return aclDenial({ direction, protocol, ports: undefined }, entries, everyone)
  }
  const inbound = denialOf('inbound', request)
  const denial = inbound ?? denialOf('outbound', reply)
  if (denial === undefined) return undefined
  const what = inbound === undefined ? 'lets no answer to it out' : 'lets none in'
  return {
    rule: 'no-ping-by-acl',
    finding: text`${bold(`${visibleName(details.instance)} answers no ping${familyWords(facts)}:`)} the network ACL of its subnet, ${code(acl.id)}, ${what}. That says nothing of its ports.`,
    evidence: [{ says: entryText(denial, inbound === undefined), source: 'network' }],
    next: text`Try the port that it serves instead. For ping, allow ICMP in that ACL with a lower number, inbound and outbound.`,
    actions: aclOffers,
  }
}
