import type { LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail'
import { type Action, action, type Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { uuidOf } from '../id.ts'
import { pastTrailEvent } from '../past-event.ts'
import type { TrailEvent } from '../trail.ts'
import { isKept } from './lookup-attribute.ts'
import { toEvent } from './to-event.ts'

/** CloudTrail API Reference, LookupEvents. */
const most = 50
const keptMs = 90 * 86_400_000

/** Event history holds management events of one Region, newest first; what functions were called with is not among them. */
export function lookupEvents(made: readonly TrailEvent[]): Action {
  return action({
    name: 'LookupEvents',
    run(input: LookupEventsRequest, call): LookupEventsResponse {
      const { MaxResults: size = most, LookupAttributes = [] } = input
      if (size < 1 || size > most)
        throw new AwsError('InvalidMaxResultsException', `MaxResults must be from 1 to ${most}.`)
      const [attribute, ...others] = LookupAttributes
      if (others.length > 0)
        throw new AwsError('InvalidLookupAttributesException', 'You can only specify one lookup attribute.')
      const isInTime = timeOf(input, call.now)
      const found = eventsOf(made, call).filter((event) => isInTime(event) && isKept(event, attribute))
      return pageOf(found, size, input)
    },
  })
}

function eventsOf(made: readonly TrailEvent[], { caller, region, place }: Call): TrailEvent[] {
  const where = { account: caller.account, region }
  const own = made.filter(
    ({ recipientAccountId, awsRegion, managementEvent }) =>
      recipientAccountId === caller.account && awsRegion === region && managementEvent,
  )
  const all = [...place.past.map((event) => pastTrailEvent(event, where)), ...own]
  // The later of two in one second stands first, too.
  return all.toSorted((one, other) => Date.parse(one.eventTime) - Date.parse(other.eventTime)).toReversed()
}

function timeOf({ StartTime, EndTime }: LookupEventsRequest, now: number): (event: TrailEvent) => boolean {
  const from = Math.max(StartTime?.getTime() ?? 0, now - keptMs)
  const until = EndTime?.getTime() ?? now
  if (StartTime !== undefined && StartTime.getTime() > until)
    throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.')
  return ({ eventTime }) => Date.parse(eventTime) >= Math.floor(from / 1000) * 1000 && Date.parse(eventTime) <= until
}

/** A token names the last event that was given, and is good for the same question only. */
function pageOf(found: readonly TrailEvent[], size: number, input: LookupEventsRequest): LookupEventsResponse {
  const { NextToken: token, MaxResults: _size, ...question } = input
  const mark = uuidOf(JSON.stringify(question))
  const start = token === undefined ? 0 : startOf(found, token, mark)
  const page = found.slice(start, start + size)
  const last = page.at(-1)
  const isMore = last !== undefined && start + size < found.length
  return {
    Events: page.map(toEvent),
    NextToken: isMore ? Buffer.from(`${mark}:${last.eventID}`).toString('base64url') : undefined,
  }
}

function startOf(found: readonly TrailEvent[], token: string, mark: string): number {
  const [asked, last] = Buffer.from(token, 'base64url').toString().split(':')
  const index = asked === mark ? found.findIndex(({ eventID }) => eventID === last) : -1
  if (index === -1) throw new AwsError('InvalidNextTokenException', 'The token is not valid for this request.')
  return index + 1
}
