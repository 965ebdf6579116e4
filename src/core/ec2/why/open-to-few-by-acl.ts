import type { Diagnosis, Evidence } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import { findSieve, type Sieve } from '../acl-sieve.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { familyWords, portName, wayOf } from '../why-network.ts'
import { aclChange } from '../why-network-changes.ts'
import { askOffer } from '../why-offers.ts'
import { entryText } from './closed-by-acl.ts'

/** The subnet's list lets some in, or answers out to some, and nobody else: whether who asks is one of them is not known. */
export function openToFewByAcl(facts: InstanceFacts): Diagnosis | undefined {
  const sieve = findSieve(facts)
  if (sieve?.kind !== 'only') return undefined
  const name = visibleName(facts.details.instance)
  const few = cidrsText(sieve)
  const isInbound = sieve.direction === 'inbound'
  const change = aclChange(facts, sieve.direction, [...sieve.by, 'none'])
  const acl = text`the network ACL of its subnet, ${code(sieve.acl)},`
  return {
    rule: 'open-to-few-by-acl',
    finding: isInbound
      ? text`${bold(`${name} is open on ${portName(facts.port ?? 0, facts)}${familyWords(facts)} only to ${few}:`)} ${acl} lets nobody else in.${change.finding}`
      : text`${bold(`${name} answers${familyWords(facts)} only to ${few}:`)} ${acl} lets no answer out to the ports (1024–65535) of anyone else.${change.finding}`,
    evidence: [...change.evidence, ...sieveEvidence(sieve)],
    next: text`Come from there; or allow the others in that ACL with a lower number: inbound the port, outbound ${wayOf(facts).protocol.toUpperCase()} 1024–65535. It holds for the whole subnet, but not for what stays within it.`,
    actions: aclOffers,
  }
}

export const aclOffers = [
  askOffer('What is a network ACL?', 'network-acls'),
  askOffer('Group or ACL?', 'security-group-or-network-acl'),
]

export function sieveEvidence({ by, direction }: Sieve): readonly Evidence[] {
  const shown = by.slice(0, 5).map((entry) => entryText(entry, direction === 'outbound'))
  const rest = by.every(({ isAllowed }) => isAllowed) ? [[`no other ${direction} rule of it allows that`]] : []
  return [...shown, ...rest].map((says) => ({ says, source: 'network' }))
}

export function cidrsText({ cidrs }: Sieve): string {
  return `${cidrs.slice(0, 5).join(', ')}${cidrs.length > 5 ? ` and ${cidrs.length - 5} more` : ''}`
}
