import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, joinTexts, type Text, text } from '../../text.ts'
import type { Balancer, InstanceFacts, Network, RegisteredTarget } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { overlap, peerName, peersOn } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'
import { answeredCodes, balancerNames, targetEvidence, targetsOf } from '../why-targets.ts'
import { groupEvidence } from './closed-by-group.ts'

/** A load balancer does not get through to the port that it checks, since no security group lets it in. */
export function targetClosed(facts: InstanceFacts): Diagnosis | undefined {
  const network = known(facts.network)
  if (network === undefined || network.groups.length === 0) return undefined
  const target = targetsOf(facts).find((each) => isClosedTo(each, network))
  const { port } = target?.check ?? {}
  if (target === undefined || port === undefined) return undefined
  const name = visibleName(facts.details.instance)
  const peers = peersOn(port, network).map(peerName)
  const names = network.groups.map((group) => group.name).join(', ')
  const whose = network.groups.length === 1 ? `its security group ${names} opens` : `its security groups ${names} open`
  return {
    rule: 'target-closed',
    finding: text`${bold(`${target.group} finds ${name} unhealthy, since ${balancerNames(target)} is not let in on port ${port}:`)} ${whose} it ${peers.length === 0 ? 'to no one' : text`only to ${peers.slice(0, 5).join(', ')}, not to ${securityOf(target)}`}.`,
    evidence: [...targetEvidence(target, facts), ...groupEvidence(network.groups)],
    next: text`Add an inbound rule for TCP ${port} from ${securityOf(target)}.`,
    actions: [
      askOffer('What is a security group?', 'security-groups'),
      askOffer('What is a target group?', 'target-groups'),
    ],
  }
}

const unanswered = new Set(['Target.Timeout', 'Target.FailedHealthChecks'])

function isClosedTo(target: RegisteredTarget, network: Network): boolean {
  const { state, reason = '', check, balancers = [] } = target
  if (state !== 'unhealthy' || !unanswered.has(reason) || answeredCodes(target) !== undefined) return false
  const { port } = check
  if (port === undefined || balancers.length === 0) return false
  const peers = peersOn(port, network)
  return balancers.every((balancer) => peers.every((peer) => !mayAdmit(peer, balancer, network)))
}

/** A load balancer has addresses of its subnets, which are not read: any of its VPC may be one of them. */
function mayAdmit(peer: string, { securityGroups }: Balancer, { routes }: Network): boolean {
  if (peer.startsWith('sg-')) return securityGroups.includes(peer)
  const inside = routes?.flatMap(({ target, destination }) => (target === 'local' ? [destination] : [])) ?? []
  return inside.length === 0 || inside.some((cidr) => overlap(peer, cidr))
}

function securityOf({ balancers = [] }: RegisteredTarget): Text {
  const groups = [...new Set(balancers.flatMap(({ securityGroups }) => securityGroups))]
  if (groups.length === 0) return ['the addresses of its subnets']
  const whose =
    groups.length === 1 ? 'the security group of the load balancer' : 'the security groups of the load balancers'
  return text`${whose}, ${joinTexts(
    groups.map((group) => [code(group)]),
    ', ',
  )}`
}
