import type { TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { text } from '../../text.ts'
import { callerEnded } from './caller-ended.ts'
import type { FunctionFacts } from './facts.ts'
import { callsTotal } from './never-called.ts'
import { offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'
import { switchesOf, type Topic, topicsOf } from './switches.ts'

/** What is subscribed to a topic is not read, and CloudTrail does not say whose subscription was removed. */
export const unsubscribed: WhyRule = (facts) => {
  if (callsTotal(facts) !== 0) return undefined
  const [removed] = topicsOf(facts.details).flatMap((topic) => {
    const event = lastlyRemoved(topic, facts)
    return event === undefined ? [] : [{ topic, event }]
  })
  if (removed === undefined) return undefined
  const { topic, event } = removed
  return callerEnded(facts, {
    rule: 'unsubscribed',
    since: 'maybe since its subscription was removed',
    who: text`${doerSpan(event.doer)} removed a subscription of the SNS topic ${topic.name}`,
    event,
    addition: text`. CloudTrail does not say whose it was.`,
    caller: { kind: 'SNS', name: topic.name },
    next: text`Look whether ${facts.details.function.name} is still among the topic's subscriptions. Where it is not, its owner subscribes it again; what was published meanwhile does not come any more.`,
    offer: offerTopic('trigger-sns', 'About such triggers'),
  })
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
