import { type Diagnosis, known } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { familyWords } from '../why-network.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'
import { groupEvidence } from './closed-by-group.ts'

/** Nothing that can be read keeps ping out. */
export function pingOpen(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  const read = known(facts.network)
  if (instance.state !== 'running' || read === undefined || read.groups.length === 0) return undefined
  const isAllRead = read.acl !== undefined && read.routes !== undefined
  return {
    rule: 'ping-open',
    finding: text`${bold(`Ping gets in to ${visibleName(instance)}${familyWords(facts)}, as far as AWS can see:`)} most likely its own firewall drops it, as that of Windows does by default. That says nothing of its ports.`,
    evidence: [
      ...groupEvidence(read.groups),
      {
        says: [`its network ACL and its routes ${isAllRead ? 'let it through' : 'could not both be read'}`],
        source: 'network',
      },
    ],
    next: text`Try the port that it serves, like --port 443, or look at the firewall inside.`,
    actions: [consoleOffer(instance), askOffer('What else to check', 'ports-unreachable')],
  }
}
