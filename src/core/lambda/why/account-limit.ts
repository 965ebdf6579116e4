import { known } from '../../evidence.ts'
import { bold, code, text } from '../../text.ts'
import { peakOf } from '../metrics.ts'
import { nearly } from './account-use.ts'
import type { AccountConcurrency } from './facts.ts'
import { offerMetrics, offerTopic } from './offers.ts'
import { callsText, countsOf, grouped, measuresOf, throttledText } from './readings.ts'
import type { WhyRule } from './rule.ts'

/** Lambda Developer Guide, "Understanding Lambda function scaling". Which of the two it was, no metric of the function says. */
export const accountLimit: WhyRule = (facts) => {
  const { function: shown, reservedConcurrency } = facts.details
  const counts = countsOf(facts)
  if (reservedConcurrency !== undefined || counts === undefined || counts.throttles === 0) return undefined
  const lines = measuresOf(facts)
  const peak = lines && peakOf(lines.concurrency)
  const most = lines && peakOf(lines.throttles)
  const when = lines?.times[most?.index ?? -1]
  const atOnce = peak === undefined ? '' : ` It ran ${grouped(Math.round(peak.value))} at once at most.`
  const hadRoom = roomText(known(facts.account))
  const throttled = throttledText(counts, shown.name)
  return {
    rule: 'account-limit',
    finding:
      hadRoom === undefined
        ? text`${bold(`${throttled}, most likely by the account’s limit:`)} nothing is reserved for it, so it shares with every function of the Region, and grows by at most 1,000 at once every 10 s.${atOnce}`
        : text`${bold(`${throttled}, though the account had room left, as far as that was measured:`)} ${hadRoom} A function grows by at most 1,000 at once every 10 s; a burst that grows faster is throttled.${atOnce}`,
    evidence:
      when === undefined || most === undefined || most.value === 0
        ? []
        : [{ at: when, says: text`${callsText(most.value)} throttled, the most at a time`, source: 'cloudwatch' }],
    next: text`${hadRoom === undefined ? [] : 'Callers that send less at once help; '}${code(`/lambda concurrency ${shown.name} --reserved N`)} keeps room for it${hadRoom === undefined ? '; else an AWS administrator raises the account’s quota of concurrent executions' : ''}.`,
    actions: [
      offerMetrics(shown),
      offerTopic('throttling', 'About throttling'),
      offerTopic('lambda-concurrency', 'What is concurrency?'),
    ],
  }
}

/** Nothing where it had none for functions without a reservation, or where that is not known. */
function roomText(account: AccountConcurrency | undefined): string | undefined {
  if (account === undefined) return undefined
  const { used, limit, unreserved, unreservedUsed } = account
  const [ran, may, whose] =
    unreserved < limit ? [unreservedUsed, unreserved, ' without a reservation'] : [used, limit, '']
  if (ran === undefined || ran >= may * nearly) return undefined
  return `when most were throttled, ${grouped(Math.round(ran))} of the ${grouped(may)} calls that may run at once${whose} in its Region were running.`
}
