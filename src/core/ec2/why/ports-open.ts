import { type Diagnosis, type Evidence, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import { findSieve } from '../acl-sieve.ts'
import type { InstanceFacts, Network, RegisteredTarget } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { lateAccessChange, nobody } from '../why-changes.ts'
import { overWords, peerName, peersOn, usualPorts, wayOf } from '../why-network.ts'
import { askOffer, consoleOffer } from '../why-offers.ts'
import { balancerNames, targetEvidence, targetsOf } from '../why-targets.ts'
import { hasWayIn, usualByAccess } from '../why-usual-ports.ts'
import { groupEvidence } from './closed-by-group.ts'
import { cidrsText } from './open-to-few-by-acl.ts'

/** Nothing that can be read keeps it closed to everyone: what is open, and what is left to look at. */
export function portsOpen(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port } = facts
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined) return undefined
  const { open, few, closed } = accessOf(facts, read)
  if (open.length === 0) return undefined
  const isUdp = facts.protocol === 'udp'
  // Its load balancer comes over IPv4, and its check over TCP.
  const answers =
    facts.isOverIpv6 || isUdp
      ? undefined
      : targetsOf(facts).find((each) => each.state === 'healthy' && open.some((one) => one === each.check.port))
  const change = port === undefined ? lateAccessChange(facts, [...few, ...closed]) : nobody
  const where = `${visibleName(instance)} is open on ${isUdp ? 'UDP ' : ''}${open.join(', ')}${overWords(facts)}`
  return {
    rule: 'ports-open',
    finding: text`${findingOf(where, answers, facts)}${restText(few, closed, facts)}${change.finding}`,
    evidence: [
      ...change.evidence,
      ...(answers === undefined ? [] : targetEvidence(answers, facts)),
      ...groupEvidence(read.groups),
      aroundEvidence(read, facts),
    ],
    next: nextOf(answers, facts),
    actions: [consoleOffer(instance), askOffer('What else to check', 'ports-unreachable')],
  }
}

function accessOf(facts: InstanceFacts, network: Network): ReturnType<typeof usualByAccess> {
  const { port } = facts
  const way = wayOf(facts)
  if (port !== undefined) {
    const isOpen = peersOn(port, network, way).length > 0
    return { open: isOpen ? [port] : [], few: [], closed: isOpen ? [] : [port] }
  }
  const { open, few, closed } = usualByAccess(facts, network)
  if (hasWayIn(facts)) return { open, few, closed }
  return { open: usualPorts.filter((each) => !closed.includes(each)), few: [], closed }
}

function restText(few: readonly number[], closed: readonly number[], facts: InstanceFacts): string {
  const network = known(facts.network)
  const only = few.map((port) => {
    const peers = network === undefined ? [] : peersOn(port, network, wayOf(facts)).slice(0, 5)
    return `open ${port} only to ${peers.map(peerName).join(', ')}`
  })
  const parts = [...only, ...(closed.length === 0 ? [] : [`close ${closed.join(', ')}`])]
  return parts.length === 0 ? '' : ` Its security groups ${parts.join(', and ')}.`
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
