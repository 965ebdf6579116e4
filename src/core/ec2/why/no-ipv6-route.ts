import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import type { InstanceFacts, Route } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { anyoneOverIpv6, isOfIpv6 } from '../why-network.ts'
import { askOffer } from '../why-offers.ts'

/** It has an address of IPv6, and its subnet sends what is for the internet elsewhere than to an internet gateway. */
export function noIpv6Route({ details, network, isOverIpv6 }: InstanceFacts): Diagnosis | undefined {
  const { instance, ipv6Addresses } = details
  const all = known(network)?.routes
  if (!isOverIpv6 || instance.state !== 'running' || ipv6Addresses.length === 0 || all === undefined) return undefined
  if (all.some(mayLeadOut)) return undefined
  const routes = all.filter(({ destination }) => isOfIpv6(destination))
  const usual = routes.find(({ destination }) => destination === anyoneOverIpv6)
  return {
    rule: 'no-ipv6-route',
    finding: findingOf(visibleName(instance), usual),
    evidence: [
      ...routes.slice(0, 6).map(({ destination, target, isBlackhole }) => ({
        says: text`${destination} goes to ${code(target)}${isBlackhole ? ', which is gone (blackhole)' : ''}`,
        source: 'network' as const,
      })),
      { says: text`its IPv6 address is ${ipv6Addresses[0] ?? ''}`, source: 'ec2' },
    ],
    next: text`Add a route for ${anyoneOverIpv6} to the internet gateway of its VPC. One for 0.0.0.0/0 holds for IPv4 alone.`,
    actions: [askOffer('What is a route table?', 'route-tables'), askOffer('About IPv6', 'ipv6')],
  }
}

/** What a prefix list holds is not read. */
function mayLeadOut({ destination, target, isBlackhole }: Route): boolean {
  const isOrMayBe = isOfIpv6(destination) || destination.startsWith('pl-')
  return isOrMayBe && target.startsWith('igw-') && !isBlackhole
}

function findingOf(name: string, usual: Route | undefined): Text {
  if (usual?.target.startsWith('eigw-') === true && !usual.isBlackhole)
    return text`${bold(`${name} cannot be reached over IPv6 from the internet:`)} its subnet sends ${anyoneOverIpv6} to ${code(usual.target)}, an egress-only internet gateway, which lets out and not in.`
  const elsewhere: Text =
    usual === undefined
      ? []
      : text`; ${anyoneOverIpv6} goes to ${code(usual.target)}${usual.isBlackhole ? ', which is gone (blackhole)' : ''}`
  return text`${bold(`${name} has an IPv6 address and no way out for it:`)} its subnet has no route for ${anyoneOverIpv6} to an internet gateway${elsewhere}.`
}
