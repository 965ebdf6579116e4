import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse, LogStream } from '@aws-sdk/client-cloudwatch-logs'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import type { Run } from '../lambda/simulated-function.ts'
import { eventsOf, findGroup, groupArn, groupResource, nameIn } from './log-group.ts'
import { logPage } from './log-page.ts'

export const describeLogStreams = action({
  name: 'DescribeLogStreams',
  resources: groupResource,
  run(input: DescribeLogStreamsRequest, call): DescribeLogStreamsResponse {
    const { runs } = findGroup(input, call)
    const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName', descending = false } = input
    if (prefix !== undefined && orderBy === 'LastEventTime')
      throw new AwsError('InvalidParameterException', 'Cannot order by LastEventTime with a logStreamNamePrefix.')
    const arn = groupArn(nameIn(input), call)
    const streams = [...Map.groupBy(runs, ({ stream }) => stream)]
      .filter(([name]) => name.startsWith(prefix ?? ''))
      .map(([name, own]) => streamOf(name, own, { arn, now: call.now }))
    const key = ({ logStreamName, lastEventTimestamp }: LogStream): string | number =>
      (orderBy === 'LastEventTime' ? lastEventTimestamp : logStreamName) ?? 0
    const sorted = streams.toSorted((left, right) => (key(left) < key(right) ? -1 : 1))
    const { items, ...next } = logPage(descending ? sorted.toReversed() : sorted, {
      limit: input.limit,
      token: input.nextToken,
      most: 50,
    })
    return { logStreams: items, ...next }
  },
})

function streamOf(name: string, runs: readonly Run[], { arn, now }: { arn: string; now: number }): LogStream {
  const first = eventsOf(runs.slice(0, 1), now)[0]
  const last = eventsOf(runs.slice(-1), now).at(-1)
  return {
    logStreamName: name,
    arn: `${arn}:log-stream:${name}`,
    creationTime: first?.at,
    firstEventTimestamp: first?.at,
    lastEventTimestamp: last?.at,
    lastIngestionTime: last?.writtenAt,
    uploadSequenceToken: '1',
    storedBytes: 0,
  }
}
