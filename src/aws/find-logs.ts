import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { UserError } from '../core/errors.ts'
import type { LambdaFunction } from '../core/lambda/function.ts'
import type { FoundLogs, LogLine, LogQuery } from '../core/lambda/functions.ts'
import { logGroupOf } from '../core/lambda/log-group.ts'
import { placeName } from '../core/place.ts'
import { listed } from './listed.ts'
import { windowsOf } from './log-windows.ts'
import { errorName } from './names.ts'
import type { PlaceCalls } from './place-calls.ts'
import { nextToken } from './read-pages.ts'

// A page takes CloudWatch Logs some tenths of a second, so that the time limit ends most readings first.
const mostPages = 60

/** The newest lines of a stretch. CloudWatch Logs gives the oldest first, so windows of time are read from its end. */
export async function findLogs(query: LogQuery, calls: PlaceCalls): Promise<FoundLogs> {
  const answer = await calls.attemptLogs(
    { place: query.function.place, action: 'logs:FilterLogEvents' },
    async (client, signal) => {
      try {
        return await readBackwards({ query, client, signal, pages: { left: mostPages } })
      } catch (error) {
        // Lambda makes the group when it first has something to write.
        if (errorName(error) === 'ResourceNotFoundException') return { lines: [], isCut: false }
        if (errorName(error) === 'InvalidParameterException' && query.pattern !== undefined)
          throw new UserError('BadPattern', notAPattern(query.pattern), { cause: error })
        throw error
      }
    },
  )
  if ('failure' in answer) throw new UserError(answer.failure.code, answer.failure.message)
  return answer.value
}

type Reading = {
  readonly query: LogQuery
  readonly client: CloudWatchLogs
  readonly signal: AbortSignal
  readonly pages: { left: number }
}

/** Until there is one line more than asked for; what was found in time is given where the rest takes too long. */
async function readBackwards(reading: Reading): Promise<FoundLogs> {
  const { query, signal, pages } = reading
  let lines: readonly LogLine[] = []
  for (const window of windowsOf(query.stretch)) {
    let older: readonly LogLine[] | undefined
    try {
      // oxlint-disable-next-line no-await-in-loop -- an earlier window is asked for only where the later ones were too short
      older = await readWindow(window, reading)
    } catch (error) {
      if (!signal.aborted || pages.left === mostPages) throw error
    }
    if (older === undefined) {
      if (lines.length === 0) throw new UserError('TooMuch', tooMuch(query.function))
      return { lines: lines.slice(-query.lines), isCut: true }
    }
    lines = [...older, ...lines]
    if (lines.length > query.lines) return { lines: lines.slice(-query.lines), isCut: true }
  }
  return { lines, isCut: false }
}

type Window = { readonly from: number; readonly until: number }

/** The newest lines of the window, one more than asked for at most; nothing where it has more pages than may be read. */
async function readWindow({ from, until }: Window, reading: Reading): Promise<readonly LogLine[] | undefined> {
  const { query, client, signal: abortSignal, pages } = reading
  const input = {
    logGroupName: logGroupOf(query.function),
    startTime: from,
    endTime: until,
    filterPattern: query.pattern,
  }
  let lines: LogLine[] = []
  let token: string | undefined
  do {
    if (pages.left === 0) return undefined
    // oxlint-disable-next-line no-await-in-loop -- only a page's answer holds the token of the next
    const page = await client.filterLogEvents({ ...input, nextToken: token }, { abortSignal })
    pages.left -= 1
    const read = listed(page.events).map(({ timestamp = from, message = '', logStreamName }) => ({
      at: timestamp,
      text: message.replace(/\r?\n$/, ''),
      ...(logStreamName === undefined ? {} : { stream: logStreamName }),
    }))
    lines = [...lines, ...read].slice(-(query.lines + 1))
    token = nextToken(page.nextToken, token)
  } while (token !== undefined)
  return lines.toSorted((one, other) => one.at - other.at)
}

function notAPattern(pattern: string): string {
  return `CloudWatch Logs does not understand the filter ${pattern}. Words are all looked for, in any order; what has other characters than letters and digits goes into double quotes, as in "status=500"; a leading - excludes.`
}

function tooMuch({ name, place }: LambdaFunction): string {
  return `The log of ${name} in ${placeName(place)} has more than could be searched in time, and nothing was found until then. Ask for a shorter time.`
}
