import { known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import { accountEvidence, isUnreservedUsedUp, isUsedUp } from './account-use.ts'
import { offerMetrics, offerTopic } from './offers.ts'
import { countsOf, grouped, throttledText } from './readings.ts'
import type { WhyRule } from './rule.ts'

/** The account had room, but only for those that have it reserved. */
export const reservedByOthers: WhyRule = (facts) => {
  const { function: shown, reservedConcurrency } = facts.details
  const counts = countsOf(facts)
  const account = known(facts.account)
  if (reservedConcurrency !== undefined || counts === undefined || counts.throttles === 0) return undefined
  if (account === undefined || isUsedUp(account) || !isUnreservedUsedUp(account)) return undefined
  const { limit, unreserved } = account
  if (unreserved >= limit) return undefined
  const throttled = throttledText(counts, shown.name)
  return {
    rule: 'reserved-by-others',
    finding: text`${bold(`${throttled}, since other functions reserve what it needs:`)} ${grouped(limit - unreserved)} of the ${grouped(limit)} calls that may run at once in ${shown.place.region} are kept for them, used or not, and the ${grouped(unreserved)} for all others were in use.`,
    evidence: accountEvidence(account),
    next: text`Lower what they reserve (${code('/lambda concurrency NAME --reserved N')}) where it is more than they use; ${code(`/lambda concurrency ${shown.name} --reserved N`)} keeps room for this one.`,
    actions: [
      offerMetrics(shown),
      offerTopic('reserved-concurrency', 'What is reserved concurrency?'),
      offerTopic('throttling', 'About throttling'),
    ],
  }
}
