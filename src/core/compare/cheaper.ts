import { type Fleet, fleetFor, type Machine } from './fleet.ts'
import type { LambdaCosts } from './lambda-cost.ts'
import { allDayPerRequest, atOncePerRequest, demandOf, type Workload } from './workload.ts'

/** From how many to how many requests a month one of the two is cheaper; beyond the last nothing was computed. */
export type Stretch = { readonly side: 'lambda' | 'ec2'; readonly from: number; readonly until: number }

// Each is a fleet that carries more than the one before. Beyond the last either may overtake: Lambda has tiers.
const mostSteps = 2000
const justAbove = 1 + 1e-9

/**
 * Which is cheaper, from the first request on. EC2 costs the same up to the request for which it needs a larger fleet,
 * while Lambda's cost grows with each: so Lambda passes EC2 where both cost exactly the same, and falls behind it again
 * only where EC2 takes its next step.
 */
export function cheaperSides(
  lambda: LambdaCosts,
  { workload, machines, spare }: { workload: Workload; machines: readonly Machine[]; spare: number },
): Stretch[] {
  const found: Stretch[] = []
  const add = (stretch: Stretch): void => {
    if (stretch.until <= stretch.from) return
    const last = found.at(-1)
    if (last?.side === stretch.side) found[found.length - 1] = { ...last, until: stretch.until }
    else found.push(stretch)
  }
  for (const { fleet, from, until } of steps(workload, machines, spare)) {
    const even = lambda.requestsFor(fleet.monthly)
    add({ side: 'lambda', from, until: Math.min(even, until) })
    add({ side: 'ec2', from: Math.max(from, even), until })
  }
  return found
}

type FleetStep = { readonly fleet: Fleet; readonly from: number; readonly until: number }

function* steps(workload: Workload, machines: readonly Machine[], spare: number): Generator<FleetStep> {
  const perRequest = { atOnce: atOncePerRequest(workload), allDay: allDayPerRequest(workload) }
  let from = 0
  for (let step = 0; step < mostSteps; step += 1) {
    const fleet = fleetFor(demandOf({ ...workload, requests: from * justAbove }), machines, spare)
    if (fleet === undefined) return
    const { carries, allDay } = fleet.machine
    const until = (fleet.count - spare) * Math.min(carries / perRequest.atOnce, allDay / perRequest.allDay)
    yield { fleet, from, until }
    from = until
  }
}
