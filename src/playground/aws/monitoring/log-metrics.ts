import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { Call } from '../action.ts'
import { eventsOf, groupNameOf } from '../logs/log-group.ts'
import type { Sample } from './lambda-metrics.ts'

/** No run takes longer, so an earlier one has written nothing in the window. */
const longestRunMs = 900_000

type Measure = (message: string) => number

/** CloudWatch Logs User Guide, "CloudWatch Logs metrics": of the events, uncompressed. */
const measures: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['IncomingBytes', (message) => Buffer.byteLength(message)],
  ['IncomingLogEvents', () => 1],
])

/** What a log group took in, each line by itself. */
export function logSamples(
  { MetricName = '', Dimensions = [] }: Metric,
  { window: [from, until] }: { readonly window: readonly [number, number] },
  { place, lambdas, now }: Call,
): Sample[] {
  const [group, ...others] = Dimensions
  const measure = measures.get(MetricName)
  if (measure === undefined || group?.Name !== 'LogGroupName' || others.length > 0) return []
  return place.functions
    .filter((one) => groupNameOf(one) === group.Value)
    .flatMap(({ arn }) => lambdas.pastOf(arn, { place, now }).runs)
    .filter(({ at }) => at >= from - longestRunMs && at < until)
    .flatMap((run) => eventsOf([run], now))
    .filter(({ at }) => at >= from && at < until)
    .map(({ at, message }) => ({ at, value: measure(message) }))
}
