import type { Diagnosis } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import { findSieve } from '../acl-sieve.ts'
import type { InstanceFacts } from '../evidence.ts'
import { visibleName } from '../instance.ts'
import { familyWords, portName } from '../why-network.ts'
import { aclChange } from '../why-network-changes.ts'
import { aclOffers, cidrsText, sieveEvidence } from './open-to-few-by-acl.ts'

/** The subnet's list keeps some out, or the answers to them in: whether who asks is one of them is not known. */
export function closedToSomeByAcl(facts: InstanceFacts): Diagnosis | undefined {
  const sieve = findSieve(facts)
  if (sieve?.kind !== 'except') return undefined
  const name = visibleName(facts.details.instance)
  const some = cidrsText(sieve)
  const denials = sieve.by.filter(({ isAllowed }) => !isAllowed)
  const change = aclChange(facts, sieve.direction, denials)
  const acl = text`the network ACL of its subnet, ${code(sieve.acl)},`
  return {
    rule: 'closed-to-some-by-acl',
    finding:
      sieve.direction === 'inbound'
        ? text`${bold(`${name} is closed on ${portName(facts.port ?? 0, facts)}${familyWords(facts)} to ${some}:`)} ${acl} keeps that out, and lets others in.${change.finding}`
        : text`${bold(`${name} does not answer ${some}${familyWords(facts)}:`)} ${acl} lets no answer out to there, and does to others.${change.finding}`,
    evidence: [...change.evidence, ...sieveEvidence(sieve)],
    next: text`If you come from there (${code('curl https://checkip.amazonaws.com')} tells), take that rule out of the ACL, or allow your address with a lower number.`,
    actions: aclOffers,
  }
}
