import { bold, text } from '../../text.ts'
import { peakOf } from '../metrics.ts'
import { limitOf, took } from '../sizes.ts'
import { offerLogs, offerLongerTimeout, offerMetrics, offerTopic } from './offers.ts'
import { measuresOf } from './readings.ts'
import type { WhyRule } from './rule.ts'
import { timedOut } from './timed-out.ts'

// As in what /lambda metrics says: from here on the slowest calls are likely to be cut off.
const near = 0.8

export const nearTimeout: WhyRule = (facts) => {
  const { function: shown } = facts.details
  const lines = measuresOf(facts)
  const peak = lines && peakOf(lines.p95)
  const at = lines?.times[peak?.index ?? -1]
  const timeoutMs = shown.timeoutSeconds * 1000
  if (peak === undefined || at === undefined || timeoutMs === 0 || peak.value < timeoutMs * near) return undefined
  const isAt = peak.value >= timeoutMs
  // That says the same, and more exactly.
  if (timedOut(facts) !== undefined) return undefined
  const limit = limitOf(shown.timeoutSeconds)
  return {
    rule: 'near-timeout',
    finding: isAt
      ? text`${bold(`The slowest calls of ${shown.name} run into its timeout of ${limit}`)} and are stopped in the middle.`
      : text`${bold(`The slowest calls of ${shown.name} come near its timeout of ${limit}:`)} one in twenty took ${took(peak.value)} or longer.`,
    evidence: [{ at, says: text`95 in 100 took at most ${bold(took(peak.value))}`, source: 'cloudwatch' }],
    next: text`Look in its log at what such a call waits for. What only needs longer gets a longer timeout; what waits for an answer that does not come needs a shorter limit of its own.`,
    actions: [
      offerLogs(shown),
      offerMetrics(shown),
      ...offerLongerTimeout(shown),
      offerTopic('lambda-timeouts', 'About timeouts'),
    ],
  }
}
