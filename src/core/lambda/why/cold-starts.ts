import { bold, text } from '../../text.ts'
import { took } from '../sizes.ts'
import { offerHistory, offerMetrics, offerMoreMemory, offerTopic } from './offers.ts'
import { medianOf, percent, readyIn, reportsOf } from './readings.ts'
import type { WhyRule } from './rule.ts'
import { lastlyDone, whoEvidence, whoText } from './who-set.ts'

// One in twenty is what p95 sees.
const least = { calls: 20, share: 0.05, initMs: 200 }

const didRemove = 'took away its provisioned concurrency'

/** Where a start takes longer than the call itself, and happens often enough to be felt. */
export const coldStarts: WhyRule = (facts) => {
  const { function: shown } = facts.details
  const reports = reportsOf(facts)
  const inits = reports.flatMap(({ initMs }) => initMs ?? [])
  const init = medianOf(inits)
  const call = medianOf(reports.map(({ durationMs }) => durationMs))
  if (reports.length < least.calls || init === undefined || call === undefined) return undefined
  if (inits.length / reports.length < least.share || init < least.initMs || init < call) return undefined
  const removed =
    (readyIn(facts) ?? 0) > 0
      ? undefined
      : lastlyDone(facts, 'DeleteProvisionedConcurrencyConfig', 'PutProvisionedConcurrencyConfig')
  return {
    rule: 'cold-starts',
    finding: text`${bold(`Most of what is slow in ${shown.name} are cold starts:`)} ${inits.length} of the ${reports.length} newest calls (${percent(inits.length, reports.length)}) had to start first, which takes ${took(init)}; the call itself takes ${took(call)} (medians).${whoText(removed, didRemove, facts.now)}`,
    evidence: [
      ...whoEvidence(removed, didRemove),
      { says: text`the longest start took ${bold(took(Math.max(...inits)))}`, source: 'logs' },
    ],
    next: text`Load less before the handler, and only what is used; more memory starts faster. Provisioned concurrency or SnapStart keep it ready, and cost.`,
    actions: [
      ...(removed === undefined ? [] : [offerHistory(shown)]),
      offerTopic('cold-starts', 'What is a cold start?'),
      ...offerMoreMemory(shown),
      offerTopic('provisioned-concurrency-or-snapstart', 'Which keeps it ready?'),
      offerMetrics(shown),
    ],
  }
}
