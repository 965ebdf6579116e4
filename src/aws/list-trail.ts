import { setTimeout as pause } from 'node:timers/promises'
import type { CloudTrail, Event, LookupEventsResponse } from '@aws-sdk/client-cloudtrail'
import type { TrailEvent, TrailQuery, TrailRead } from '../core/evidence.ts'
import { listed } from './listed.ts'
import type { PlaceCalls } from './place-calls.ts'
import { nextToken } from './read-pages.ts'
import { isDryRun, readTrailEvent } from './trail-event.ts'
import { troubleOf } from './trouble.ts'

// CloudTrail API reference, LookupEvents: 50 a page, newest first; two calls a second for a whole account and Region.
const pageSize = 50
const usualEveryMs = 500
const mostEvents = 50

/**
 * What changed a resource, newest first. CloudTrail looks for one attribute only, so reads are left out here, and it is
 * read on until there are enough changes, or no more time.
 */
export async function listTrail(
  query: TrailQuery,
  calls: Pick<PlaceCalls, 'attemptTrail'>,
  { everyMs = usualEveryMs } = {},
): Promise<TrailRead> {
  const asking = { place: query.place, action: 'cloudtrail:LookupEvents' } as const
  const answer = await calls.attemptTrail(asking, (client, signal) =>
    readChanges(query, (token) => readPage(query, token, { client, signal, everyMs })),
  )
  return 'failure' in answer ? { unread: `CloudTrail could not be read: ${answer.failure.message}` } : answer.value
}

type Page = LookupEventsResponse | undefined

async function readChanges(query: TrailQuery, ask: (token: string | undefined) => Promise<Page>): Promise<TrailRead> {
  const changes: TrailEvent[] = []
  const enough = query.call === undefined ? mostEvents : 1
  let readTo = query.until
  let token: string | undefined
  do {
    // oxlint-disable-next-line no-await-in-loop -- only a page's answer holds the token of the next
    const page = await ask(token)
    if (page === undefined) break
    const events = listed(page.Events)
    changes.push(...changesIn(events).filter((event) => isSought(event, query)))
    readTo = events.at(-1)?.EventTime?.getTime() ?? readTo
    token = nextToken(page.NextToken, token)
  } while (token !== undefined && changes.length < enough && query.isShort !== true)
  const value = changes.toSorted((one, other) => other.at - one.at).slice(0, mostEvents)
  if (changes.length > mostEvents) return { value, readTo: value.at(-1)?.at ?? readTo }
  return token === undefined ? { value } : { value, readTo }
}

function changesIn(events: readonly Event[]): TrailEvent[] {
  const changing = events.filter(({ ReadOnly }) => ReadOnly !== 'true')
  return changing.map(readTrailEvent).filter((event) => !isDryRun(event))
}

function isSought({ asked = '', answered = '', error }: TrailEvent, query: TrailQuery): boolean {
  if (query.call === undefined) return true
  const said = `${asked} ${answered}`
  const isIn = (value: string): boolean => {
    const quoted = JSON.stringify(value)
    return said.includes(quoted) || said.includes(`${quoted.slice(0, -1)}:`)
  }
  return error === undefined && query.about.some(isIn)
}

type Reading = { readonly client: CloudTrail; readonly signal: AbortSignal; readonly everyMs: number }

/** Nothing where a page after the first got no answer in time or was one too many: what was read by then is worth telling. */
async function readPage(
  query: TrailQuery,
  NextToken: string | undefined,
  { client, signal: abortSignal, everyMs }: Reading,
): Promise<Page> {
  const question = {
    LookupAttributes: [
      query.call === undefined
        ? { AttributeKey: 'ResourceName' as const, AttributeValue: query.resource }
        : { AttributeKey: 'EventName' as const, AttributeValue: query.call },
    ],
    StartTime: new Date(query.from),
    EndTime: new Date(query.until),
    MaxResults: pageSize,
  }
  if (NextToken === undefined) return client.lookupEvents(question, { abortSignal })
  try {
    await pause(everyMs, undefined, { signal: abortSignal })
    return await client.lookupEvents({ ...question, NextToken }, { abortSignal })
  } catch (error) {
    const kind = troubleOf(error)?.kind
    if (kind !== 'timeout' && kind !== 'throttled') throw error
    return undefined
  }
}
