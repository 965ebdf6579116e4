import { type Diagnosis, type Evidence, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts, SecurityGroup } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { familyOf, peersOn, permissionsText, usualPorts } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'

/** No group lets the port in; where none was named, none of those that people mostly mean. */
export function closedByGroup(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network, port } = facts
  const { instance } = details
  const read = known(network)
  const ports = port === undefined ? usualPorts : [port]
  if (instance.state !== 'running' || read === undefined || read.groups.length === 0) return undefined
  const family = familyOf(facts)
  if (ports.some((each) => peersOn(each, read, family).length > 0)) return undefined
  // Said only where others come in, or where it was asked for.
  const isOpenOtherwise = ports.some((each) => peersOn(each, read).length > 0)
  const over = family === 'ipv6' ? ' over IPv6' : isOpenOtherwise ? ' over IPv4' : ''
  const names = read.groups.map(({ name }) => name).join(', ')
  const [groups, open] =
    read.groups.length === 1 ? [`its security group ${names}`, 'opens'] : [`its security groups ${names}`, 'open']
  const [where, what] =
    port === undefined
      ? ['the usual ports', `${open} none of ${usualPorts.join(', ')}`]
      : [`port ${port}`, `${open} it to no one`]
  return {
    rule: 'closed-by-group',
    finding: text`${bold(`${visibleName(instance)} is closed on ${where}${over}:`)} ${groups} ${what}${isOpenOtherwise ? `${over}, only over ${family === 'ipv6' ? 'IPv4' : 'IPv6'}` : ''}.`,
    evidence: groupEvidence(read.groups),
    next: text`Add an inbound rule for TCP ${port === undefined ? 'and the port' : String(port)}, from your own addresses${family === 'ipv6' ? ' of IPv6' : ''} only.`,
    actions: [
      askOffer('What is a security group?', 'security-groups'),
      askOffer('What else to check', 'ports-unreachable'),
    ],
  }
}

export function groupEvidence(groups: readonly SecurityGroup[]): readonly Evidence[] {
  return groups.map(({ id, name, inbound }) => ({
    says: text`${name} (${code(id)}) ${inbound.length === 0 ? 'opens nothing' : `opens ${permissionsText(inbound)}`}`,
    source: 'network',
  }))
}
