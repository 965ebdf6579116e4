import type { Call } from '../action.ts'
import { accountConcurrency, unreservedConcurrency } from '../lambda/account-concurrency.ts'
import { atOnce, type Sample, samplesOf } from './lambda-metrics.ts'

const everything = { functionName: undefined, resource: undefined, executedVersion: undefined }

/** Of all functions of a Region together (Lambda Developer Guide, "Types of metrics for Lambda functions"). */
export function regionSamples(metric: string, window: readonly [number, number], call: Call): Sample[] {
  const { place, lambdas } = call
  switch (metric) {
    case 'ConcurrentExecutions':
      return together(place.functions, { window, most: accountConcurrency(place) }, call)
    case 'UnreservedConcurrentExecutions': {
      const sharing = place.functions.filter(({ reserved }) => reserved === undefined)
      return together(sharing, { window, most: unreservedConcurrency(place) }, call)
    }
    default:
      return place.functions.flatMap(
        ({ arn }) => samplesOf(metric, lambdas.pastOf(arn, call), { scope: everything, window }) ?? [],
      )
  }
}

type Bounds = { readonly window: readonly [number, number]; readonly most: number }

/** No more run than may; where one that shares was throttled, all that is shared was in use. */
function together(
  functions: Call['place']['functions'],
  { window: [from, until], most }: Bounds,
  call: Call,
): Sample[] {
  const isIn = ({ at }: { at: number }) => at >= from && at < until
  const pasts = functions.map(({ arn, reserved }) => ({ reserved, past: call.lambdas.pastOf(arn, call) }))
  const runs = pasts.flatMap(({ past }) => past.runs).toSorted((left, right) => left.at - right.at)
  const full = pasts
    .filter(({ reserved }) => reserved === undefined)
    .flatMap(({ past }) => past.throttles.map(({ at }) => ({ at, value: unreservedConcurrency(call.place) })))
  return [...atOnce(runs).map(({ at, value }) => ({ at, value: Math.min(value, most) })), ...full].filter(isIn)
}
