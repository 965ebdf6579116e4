import { type Diagnosis, known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { addressChange } from '../why-changes.ts'
import { askOffer } from '../why-offers.ts'
import { targetEvidence, targetsOf } from '../why-targets.ts'

/** From where it is asked for is not known: only that it cannot be from the internet. */
export function noPublicAddress(facts: InstanceFacts): Diagnosis | undefined {
  const { instance } = facts.details
  if (instance.state !== 'running' || instance.publicAddress !== undefined) return undefined
  const healthy = targetsOf(facts).find(({ state }) => state === 'healthy')
  const inside =
    instance.privateAddress === undefined ? [] : text` From inside its network it is ${code(instance.privateAddress)}.`
  const [ipv6] = facts.details.ipv6Addresses
  const changed = addressChange(facts)
  // Of target groups not all are looked into, and by addresses none; Classic load balancers have none.
  const unchecked = known(facts.registrations) === undefined ? 'load balancers' : 'other load balancers'
  return {
    rule: 'no-public-address',
    finding:
      ipv6 === undefined
        ? text`${bold(`${visibleName(instance)} has no public address:`)} nobody reaches it straight from the internet.${inside}${changed.finding}`
        : text`${bold(`${visibleName(instance)} has no public IPv4 address:`)} nobody reaches it straight from the internet over IPv4. Its IPv6 address is ${code(ipv6)}.${inside}${changed.finding}`,
    evidence: [
      ...changed.evidence,
      {
        says: text`no public IPv4 address${ipv6 === undefined ? ' and none of IPv6' : ''}; ${unchecked}, VPNs and peered networks were not checked`,
        source: 'ec2',
      },
      ...(healthy === undefined ? [] : targetEvidence(healthy, facts)),
    ],
    next: text`Go through a VPN, a load balancer or Session Manager; or give it an Elastic IP address.`,
    actions: [
      askOffer('What is a public address?', 'public-address'),
      askOffer('What is Session Manager?', 'session-manager'),
    ],
  }
}
