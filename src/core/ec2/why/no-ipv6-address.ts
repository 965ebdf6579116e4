import type { Diagnosis } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { askOffer } from '../why-offers.ts'

/** It is asked about over IPv6, and has no address for that. */
export function noIpv6Address({ details, isOverIpv6 }: InstanceFacts): Diagnosis | undefined {
  const { instance, ipv6Addresses } = details
  if (!isOverIpv6 || instance.state !== 'running' || ipv6Addresses.length > 0) return undefined
  const others = [instance.publicAddress, instance.privateAddress].filter((address) => address !== undefined)
  const has = others.length === 0 ? '' : `; its IPv4 addresses are ${others.join(' and ')}`
  return {
    rule: 'no-ipv6-address',
    finding: text`${bold(`${visibleName(instance)} has no IPv6 address:`)} nobody reaches it over IPv6.`,
    evidence: [{ says: text`no IPv6 address on any of its network interfaces${has}`, source: 'ec2' }],
    next: text`Reach it over IPv4; or give its VPC and its subnet a range of IPv6, and assign it an address of that. No restart is needed.`,
    actions: [askOffer('About IPv6', 'ipv6'), askOffer('What is a public address?', 'public-address')],
  }
}
