import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { familyOf, overWords, peersOn, usualPorts } from '../why-network.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'
import { balancerNames, targetEvidence, targetsOf } from '../why-targets.ts'
import { groupEvidence } from './closed-by-group.ts'

/** Nothing that can be read keeps it closed: what is open, and what is left to look at. */
export function portsOpen(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port } = facts
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined) return undefined
  const [open = [], closed = []] = [true, false].map((wanted) =>
    (port === undefined ? usualPorts : [port]).filter(
      (each) => peersOn(each, read, familyOf(facts)).length > 0 === wanted,
    ),
  )
  if (open.length === 0) return undefined
  // Its load balancer comes over IPv4.
  const answers = facts.isOverIpv6
    ? undefined
    : targetsOf(facts).find((each) => each.state === 'healthy' && open.some((one) => one === each.check.port))
  const rest = closed.length === 0 ? '' : ` Its security groups close ${closed.join(', ')}.`
  const isAllRead = read.acl !== undefined && read.routes !== undefined
  return {
    rule: 'ports-open',
    finding: text`${bold(`${visibleName(instance)} is open on ${open.join(', ')}${overWords(facts)}, as far as AWS can see:`)} ${answers === undefined ? 'most likely nothing listens there, or its own firewall is in the way' : `its program answers on ${answers.check.port ?? ''}, since ${answers.group} finds it healthy there`}.${rest}`,
    evidence: [
      ...(answers === undefined ? [] : targetEvidence(answers, facts)),
      ...groupEvidence(read.groups),
      {
        says: [`its network ACL and its routes ${isAllRead ? 'let it through' : 'could not both be read'}`],
        source: 'network',
      },
    ],
    next:
      answers === undefined
        ? text`See inside whether something listens there (${code('ss -ltn')}) and on every address; a refused connection means that nothing does.${port === undefined ? text` With ${code('--port')} Windlass looks at one port.` : []}`
        : text`Compare the address and the port that you come to with those of ${balancerNames(answers)}, which reaches it.`,
    actions: [consoleOffer(instance), askOffer('What else to check', 'ports-unreachable')],
  }
}
