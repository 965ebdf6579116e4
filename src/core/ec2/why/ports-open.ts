import { type Diagnosis, type Evidence, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import { findSieve } from '../acl-sieve.ts'
import type { InstanceFacts, Network, RegisteredTarget } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { overWords, peersOn, usualPorts, wayOf } from '../why-network.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'
import { balancerNames, targetEvidence, targetsOf } from '../why-targets.ts'
import { groupEvidence } from './closed-by-group.ts'
import { cidrsText } from './open-to-few-by-acl.ts'

/** Nothing that can be read keeps it closed to everyone: what is open, and what is left to look at. */
export function portsOpen(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port } = facts
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined) return undefined
  const [open = [], closed = []] = [true, false].map((wanted) =>
    (port === undefined ? usualPorts : [port]).filter(
      (each) => peersOn(each, read, wayOf(facts)).length > 0 === wanted,
    ),
  )
  if (open.length === 0) return undefined
  const isUdp = facts.protocol === 'udp'
  // Its load balancer comes over IPv4, and its check over TCP.
  const answers =
    facts.isOverIpv6 || isUdp
      ? undefined
      : targetsOf(facts).find((each) => each.state === 'healthy' && open.some((one) => one === each.check.port))
  const rest = closed.length === 0 ? '' : ` Its security groups close ${closed.join(', ')}.`
  const where = `${visibleName(instance)} is open on ${isUdp ? 'UDP ' : ''}${open.join(', ')}${overWords(facts)}`
  return {
    rule: 'ports-open',
    finding: text`${findingOf(where, answers, facts)}${rest}`,
    evidence: [
      ...(answers === undefined ? [] : targetEvidence(answers, facts)),
      ...groupEvidence(read.groups),
      aroundEvidence(read, facts),
    ],
    next: nextOf(answers, facts),
    actions: [consoleOffer(instance), askOffer('What else to check', 'ports-unreachable')],
  }
}

/** Where it has no public address, that is what keeps out who comes from outside: of its programs nothing follows. */
function findingOf(where: string, answers: RegisteredTarget | undefined, facts: InstanceFacts): Text {
  const sieve = findSieve(facts)
  const others = sieve === undefined ? '' : ` to all but ${cidrsText(sieve)}`
  if (answers !== undefined)
    return text`${bold(`${where}${others}, as far as AWS can see:`)} its program answers on ${answers.check.port ?? ''}, since ${answers.group} finds it healthy there.`
  if (!facts.isOverIpv6 && facts.details.instance.publicAddress === undefined)
    return text`${bold(`${where} from inside its network`)}, as far as AWS can see.`
  return text`${bold(`${where}${others}, as far as AWS can see:`)} most likely nothing listens there, or its own firewall is in the way.`
}

function aroundEvidence({ acl, routes }: Network, facts: InstanceFacts): Evidence {
  const isAllRead = acl !== undefined && routes !== undefined
  const sieve = findSieve(facts)
  const whom = sieve === undefined ? 'it' : `all but ${cidrsText(sieve)}`
  return {
    says: [`its network ACL and its routes ${isAllRead ? `let ${whom} through` : 'could not both be read'}`],
    source: 'network',
  }
}

function nextOf(answers: RegisteredTarget | undefined, { port, protocol }: InstanceFacts): Text {
  if (answers !== undefined)
    return text`Compare the address and the port that you come to with those of ${balancerNames(answers)}, which reaches it.`
  if (protocol === 'udp')
    return text`See inside whether something listens there (${code('ss -lun')}) and on every address.`
  return text`See inside whether something listens there (${code('ss -ltn')}) and on every address; a refused connection means that nothing does.${port === undefined ? text` With ${code('--port')} Windlass looks at one port.` : []}`
}
