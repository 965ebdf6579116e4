import type { FilterLogEventsRequest, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { createFilter, isSimulated } from './filter-pattern.ts'
import { eventsOf, findGroup, groupResource, type LogEvent } from './log-group.ts'
import { logPage } from './log-page.ts'

/** CloudWatch Logs API Reference, FilterLogEvents: "up to 1 MB (up to 10,000 log events)". */
const mostEvents = 10_000

/** No run takes longer, so an earlier one has written nothing in the window. */
const longestRunMs = 900_000

export const filterLogEvents = action({
  name: 'FilterLogEvents',
  resources: groupResource,
  run(input: FilterLogEventsRequest, call): FilterLogEventsResponse {
    const { startTime = 0, endTime = call.now, filterPattern = '', logStreamNames, logStreamNamePrefix = '' } = input
    if (!isSimulated(filterPattern))
      throw new AwsError('NotImplemented', 'The simulated organisation filters by terms only.', 501)
    if (startTime > endTime) throw new AwsError('InvalidParameterException', 'startTime cannot be later than endTime.')
    const runs = findGroup(input, call).runs.filter(
      ({ at, stream }) =>
        at >= startTime - longestRunMs &&
        at <= endTime &&
        stream.startsWith(logStreamNamePrefix) &&
        (logStreamNames === undefined || logStreamNames.includes(stream)),
    )
    const isWanted = createFilter(filterPattern)
    const events = eventsOf(runs, call.now).filter(
      ({ at, message }) => at >= startTime && at <= endTime && isWanted(message),
    )
    const { items, ...next } = logPage(events, { limit: input.limit, token: input.nextToken, most: mostEvents })
    return { events: items.map(filtered), searchedLogStreams: [], ...next }
  },
})

const filtered = ({ at, message, stream, id, writtenAt }: LogEvent) => ({
  logStreamName: stream,
  timestamp: at,
  message,
  ingestionTime: writtenAt,
  eventId: id,
})
