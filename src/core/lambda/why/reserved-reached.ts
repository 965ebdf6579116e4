import { bold, code, text } from '../../text.ts'
import { peakOf } from '../metrics.ts'
import { nearly } from './account-use.ts'
import { offerMetrics, offerTopic } from './offers.ts'
import { countsOf, grouped, measuresOf, throttledText } from './readings.ts'
import type { WhyRule } from './rule.ts'
import { lastlyDone, whoEvidence, whoText } from './who-set.ts'

export const reservedReached: WhyRule = (facts) => {
  const { function: shown, reservedConcurrency: reserved } = facts.details
  const counts = countsOf(facts)
  if (reserved === undefined || reserved === 0 || counts === undefined || counts.throttles === 0) return undefined
  const lines = measuresOf(facts)
  const peak = lines && peakOf(lines.concurrency)
  const at = lines?.times[peak?.index ?? -1]
  const isReached = peak !== undefined && peak.value >= reserved * nearly
  const throttled = throttledText(counts, shown.name)
  const setting = lastlyDone(facts, 'PutFunctionConcurrency', 'DeleteFunctionConcurrency')
  const by = whoText(setting, 'set that', facts.now)
  return {
    rule: 'reserved-reached',
    finding: isReached
      ? text`${bold(`${throttled}, since it reached its own limit:`)} ${grouped(reserved)} may run at once.${by}`
      : text`${bold(`${throttled}, most likely by its own limit:`)} ${grouped(reserved)} may run at once, and ten times as many a second may begin. That it reached either was not measured, since moments shorter than a minute are not.${by}`,
    evidence: [
      ...whoEvidence(setting, 'set its concurrency'),
      ...(peak === undefined || at === undefined
        ? []
        : [
            {
              at,
              says: text`${bold(grouped(Math.round(peak.value)))} ran at once, the most of the day`,
              source: 'cloudwatch' as const,
            },
          ]),
    ],
    next: text`${code(`/lambda concurrency ${shown.name} --reserved N`)} lets more run at once; shorter calls, or callers that send less at once, help as well.`,
    actions: [
      offerMetrics(shown),
      offerTopic('reserved-concurrency', 'What is reserved concurrency?'),
      offerTopic('throttling', 'About throttling'),
    ],
  }
}
