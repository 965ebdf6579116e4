import type { Following } from '../../core/following.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import { createSeenLines } from '../../core/lambda/log-seen.ts'
import { followedView, stopWords } from './logs-follow-view.ts'

const forMs = 5 * 60_000
// What CloudWatch Logs gives as of some moment is not all that was written until then: lines come late, and not in
// order. The usual stretch is one call of `aws/find-logs.ts`; now and then a longer one finds what came very late.
const overlapMs = 25_000
const longOverlapMs = 120_000
const longEveryMs = 30_000
// A page of FilterLogEvents holds 10,000 events at most (API reference).
const mostAtOnce = 5_000

type Asked = {
  readonly function: LambdaFunction
  readonly pattern: string | undefined
  /** Milliseconds since 1970. */
  readonly from: number
  readonly begunAt: number
  /** The newest so many lines. */
  readonly most: number
  readonly timeZone: string
}

export function followLogs({ most, begunAt, ...asked }: Asked): Following {
  const { function: shown, pattern, from } = asked
  const seen = createSeenLines(most)
  let readUntil: number | undefined
  let longReadAt = begunAt
  let isCut = false

  return {
    name: shown.name,
    id: shown.arn,
    stopWords: stopWords(shown),
    forMs,
    async look(lambda, until) {
      const isLong = until - longReadAt >= longEveryMs
      // Where the last look that was answered ended, and some time before.
      const begin = readUntil === undefined ? from : readUntil - (isLong ? longOverlapMs : overlapMs)
      const stretch = { from: Math.max(from, begin), until }
      const found = await lambda.findLogs({ function: shown, stretch, pattern, lines: mostAtOnce })
      isCut ||= found.isCut
      if (isLong) longReadAt = until
      readUntil = until
      return seen.add(found.lines)
    },
    view: (standing) =>
      followedView(
        { ...asked, begunAt, until: readUntil ?? from, lines: seen.lines(), dropped: seen.dropped(), isCut },
        standing,
      ),
  }
}
