import { bold, code, text } from '../../text.ts'
import { peakOf } from '../metrics.ts'
import { offerMetrics, offerTopic } from './offers.ts'
import { callsText, countsOf, grouped, measuresOf } from './readings.ts'
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
  return {
    rule: 'account-limit',
    finding: text`${bold(`${callsText(counts.throttles)} of ${shown.name} ${counts.throttles === 1 ? 'was' : 'were'} throttled, most likely by the account’s limit:`)} nothing is reserved for it, so it shares with every function of the Region, and grows by at most 1,000 at once every 10 s.${atOnce}`,
    evidence:
      when === undefined || most === undefined || most.value === 0
        ? []
        : [{ at: when, says: text`${callsText(most.value)} throttled, the most at a time`, source: 'cloudwatch' }],
    next: text`${code(`/lambda concurrency ${shown.name} --reserved N`)} keeps room for it; else an AWS administrator raises the account’s quota of concurrent executions.`,
    actions: [
      offerMetrics(shown),
      offerTopic('throttling', 'About throttling'),
      offerTopic('lambda-concurrency', 'What is concurrency?'),
    ],
  }
}
