import { bold, text } from '../../text.ts'
import type { FunctionDetails } from '../function.ts'
import type { FunctionFacts } from './facts.ts'
import { keyUnusable } from './key-unusable.ts'
import { offerHistory, offerLogs, offerMetrics } from './offers.ts'
import { countsOf, hourMs } from './readings.ts'
import { lastingRemovals, removedEvidence, removedText } from './removed-trigger.ts'
import type { WhyRule } from './rule.ts'
import { ruleNames } from './switches.ts'

/** Throttled calls were calls too. Nothing where they are not known. */
export function callsTotal(facts: FunctionFacts): number | undefined {
  const counts = countsOf(facts)
  return counts === undefined ? undefined : counts.invocations + counts.throttles
}

/** ` It could be called by SQS orders, its function URL.`; nothing where nothing can. */
export function callersText({ triggers, url }: Pick<FunctionDetails, 'triggers' | 'url'>, before: string): string {
  const callers = [
    ...triggers.map(({ kind, name }) => `${kind} ${name}`),
    ...(url === undefined ? [] : ['its function URL']),
  ]
  const more = callers.length > 3 ? ` and ${callers.length - 3} more` : ''
  return callers.length === 0 ? '' : `${before} ${callers.slice(0, 3).join(', ')}${more}.`
}

/** Something may call it and did not. Whether that is long for it cannot be read. */
export const neverCalled: WhyRule = (facts) => {
  const { function: shown, triggers, url, state } = facts.details
  // A call of what cannot run is not counted, so it may have been called.
  const isUnable = (state !== undefined && state.name !== 'Active') || keyUnusable(facts) !== undefined
  if (callsTotal(facts) !== 0 || isUnable) return undefined
  const by = callersText({ triggers, url }, ' It could be called by')
  const removed = lastingRemovals(facts)
  return {
    rule: 'never-called',
    finding: text`${bold(`${shown.name} was not called in the last day:`)} no call reached it.${by}${removedText(removed, facts.now)}${removed.length === 0 ? '' : ' That may be what called it.'}`,
    evidence: [
      {
        at: facts.now - 24 * hourMs,
        says: ['no call and no throttled call since then; earlier ones were not looked at'],
        source: 'cloudwatch',
      },
      ...removedEvidence(removed),
    ],
    next: text`Look at what should call it: whether the queue has messages, the rule is enabled${ruleNames(facts.details).length === 0 ? '' : ' (its state was not read)'}, the schedule is due, and whether it names this function, its alias and this Region.`,
    actions: [...(removed.length > 0 ? [offerHistory(shown)] : []), offerMetrics(shown), offerLogs(shown)],
  }
}
