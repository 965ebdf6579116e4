import { type Diagnosis, type Evidence, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts, Network, SecurityGroup } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { accessChange } from '../why-changes.ts'
import { peersOn, permissionsText, portName, usualPorts, wayOf } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'
import { lostPorts, usualByAccess } from '../why-usual-ports.ts'

/** No group lets the port in; where none was named, none of those that people mostly mean, or that were open of late. */
export function closedByGroup(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port } = facts
  const { instance } = details
  const read = known(network)
  if (instance.state !== 'running' || read === undefined || read.groups.length === 0) return undefined
  const lost = lostPorts(facts, read)
  const ports = port === undefined ? (lost.length > 0 ? lost : usualPorts) : [port]
  const way = wayOf(facts)
  if (ports.some((each) => peersOn(each, read, way).length > 0)) return undefined
  const { family, protocol } = way
  // Said only where others come in, or where it was asked for.
  const isOpenOtherwise = ports.some((each) => peersOn(each, read, { protocol }).length > 0)
  const over = family === 'ipv6' ? ' over IPv6' : isOpenOtherwise ? ' over IPv4' : ''
  const only = isOpenOtherwise ? `${over}, only over ${family === 'ipv6' ? 'IPv4' : 'IPv6'}` : onlyOver(facts, read)
  const names = read.groups.map(({ name }) => name).join(', ')
  const [groups, open] =
    read.groups.length === 1 ? [`its security group ${names}`, 'opens'] : [`its security groups ${names}`, 'open']
  const [where, what] = whereClosed(facts, lost)
  const change = accessChange(facts, ports)
  const named = ports.length === 1 ? ports[0] : undefined
  return {
    rule: 'closed-by-group',
    finding: text`${bold(`${visibleName(instance)} is closed on ${where}${over}:`)} ${groups} ${open} ${what}${only}.${change.finding}${elseOpen(facts, lost)}`,
    evidence: [...change.evidence, ...groupEvidence(read.groups)],
    next: text`Add an inbound rule for ${protocol.toUpperCase()} ${named ?? 'and the port'}, from your own addresses${family === 'ipv6' ? ' of IPv6' : ''} only.`,
    actions: [
      askOffer('What is a security group?', 'security-groups'),
      askOffer('What else to check', 'ports-unreachable'),
    ],
  }
}

function whereClosed(facts: InstanceFacts, lost: readonly number[]): readonly [string, string] {
  const { port } = facts
  const [first = port] = lost
  if (first === undefined) return ['the usual ports', `none of ${usualPorts.join(', ')}`]
  if (lost.length > 1) return [`the ports ${lost.join(', ')}`, 'them to no one']
  return [portName(first, facts), 'it to no one']
}

/** Which port is meant is not known, only which was closed. */
function elseOpen(facts: InstanceFacts, lost: readonly number[]): string {
  const read = known(facts.network)
  if (lost.length === 0 || read === undefined) return ''
  const { open } = usualByAccess(facts, read)
  return open.length === 0 ? '' : ` Open still: ${open.join(', ')}.`
}

/** Who opens a port for TCP mostly means that. */
function onlyOver({ port, protocol }: InstanceFacts, network: Network): string {
  if (port === undefined || protocol !== 'udp' || peersOn(port, network).length === 0) return ''
  return ' over UDP, only over TCP'
}

export function groupEvidence(groups: readonly SecurityGroup[]): readonly Evidence[] {
  return groups.map(({ id, name, inbound }) => ({
    says: text`${name} (${code(id)}) ${inbound.length === 0 ? 'opens nothing' : `opens ${permissionsText(inbound)}`}`,
    source: 'network',
  }))
}
