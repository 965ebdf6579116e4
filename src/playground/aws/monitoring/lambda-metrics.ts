import type { Dimension } from '@aws-sdk/client-cloudwatch'
import type { Past } from '../lambda/past-runs.ts'
import type { Run } from '../lambda/simulated-function.ts'

export type Sample = { readonly at: number; readonly value: number }

/** Which runs a metric is about (Lambda Developer Guide, "Types of metrics for Lambda functions", "Dimensions"). */
export type Scope = {
  readonly functionName: string | undefined
  /** The alias or version that was asked with. */
  readonly resource: string | undefined
  readonly executedVersion: string | undefined
}

export function scopeOf(dimensions: readonly Dimension[]): Scope {
  const of = (name: string) => dimensions.find(({ Name }) => Name === name)?.Value
  return { functionName: of('FunctionName'), resource: of('Resource'), executedVersion: of('ExecutedVersion') }
}

/** What was measured from one moment to before another; nothing for a metric that Lambda does not have. */
export function samplesOf(
  metric: string,
  { runs, throttles }: Past,
  within: { readonly scope: Scope; readonly window: readonly [number, number] },
): Sample[] | undefined {
  const { scope, window } = within
  const [from, until] = window
  const isIn = ({ at }: { at: number }): boolean => at >= from && at < until
  const own = runs.filter((run) => isIn(run) && isOf(run, scope))
  const each = (value: (run: Run) => number): Sample[] => own.map((run) => ({ at: run.at, value: value(run) }))
  switch (metric) {
    case 'Invocations':
      return each(() => 1)
    case 'Errors':
      return each(({ isError }) => Number(isError))
    case 'Duration':
      return each(({ durationMs }) => Math.round(durationMs * 100) / 100)
    case 'Throttles':
      return [...each(() => 0), ...throttledIn(throttles.filter(isIn), scope)]
    case 'ConcurrentExecutions':
      return [...atOnce(own), ...atOnceThrottled(throttles.filter(isIn), scope)]
    default:
      return undefined
  }
}

function isOf({ version, alias }: Run, { functionName, resource, executedVersion }: Scope): boolean {
  const [, qualifier] = resource?.split(':') ?? []
  return (
    (executedVersion === undefined || executedVersion === version) &&
    (resource === undefined ||
      (qualifier === undefined ? resource === functionName : qualifier === alias || qualifier === version))
  )
}

function throttledIn(throttles: Past['throttles'], { resource, executedVersion }: Scope): Sample[] {
  const [, qualifier] = resource?.split(':') ?? []
  // What was throttled had no version yet.
  if (executedVersion !== undefined) return []
  return throttles
    .filter(({ alias }) => qualifier === undefined || qualifier === alias)
    .map(({ at }) => ({ at, value: 1 }))
}

/** It was throttled since as many were running as may. */
function atOnceThrottled(throttles: Past['throttles'], scope: Scope): Sample[] {
  if (throttledIn(throttles, scope).length === 0) return []
  return throttles.flatMap(({ at, atOnce: value }) => (value === undefined ? [] : [{ at, value }]))
}

/** How many were running when each began. */
export function atOnce(runs: readonly Run[]): Sample[] {
  let running: number[] = []
  return runs.map(({ at, durationMs }) => {
    running = [...running.filter((end) => end > at), at + durationMs]
    return { at, value: running.length }
  })
}
