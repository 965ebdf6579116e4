import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts, Route } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { anyone, isOfIpv6 } from '../why-network.ts'
import { routeChange } from '../why-network-changes.ts'
import { askOffer } from '../why-offers.ts'

/** Its subnet sends what is for the internet nowhere, or to an internet gateway, which needs a public address of it. */
export function noWayOut(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network } = facts
  const { instance } = details
  const routes = known(network)?.routes?.filter(({ destination }) => !isOfIpv6(destination))
  // What a prefix list holds is not read.
  if (instance.state !== 'running' || routes === undefined || routes.some(isOfList)) return undefined
  const usual = routes.find(({ destination }) => destination === anyone)
  const isWithoutAddress = usual?.target.startsWith('igw-') === true && instance.publicAddress === undefined
  if (usual !== undefined && !usual.isBlackhole && !isWithoutAddress) return undefined
  const change = routeChange(facts, usual)
  return {
    rule: 'no-way-out',
    finding: text`${bold(`${visibleName(instance)} has no way to the internet:`)} ${whyNot(usual)}.${change.finding}`,
    evidence: [
      ...change.evidence,
      ...routes.slice(0, 6).map(({ destination, target, isBlackhole }) => ({
        says: text`${destination} goes to ${code(target)}${isBlackhole ? ', which is gone (blackhole)' : ''}`,
        source: 'network' as const,
      })),
      ...(instance.publicAddress === undefined ? [{ says: text`no public IPv4 address`, source: 'ec2' as const }] : []),
    ],
    next:
      instance.publicAddress === undefined
        ? text`Point the route for ${anyone} to a NAT gateway in a public subnet${isWithoutAddress ? ', or give it an Elastic IP address' : ''}.`
        : text`Add a route for ${anyone} to the internet gateway of its VPC.`,
    actions: [
      askOffer('What is a NAT gateway?', 'nat-gateway'),
      askOffer('What is a route table?', 'route-tables'),
      askOffer('Public or private subnet?', 'public-or-private-subnet'),
    ],
  }
}

/** A gateway endpoint's holds the addresses of S3 or DynamoDB alone. */
function isOfList({ destination, target }: Route): boolean {
  return destination.startsWith('pl-') && !target.startsWith('vpce-')
}

function whyNot(usual: Route | undefined): Text {
  if (usual === undefined) return [`its subnet has no route for ${anyone}`]
  if (usual.isBlackhole)
    return text`the route of its subnet for ${anyone} leads to ${code(usual.target)}, which is gone (blackhole)`
  return text`its subnet sends ${anyone} to ${code(usual.target)}, an internet gateway, which passes nothing of what has no public address`
}
