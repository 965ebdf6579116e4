import type { TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { text } from '../../text.ts'
import { callerEnded } from './caller-ended.ts'
import type { FunctionFacts } from './facts.ts'
import { callsTotal } from './never-called.ts'
import { offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'
import { bucketNames, switchesOf } from './switches.ts'

/**
 * What a bucket notifies of is not read. But each PutBucketNotification sets all of it anew (S3 API reference,
 * PutBucketNotificationConfiguration: "replaces the existing notification configuration"), so the last one says it.
 */
export const bucketSilent: WhyRule = (facts) => {
  if (callsTotal(facts) !== 0) return undefined
  const [silent] = bucketNames(facts.details).flatMap((bucket) => {
    const event = lastlySet(bucket, facts)
    return event === undefined || namesFunction(event, facts.details.function.name) ? [] : [{ bucket, event }]
  })
  if (silent === undefined) return undefined
  const { bucket, event } = silent
  const who = text`${doerSpan(event.doer)} set what the S3 bucket ${bucket} notifies of`
  return callerEnded(facts, {
    rule: 'bucket-silent',
    since: 'most likely since its bucket does not notify it',
    who,
    event,
    addition: text`, and this function is not in it.`,
    shows: text`${who}, without this function`,
    caller: { kind: 'S3', name: bucket },
    next: text`Its owner adds the notification to the bucket again, beside those that are there; of what was uploaded meanwhile no event comes any more.`,
    offer: offerTopic('trigger-s3', 'About such triggers'),
  })
}

/** Only where CloudTrail kept what was set: of too much it leaves it out. */
function lastlySet(bucket: string, facts: FunctionFacts): TrailEvent | undefined {
  const event = switchesOf(facts).find(
    ({ name, error, asked = '' }) =>
      name === 'PutBucketNotification' && error === undefined && asked.includes(JSON.stringify(bucket)),
  )
  return event?.asked?.includes('"NotificationConfiguration"') ? event : undefined
}

/** By its ARN, or by that of a version or an alias of it. */
function namesFunction({ asked = '' }: TrailEvent, name: string): boolean {
  return [`:function:${name}"`, `:function:${name}:`].some((end) => asked.includes(end))
}
