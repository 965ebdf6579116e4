import type { Call } from '../action.ts'
import { unreservedConcurrency } from './account-concurrency.ts'
import { type Past, runsBetween } from './past-runs.ts'
import type { SimulatedFunction } from './simulated-function.ts'

type Kept = Past & { until: number }
type Standing = Pick<Call, 'place' | 'now'>

const minuteMs = 60_000
const dayMs = 86_400_000

const toMinute = (time: number): number => Math.floor(time / minuteMs) * minuteMs

/** What became of every run: of those that were asked for here, and of those that others are said to have made. */
export function createPasts() {
  const pasts = new WeakMap<SimulatedFunction, Kept>()

  function keptOf(simulated: SimulatedFunction): Kept {
    const since = simulated.traffic?.since ?? 0
    const kept = pasts.get(simulated) ?? { runs: [], throttles: [], until: toMinute(since - dayMs) }
    pasts.set(simulated, kept)
    return kept
  }

  return {
    of: (simulated: SimulatedFunction): Past => keptOf(simulated),
    /** Whoever changes how a function goes asks for this first, since others went on as it was until then. */
    upTo(arn: string, { place, now }: Standing): Past {
      const simulated = place.functions.find((one) => arn === one.arn || arn.startsWith(`${one.arn}:`))
      if (simulated === undefined) return { runs: [], throttles: [] }
      const kept = keptOf(simulated)
      const until = Math.max(kept.until, toMinute(now))
      if (isOn(simulated, place)) {
        const { runs, throttles } = runsBetween(simulated, {
          from: kept.until,
          until,
          unreserved: unreservedConcurrency(place),
        })
        for (const one of runs) kept.runs.push(one)
        for (const one of throttles) kept.throttles.push(one)
      }
      kept.until = until
      kept.runs.sort((left, right) => left.at - right.at)
      return kept
    },
  }
}

const isOn = ({ traffic }: SimulatedFunction, { mappings }: Standing['place']): boolean =>
  !mappings.some(({ id, isEnabled }) => id === traffic?.mapping && !isEnabled)
