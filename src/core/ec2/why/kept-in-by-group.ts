import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { anyone, outwardPorts, peerName, peersOutward, permissionsText } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'

/** No group lets it out to the internet: a group without outbound rules lets nothing out but answers. */
export function keptInByGroup({ details, network, port }: InstanceFacts): Diagnosis | undefined {
  const { instance } = details
  const groups = known(network)?.groups ?? []
  const ports = port === undefined ? outwardPorts : [port]
  if (instance.state !== 'running' || groups.length === 0) return undefined
  const peers = ports.flatMap((each) => peersOutward(each, groups))
  if (peers.includes(anyone)) return undefined
  const names = `its security group${groups.length === 1 ? '' : 's'} ${groups.map(({ name }) => name).join(', ')}`
  const verb = groups.length === 1 ? 'lets' : 'let'
  const few = [...new Set(peers)]
  const what = groups.every(({ outbound }) => outbound.length === 0)
    ? `${verb} nothing out but answers`
    : few.length === 0
      ? `${verb} nothing out on TCP ${ports.join(' or ')}`
      : `${verb} it out on TCP ${ports.join(', ')} only to ${few.slice(0, 5).map(peerName).join(', ')}`
  return {
    rule: 'kept-in-by-group',
    finding: text`${bold(`${visibleName(instance)} may not go out to the internet:`)} ${names} ${what}.`,
    evidence: groups.map(({ id, name, outbound }) => ({
      says: text`${name} (${code(id)}) ${outbound.length === 0 ? 'has no outbound rule' : `lets out ${permissionsText(outbound)}`}`,
      source: 'network',
    })),
    next: text`Add an outbound rule for TCP ${ports.join(' and ')} to ${anyone}, or to where it has to go.`,
    actions: [
      askOffer('What is a security group?', 'security-groups'),
      askOffer('How a private one gets out', 'nat-gateway'),
    ],
  }
}
