import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { peersOn, usualPorts } from '../why-network.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'
import { groupEvidence } from './closed-by-group.ts'

/** Nothing that can be read keeps it closed: what is open, and what is left to look at. */
export function portsOpen({ details, network, port }: InstanceFacts): Diagnosis | undefined {
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined) return undefined
  const [open = [], closed = []] = [true, false].map((wanted) =>
    (port === undefined ? usualPorts : [port]).filter((each) => peersOn(each, read).length > 0 === wanted),
  )
  if (open.length === 0) return undefined
  const rest = closed.length === 0 ? '' : ` Its security groups close ${closed.join(', ')}.`
  const isAllRead = read.acl !== undefined && read.routes !== undefined
  return {
    rule: 'ports-open',
    finding: text`${bold(`${visibleName(instance)} is open on ${open.join(', ')}, as far as AWS can see:`)} most likely nothing listens there, or its own firewall is in the way.${rest}`,
    evidence: [
      ...groupEvidence(read.groups),
      {
        says: [`its network ACL and its routes ${isAllRead ? 'let it through' : 'could not both be read'}`],
        source: 'network',
      },
    ],
    next: text`See inside whether something listens there (${code('ss -ltn')}) and on every address; a refused connection means that nothing does.${port === undefined ? text` With ${code('--port')} Windlass looks at one port.` : []}`,
    actions: [consoleOffer(instance), askOffer('What else to check', 'ports-unreachable')],
  }
}
