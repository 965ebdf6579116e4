import type { Read } from '../core/evidence.ts'
import type { Stretch } from '../core/lambda/functions.ts'
import type { AccountConcurrency } from '../core/lambda/why/facts.ts'
import type { Place } from '../core/place.ts'
import { type Found, type Point, readMetrics, searchMetrics } from './metric-data.ts'
import type { AskLambda, PlaceCalls } from './place-calls.ts'
import { UndecodableBody } from './undecodable-body.ts'

/** Lambda Developer Guide, "Types of metrics for Lambda functions": these are of the Region, without a dimension. */
const ofRegion = ['ConcurrentExecutions', 'UnreservedConcurrentExecutions'] as const

type Query = { readonly place: Place; readonly stretch: Stretch }

/** The limits and their use; which function used most is told where it is found, and spoils nothing else. */
export async function readAccountConcurrency(
  { place, stretch }: Query,
  calls: PlaceCalls,
): Promise<Read<AccountConcurrency>> {
  const periodSeconds = Math.max(60, Math.ceil((stretch.until - stretch.from) / 60_000) * 60)
  const measuring = { place, action: 'cloudwatch:GetMetricData' } as const
  const [settings, used, busiest] = await Promise.all([
    calls.attemptLambda({ place, action: 'lambda:GetAccountSettings' }, readLimits),
    calls.attemptMetrics(
      measuring,
      readMetrics(
        ofRegion.map((metric) => ({ every: 'function', metric, statistic: 'Maximum' })),
        { stretch, periodSeconds },
      ),
    ),
    calls.attemptMetrics(measuring, searchMetrics(ofEachFunction(periodSeconds), stretch)),
  ])
  if ('failure' in settings) return { unread: settings.failure.message }
  if ('failure' in used) return { unread: used.failure.message }
  const [all, unreserved] = used.value
  return {
    value: {
      ...settings.value,
      at: stretch.from,
      used: largest(all),
      unreservedUsed: largest(unreserved),
      busiest: 'failure' in busiest ? undefined : busiestOf(busiest.value, largest(all)),
    },
  }
}

const readLimits: AskLambda<Pick<AccountConcurrency, 'limit' | 'unreserved'>> = async (client, abortSignal) => {
  const { AccountLimit } = await client.getAccountSettings({}, { abortSignal })
  const { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved = limit } = AccountLimit ?? {}
  if (limit === undefined || unreserved === undefined) throw new UndecodableBody('Settings without a limit')
  return { limit, unreserved }
}

function ofEachFunction(periodSeconds: number) {
  const expression = `SEARCH('{AWS/Lambda,FunctionName} MetricName="ConcurrentExecutions"', 'Maximum', ${periodSeconds})`
  return { expression, dimension: 'FunctionName' }
}

/** The part of the whole that is worth a name. */
const worthNaming = 0.1

/** Nothing where another may have run more, or where it used little of the whole. */
function busiestOf({ series, isWhole }: Found, whole: number | undefined): AccountConcurrency['busiest'] {
  const [most] = series
    .map(({ label: name, points }) => ({ name, used: largest(points) ?? 0 }))
    .toSorted((one, other) => other.used - one.used)
  return isWhole && most !== undefined && most.used > 0 && most.used >= (whole ?? 0) * worthNaming ? most : undefined
}

function largest(points: readonly Point[] | undefined): number | undefined {
  return points?.reduce<number | undefined>((most, { value }) => Math.max(most ?? value, value), undefined)
}
