import { type Diagnosis, type Evidence, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts, Network, SecurityGroup } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { accessChange } from '../why-changes.ts'
import { peersOn, permissionsText, portName, usualPorts, wayOf } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'

/** No group lets the port in; where none was named, none of those that people mostly mean. */
export function closedByGroup(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port } = facts
  const { instance } = details
  const read = known(network)
  const ports = port === undefined ? usualPorts : [port]
  if (instance.state !== 'running' || read === undefined || read.groups.length === 0) return undefined
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
  const [where, what] =
    port === undefined
      ? ['the usual ports', `${open} none of ${usualPorts.join(', ')}`]
      : [portName(port, facts), `${open} it to no one`]
  return {
    rule: 'closed-by-group',
    finding: text`${bold(`${visibleName(instance)} is closed on ${where}${over}:`)} ${groups} ${what}${only}.${accessChange(facts).finding}`,
    evidence: [...accessChange(facts).evidence, ...groupEvidence(read.groups)],
    next: text`Add an inbound rule for ${protocol.toUpperCase()} ${port === undefined ? 'and the port' : String(port)}, from your own addresses${family === 'ipv6' ? ' of IPv6' : ''} only.`,
    actions: [
      askOffer('What is a security group?', 'security-groups'),
      askOffer('What else to check', 'ports-unreachable'),
    ],
  }
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
