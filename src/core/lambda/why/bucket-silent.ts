import { age } from '../../age.ts'
import type { TrailEvent } from '../../evidence.ts'
import { doerSpan } from '../../history-rows.ts'
import { bold, text } from '../../text.ts'
import type { FunctionFacts } from './facts.ts'
import { callersText, callsTotal } from './never-called.ts'
import { offerLogs, offerMetrics, offerTopic } from './offers.ts'
import type { WhyRule } from './rule.ts'
import { bucketNames, switchesOf } from './switches.ts'

/**
 * What a bucket notifies of is not read. But each PutBucketNotification sets all of it anew (S3 API reference,
 * PutBucketNotificationConfiguration: "replaces the existing notification configuration"), so the last one says it.
 */
export const bucketSilent: WhyRule = (facts) => {
  const { function: shown, triggers, url } = facts.details
  if (callsTotal(facts) !== 0) return undefined
  const [silent] = bucketNames(facts.details).flatMap((bucket) => {
    const event = lastlySet(bucket, facts)
    return event === undefined || namesFunction(event, shown.name) ? [] : [{ bucket, event }]
  })
  if (silent === undefined) return undefined
  const { bucket, event } = silent
  const who = text`${doerSpan(event.doer)} set what the S3 bucket ${bucket} notifies of`
  const others = triggers.filter(({ kind, name }) => kind !== 'S3' || name !== bucket)
  return {
    rule: 'bucket-silent',
    finding: text`${bold(`${shown.name} was not called in the last day, most likely since its bucket does not notify it:`)} ${who} ${{ time: event.at }}, ${age(Math.max(0, facts.now - event.at))} ago, and this function is not in it.${callersText({ triggers: others, url }, ' Else it could be called by')}`,
    evidence: [
      { at: event.at, says: text`${who}, without this function`, source: 'cloudtrail' },
      { says: ['no call and no throttled call in the last day'], source: 'cloudwatch' },
    ],
    next: text`Its owner adds the notification to the bucket again, beside those that are there; of what was uploaded meanwhile no event comes any more.`,
    actions: [offerTopic('trigger-s3', 'About such triggers'), offerMetrics(shown), offerLogs(shown)],
  }
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
