import { known } from '../../evidence.ts'
import { bold, text } from '../../text.ts'
import { startFaster } from '../explain/limits.ts'
import { took } from '../sizes.ts'
import { offerLogs, offerMetrics, offerMoreMemory, offerTopic } from './offers.ts'
import { callsText, medianOf, percent } from './readings.ts'
import type { WhyRule } from './rule.ts'

// One in twenty is what p95 sees.
const leastShare = 0.05

/**
 * A start may take 10 s; Lambda gives up what takes longer and begins anew within the call, whose own time it then is
 * (Developer Guide, "Understanding the Lambda execution environment lifecycle").
 */
export const initTimeout: WhyRule = (facts) => {
  const { function: shown } = facts.details
  const reported = (known(facts.reports) ?? []).filter(({ report }) => report !== undefined)
  const late = reported.filter(({ initTimedOutMs }) => initTimedOutMs !== undefined)
  const [newest] = late
  const call = medianOf(late.map(({ report }) => report?.durationMs))
  if (newest === undefined || call === undefined || late.length / reported.length < leastShare) return undefined
  const share = `${late.length} of the ${callsText(reported.length)} that were read (${percent(late.length, reported.length)})`
  return {
    rule: 'init-timeout',
    finding: text`${bold(`${shown.name} does not start within the 10 s that Lambda gives it:`)} at ${share} Lambda gave that up and started it anew within the call. Such a call takes ${took(call)} (median), and had waited for the first try before.`,
    evidence: [
      {
        at: newest.at,
        says: text`the start before this call was given up after ${bold(took(newest.initTimedOutMs ?? 0))}`,
        source: 'logs',
      },
    ],
    next: [startFaster],
    actions: [
      offerTopic('cold-starts', 'What is a cold start?'),
      ...offerMoreMemory(shown),
      offerLogs(shown),
      offerMetrics(shown),
    ],
  }
}
