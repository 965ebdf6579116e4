import { type Evidence, known } from '../../evidence.ts'
import { bold, code, type Text, text } from '../../text.ts'
import { accountEvidence, isUnreservedUsedUp, isUsedUp } from './account-use.ts'
import type { AccountConcurrency } from './facts.ts'
import { offerMetrics, offerTopic } from './offers.ts'
import { countsOf, grouped, measuresOf, throttledText } from './readings.ts'
import type { WhyRule } from './rule.ts'

/** All that the account may run at once was running while calls were throttled, whoever used it. */
export const accountUsedUp: WhyRule = (facts) => {
  const { function: shown, reservedConcurrency } = facts.details
  const counts = countsOf(facts)
  const account = known(facts.account)
  if (reservedConcurrency !== undefined || counts === undefined || counts.throttles === 0) return undefined
  if (account === undefined || !isUsedUp(account) || !isUnreservedUsedUp(account)) return undefined
  const lines = measuresOf(facts)
  const own = lines?.concurrency[lines.times.indexOf(account.at)]
  const throttled = throttledText(counts, shown.name)
  return {
    rule: 'account-used-up',
    finding: text`${bold(`${throttled}, since the account had used up its concurrency in ${shown.place.region}:`)} ${grouped(Math.round(account.used ?? 0))} of the ${grouped(account.limit)} calls that may run at once were running.${whoUsed(account, shown.name)}${ownText(own, account, shown.name)}`,
    evidence: [...accountEvidence(account), ...busiestEvidence(account)],
    next: text`${whatBounds(account, shown.name)}${code(`/lambda concurrency ${shown.name} --reserved N`)} keeps room for this one. Else an AWS administrator raises the account’s quota of concurrent executions.`,
    actions: [
      offerMetrics(shown),
      offerTopic('lambda-concurrency', 'What is concurrency?'),
      offerTopic('throttling', 'About throttling'),
    ],
  }
}

function whoUsed({ busiest }: AccountConcurrency, name: string): string {
  if (busiest === undefined) return ''
  const who = busiest.name === name ? `${name} itself` : busiest.name
  return ` ${who} used the most of it, ${grouped(Math.round(busiest.used))}.`
}

/** Not said twice of the one that used most. */
function ownText(own: number | undefined, { busiest }: AccountConcurrency, name: string): string {
  return own === undefined || busiest?.name === name ? '' : ` ${name} itself ran ${grouped(Math.round(own))} at once.`
}

function busiestEvidence({ at, busiest }: AccountConcurrency): readonly Evidence[] {
  if (busiest === undefined) return []
  return [{ at, says: text`${busiest.name} ran ${grouped(Math.round(busiest.used))} at once`, source: 'cloudwatch' }]
}

function whatBounds({ busiest }: AccountConcurrency, name: string): Text {
  if (busiest === undefined || busiest.name === name) return []
  return text`${code(`/lambda concurrency ${busiest.name} --reserved N`)} bounds the one that uses most; `
}
