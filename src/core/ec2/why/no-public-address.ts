import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer } from '../why-offers.ts'

/** From where it is asked for is not known: only that it cannot be from the internet. */
export function noPublicAddress({ details }: InstanceFacts): Diagnosis | undefined {
  const { instance } = details
  if (instance.state !== 'running' || instance.publicAddress !== undefined) return undefined
  const inside =
    instance.privateAddress === undefined ? [] : text` From inside its network it is ${code(instance.privateAddress)}.`
  return {
    rule: 'no-public-address',
    finding: text`${bold(`${visibleName(instance)} has no public address:`)} nobody reaches it straight from the internet.${inside}`,
    evidence: [
      {
        says: text`no public IPv4 address; IPv6, load balancers, VPNs and peered networks were not checked`,
        source: 'ec2',
      },
    ],
    next: text`Go through a VPN, a load balancer or Session Manager; or give it an Elastic IP address.`,
    actions: [
      askOffer('What is a public address?', 'public-address'),
      askOffer('What is Session Manager?', 'session-manager'),
    ],
  }
}
