import { type Problem, runs } from '../core/problem.ts'
import { bold, text } from '../core/text.ts'

/** One person follows one thing, since they asked for it. `delivery` is the one whose answer it is. */
type Followed = {
  readonly delivery: string
  readonly user: string
  readonly of: string
  readonly since: number
  /** Of what is followed, for people; and what ends it. */
  readonly name: string
  readonly stopWords: readonly string[]
}

type Stop = { readonly user: string; readonly of: string; readonly at: number }

/** What is being followed in this process. That it is to be taken up by the next one, the store tells: its delivery has no answer. */
export type Followings = {
  /** Aborted when the person wants it to end; a problem where there is no room for it. */
  begin(followed: Followed): AbortSignal | Problem
  end(delivery: string): void
  find(delivery: string): Followed | undefined
  /** Ends what was begun before it, now and until it is lifted: after a restart it may be there before what it ends. */
  stop(stop: Stop): { lift(): void }
}

// Each asks CloudWatch Logs every 3 s, whose quota for FilterLogEvents begins at 5 a second for each account and Region
// (CloudWatch Logs, "Service quotas"), and Slack to edit a message.
const mostOfOne = 2
const mostInAll = 10

export function createFollowings(): Followings {
  const begun = new Map<string, Followed & { readonly stopped: AbortController }>()
  const stops = new Set<Stop>()
  return {
    begin(followed) {
      const own = [...begun.values()].filter(({ user }) => user === followed.user)
      if (own.length >= mostOfOne) return tooManyOwn(own)
      if (begun.size >= mostInAll)
        return tooMany(`${mostInAll} logs are being followed, no more at once.`, 'Try again in some minutes.')
      const stopped = new AbortController()
      if ([...stops].some((stop) => isMeant(stop, followed))) stopped.abort()
      begun.set(followed.delivery, { ...followed, stopped })
      return stopped.signal
    },
    end: (delivery) => void begun.delete(delivery),
    find: (delivery) => begun.get(delivery),
    stop(stop) {
      stops.add(stop)
      for (const { stopped, ...followed } of begun.values()) if (isMeant(stop, followed)) stopped.abort()
      return { lift: () => void stops.delete(stop) }
    },
  }
}

export function isMeant({ user, of, at }: Stop, followed: Followed): boolean {
  return followed.user === user && followed.of === of && followed.since <= at
}

/** A stop ends all that is followed of one thing. */
function tooManyOwn(own: readonly Followed[]): Problem {
  const things = [...new Map(own.map((each) => [each.of, each])).values()]
  const names = things.map(({ name }) => name)
  const [what, instead] =
    things.length === 1
      ? [`You follow ${names.join()} twice already.`, 'Stop that first.']
      : [`You follow ${names.join(' and ')} already.`, 'Stop one of them first.']
  return {
    ...tooMany(what, instead),
    actions: things.map(({ name, stopWords }, index) => runs(`stop-${index + 1}`, `Stop ${name}`, stopWords)),
  }
}

function tooMany(what: string, instead: string): Problem {
  return { code: 'TooManyFollowed', message: text`${bold(what)} ${instead}`, actions: [] }
}
