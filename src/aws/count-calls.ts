import type { CallCounts, LambdaFunction } from '../core/lambda/function.ts'
import type { Stretch } from '../core/lambda/functions.ts'
import { type PlaceFailure, placeName } from '../core/place.ts'
import { type Point, readMetrics } from './metric-data.ts'
import type { PlaceCalls } from './place-calls.ts'

const metrics = ['Invocations', 'Errors', 'Throttles'] as const
const minuteMs = 60_000
const hourSeconds = 3600

type Counted = { readonly counts: ReadonlyMap<string, CallCounts>; readonly failures: readonly PlaceFailure[] }

/** Every place at once; functions of one that fails have no counts. */
export async function countCalls(
  functions: readonly LambdaFunction[],
  stretch: Stretch,
  calls: PlaceCalls,
): Promise<Counted> {
  const byPlace = [...Map.groupBy(functions, ({ place }) => placeName(place)).values()]
  const answers = await Promise.all(byPlace.map((together) => countInPlace(together, stretch, calls)))
  return {
    counts: new Map(answers.flatMap(({ counts }) => counts)),
    failures: answers.flatMap(({ failures }) => failures),
  }
}

type InPlace = { readonly counts: readonly (readonly [string, CallCounts])[]; readonly failures: PlaceFailure[] }

async function countInPlace(
  functions: readonly LambdaFunction[],
  stretch: Stretch,
  calls: PlaceCalls,
): Promise<InPlace> {
  const [first] = functions
  if (first === undefined) throw new Error('No function to count')
  const questions = functions.flatMap(({ name }) =>
    metrics.map((metric) => ({ functionName: name, metric, statistic: 'Sum' })),
  )
  const answer = await calls.attemptMetrics(
    { place: first.place, action: 'cloudwatch:GetMetricData' },
    readMetrics(questions, { stretch, periodSeconds: periodOf(stretch) }),
  )
  if ('failure' in answer) return { counts: [], failures: [answer.failure] }
  const counts = functions.flatMap(({ arn }, index) => {
    const [invocations, errors, throttles] = metrics.map((_, metric) =>
      sum(answer.value[index * metrics.length + metric]),
    )
    return invocations === undefined || errors === undefined || throttles === undefined
      ? []
      : [[arn, { invocations, errors, throttles }] as const]
  })
  return { counts, failures: [] }
}

/**
 * Hours at most, not the whole stretch at once: CloudWatch may begin a period at a full multiple of it, and one day
 * would then be up to two.
 */
function periodOf({ from, until }: Stretch): number {
  const minutes = Math.max(1, Math.ceil((until - from) / minuteMs))
  return Math.min(minutes * 60, hourSeconds)
}

function sum(points: readonly Point[] | undefined): number | undefined {
  return points?.reduce((total, { value }) => total + value, 0)
}
