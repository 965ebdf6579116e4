import { bold, text } from '../../text.ts'
import { explainBatch } from '../explain/batches.ts'
import { failingTriggers } from '../trigger-state.ts'
import { offerErrorLogs, offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'

/** What AWS says of the last batch that a queue or a stream brought. */
export const failingTrigger: WhyRule = ({ details: { function: shown, triggers } }) => {
  const [first, ...others] = failingTriggers(triggers)
  if (first === undefined) return undefined
  const explained = explainBatch(first.kind, first.lastResult)
  const title = `${first.kind} ${first.name} does not get its last batch through to ${shown.name}`
  return {
    rule: 'failing-trigger',
    finding: explained === undefined ? text`${bold(`${title}.`)}` : text`${bold(`${title}:`)} ${explained.cause}`,
    evidence: [first, ...others].map(({ kind, name, lastResult }) => ({
      says: text`AWS says of ${kind} ${name}: ${lastResult}`,
      source: 'lambda' as const,
    })),
    next: explained === undefined ? undefined : [explained.next],
    actions: [offerErrorLogs(shown), offerTopic('event-source-mappings', 'About such triggers')],
  }
}
