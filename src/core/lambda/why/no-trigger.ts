import { bold, text } from '../../text.ts'
import { callsTotal } from './never-called.ts'
import { offerHistory, offerTopic } from './offers.ts'
import { removals, removedEvidence, removedText } from './removed-trigger.ts'
import type { WhyRule } from './rule.ts'

/** Only where all that could call it was read. */
export const noTrigger: WhyRule = (facts) => {
  const { function: shown, triggers, url, unread } = facts.details
  if (callsTotal(facts) !== 0 || triggers.length > 0 || url !== undefined) return undefined
  if (unread.some((sentence) => /permissions to invoke|mappings|function URL|triggers/i.test(sentence)))
    return undefined
  const removed = removals(facts)
  return {
    rule: 'no-trigger',
    finding: text`${bold(`Nothing is set up to call ${shown.name}:`)} no event source mapping, no function URL, and no service that its resource policy lets invoke it. It was not called in the last day.${removedText(removed, facts.now)}`,
    evidence: removedEvidence(removed),
    next: text`Only what has the right itself can call it: a person, code, EventBridge Scheduler, Step Functions. If a bucket, a rule or an API should, its owner adds the trigger anew, and with it the permission in the resource policy.`,
    actions: [
      ...(removed.length > 0 ? [offerHistory(shown)] : []),
      offerTopic('event-source-mappings', 'About triggers'),
      offerTopic('lambda-functions', 'What a function is'),
    ],
  }
}
