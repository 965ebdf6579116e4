import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts, Route } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { anyone, isOfIpv6 } from '../why-network.ts'
import { routeChange } from '../why-network-changes.ts'
import { askOffer } from '../why-offers.ts'

/** With a public address no way to an internet gateway; or a route to what is not there any more. */
export function noRoute(facts: InstanceFacts): Diagnosis | undefined {
  const { details, network } = facts
  const { instance } = details
  const hasIpv6 = details.ipv6Addresses.length > 0
  const routes = known(network)?.routes?.filter(({ destination }) => hasIpv6 || !isOfIpv6(destination))
  if (instance.state !== 'running' || routes === undefined) return undefined
  const blackhole = routes.find(({ isBlackhole }) => isBlackhole)
  const isOut = routes.some(
    ({ target, destination, isBlackhole }) => target.startsWith('igw-') && !isBlackhole && !isOfIpv6(destination),
  )
  const isCutOff = instance.publicAddress !== undefined && !isOut
  if (!isCutOff && blackhole === undefined) return undefined
  const name = visibleName(instance)
  const usual = routes.find(({ destination }) => destination === anyone)
  const change = routeChange(facts, isCutOff ? usual : blackhole)
  return {
    rule: 'no-route',
    finding: isCutOff
      ? text`${bold(`${name} has a public address and no way out:`)} its subnet has no route to an internet gateway${goesElsewhere(usual)}.${change.finding}`
      : text`${bold(blackhole?.destination === anyone ? `${name} has no way out:` : `${name} cannot reach ${blackhole?.destination ?? ''}:`)} its route to ${blackhole?.destination ?? ''} leads to ${code(blackhole?.target ?? '')}, which is gone (blackhole).${change.finding}`,
    evidence: [
      ...change.evidence,
      ...routes.slice(0, 6).map(({ destination, target, isBlackhole }) => ({
        says: text`${destination} goes to ${code(target)}${isBlackhole ? ', which is gone (blackhole)' : ''}`,
        source: 'network' as const,
      })),
    ],
    next: isCutOff
      ? text`Add a route for ${anyone} to the internet gateway of its VPC, or use its private address.`
      : text`Point that route to a target that exists, or remove it.`,
    actions: [
      askOffer('What is a route table?', 'route-tables'),
      askOffer('Public or private subnet?', 'public-or-private-subnet'),
    ],
  }
}

function goesElsewhere(usual: Route | undefined): Text {
  if (usual === undefined) return []
  return text`; what leaves it goes to ${code(usual.target)}${usual.isBlackhole ? ', which is gone (blackhole)' : ''}`
}
