import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { eventsOf, findGroup, groupArn, nameIn } from './log-group.ts'

/** CloudWatch Logs API Reference, GetLogEvents. */
const mostEvents = 10_000

export const getLogEvents = action({
  name: 'GetLogEvents',
  resources: (input: GetLogEventsRequest, call) => [
    { arn: `${groupArn(nameIn(input), call)}:log-stream:${input.logStreamName}`, tags: new Map() },
  ],
  run(input: GetLogEventsRequest, call): GetLogEventsResponse {
    const { startTime = 0, endTime = call.now + 1, startFromHead = false, limit = mostEvents } = input
    const runs = findGroup(input, call).runs.filter(({ stream }) => stream === input.logStreamName)
    if (runs.length === 0) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.')
    const events = eventsOf(runs, call.now).filter(({ at }) => at >= startTime && at < endTime)
    const [start, end] = bounds(events.length, { token: input.nextToken, startFromHead, limit })
    return {
      events: events
        .slice(start, end)
        .map(({ at, message, writtenAt }) => ({ timestamp: at, message, ingestionTime: writtenAt })),
      // At the end of the stream the same token comes again.
      nextForwardToken: `f/${end}`,
      nextBackwardToken: `b/${start}`,
    }
  },
})

type Asked = { readonly token: string | undefined; readonly startFromHead: boolean; readonly limit: number }

function bounds(count: number, { token, startFromHead, limit }: Asked): readonly [number, number] {
  if (token === undefined) return startFromHead ? [0, Math.min(count, limit)] : [Math.max(0, count - limit), count]
  const [, way, at] = /^([fb])\/(\d+)$/.exec(token) ?? []
  if (way === undefined) throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.')
  const from = Math.min(Number(at), count)
  return way === 'f' ? [from, Math.min(count, from + limit)] : [Math.max(0, from - limit), from]
}
