import { bold, text } from '../../text.ts'
import { explainBatch } from '../explain/batches.ts'
import { failingTriggers } from '../trigger-state.ts'
import { callsTotal } from './never-called.ts'
import { offerErrorLogs, offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'

/** What AWS says of the last batch that a queue or a stream brought. */
export const failingTrigger: WhyRule = (facts) => {
  const { function: shown, triggers } = facts.details
  const [first, ...others] = failingTriggers(triggers)
  if (first === undefined) return undefined
  const explained = explainBatch(first.kind, first.lastResult)
  const title = `${first.kind} ${first.name} does not get its last batch through to ${shown.name}`
  const uncalled = callsTotal(facts) === 0 ? ' No call reached it in the last day.' : ''
  return {
    rule: 'failing-trigger',
    finding:
      explained === undefined
        ? text`${bold(`${title}.`)}${uncalled}`
        : text`${bold(`${title}:`)} ${explained.cause}${uncalled}`,
    evidence: [first, ...others].map(({ kind, name, lastResult }) => ({
      says: text`AWS says of ${kind} ${name}: ${lastResult}`,
      source: 'lambda' as const,
    })),
    next: explained === undefined ? undefined : [explained.next],
    actions: [offerErrorLogs(shown), offerTopic('event-source-mappings', 'About such triggers')],
  }
}
