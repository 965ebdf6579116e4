import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { aclDenialOfReplies, aclDenialOutward, outwardPorts } from '../why-network.ts'
import { aclChange } from '../why-network-changes.ts'
import { askOffer } from '../why-offers.ts'
import { entryText } from './closed-by-acl.ts'

/** The subnet's list lets nothing out on the port, or no reply in: it knows no connections. */
export function keptInByAcl(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port } = facts
  const { instance } = details
  const acl = known(network)?.acl
  if (instance.state !== 'running' || acl === undefined) return undefined
  const ports = port === undefined ? outwardPorts : [port]
  const outward = ports.map((each) => aclDenialOutward(each, acl.entries))
  const [denial] = outward.every((each) => each !== undefined) ? outward : []
  const replies = aclDenialOfReplies(acl.entries)
  if (denial === undefined && replies === undefined) return undefined
  const what =
    denial === undefined
      ? 'lets no reply in to the ports that it goes out from (1024–65535)'
      : `lets nothing out on TCP ${ports.join(' or ')}`
  const direction = denial === undefined ? 'inbound' : 'outbound'
  const change = aclChange(facts, direction, [denial ?? replies ?? 'none'])
  return {
    rule: 'kept-in-by-acl',
    finding: text`${bold(`${visibleName(instance)} is kept in by the network ACL of its subnet:`)} ${code(acl.id)} ${what}.${change.finding}`,
    evidence: [
      ...change.evidence,
      { says: entryText(denial ?? replies ?? 'none', denial !== undefined), source: 'network' },
    ],
    next: text`Allow it in that ACL with a lower number: outbound the port, inbound TCP 1024–65535. It holds for the whole subnet, but not for what stays within it.`,
    actions: [
      askOffer('What is a network ACL?', 'network-acls'),
      askOffer('Group or ACL?', 'security-group-or-network-acl'),
    ],
  }
}
