import { age } from '../../age.ts'
import type { TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { bold, text } from '../../text.ts'
import type { FunctionFacts } from './facts.ts'
import { callersText, callsTotal } from './never-called.ts'
import { offerLogs, offerMetrics, offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'
import { switchesOf, type Topic, topicsOf } from './switches.ts'

/** What is subscribed to a topic is not read, and CloudTrail does not say whose subscription was removed. */
export const unsubscribed: WhyRule = (facts) => {
  const { function: shown, triggers, url } = facts.details
  if (callsTotal(facts) !== 0) return undefined
  const [removed] = topicsOf(facts.details).flatMap((topic) => {
    const event = lastlyRemoved(topic, facts)
    return event === undefined ? [] : [{ topic, event }]
  })
  if (removed === undefined) return undefined
  const { topic, event } = removed
  const who = text`${doerSpan(event.doer)} removed a subscription of the SNS topic ${topic.name}`
  const others = triggers.filter(({ kind, name }) => kind !== 'SNS' || name !== topic.name)
  return {
    rule: 'unsubscribed',
    finding: text`${bold(`${shown.name} was not called in the last day, maybe since its subscription was removed:`)} ${who} ${{ time: event.at }}, ${age(Math.max(0, facts.now - event.at))} ago. CloudTrail does not say whose it was.${callersText({ triggers: others, url }, ' Else it could be called by')}`,
    evidence: [
      { at: event.at, says: who, source: 'cloudtrail' },
      { says: ['no call and no throttled call in the last day'], source: 'cloudwatch' },
    ],
    next: text`Look whether ${shown.name} is still among the topic's subscriptions. Where it is not, its owner subscribes it again; what was published meanwhile does not come any more.`,
    actions: [offerTopic('trigger-sns', 'About such triggers'), offerMetrics(shown), offerLogs(shown)],
  }
}

/** The ARN of a subscription is that of its topic with an id behind it. Nothing where the function was subscribed since. */
function lastlyRemoved({ arn }: Topic, facts: FunctionFacts): TrailEvent | undefined {
  const last = switchesOf(facts).find(({ name, error, asked = '' }) => {
    if (error !== undefined) return false
    return name === 'Unsubscribe'
      ? asked.includes(`"${arn}:`)
      : name === 'Subscribe' && asked.includes(JSON.stringify(arn)) && asked.includes(facts.details.function.arn)
  })
  return last?.name === 'Unsubscribe' ? last : undefined
}
