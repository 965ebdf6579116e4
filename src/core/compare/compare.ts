import { lambdaPrice } from '../lambda/prices.ts'
import { cheaperSides, type Stretch } from './cheaper.ts'
import { type Fleet, fleetFor, type HourlyPrice, machinesFor, spareFor } from './fleet.ts'
import { createLambdaCosts, type LambdaCost } from './lambda-cost.ts'
import { limitsOf } from './limits.ts'
import { pointsAround } from './points.ts'
import { demandOf, type Workload } from './workload.ts'

export type Comparison = {
  readonly workload: Workload
  readonly atOnce: number
  readonly lambda: LambdaCost
  readonly ec2: Fleet
  /** Which is cheaper, from the first request on; nothing where Lambda cannot do it at all. */
  readonly cheaper: readonly Stretch[]
  /** Why Lambda cannot do it, whatever it costs. */
  readonly limits: readonly string[]
  readonly points: readonly { readonly requests: number; readonly lambda: number; readonly ec2: Fleet }[]
}

export type Compared =
  | { readonly comparison: Comparison }
  /** There are no prices, or no instance that carries a single request. */
  | { readonly because: 'unpriced' | 'too-small' }

/** What Lambda and EC2 cost a month for the same work. `hourly`: of an instance type, in the workload's Region. */
export function compare(workload: Workload, hourly: HourlyPrice): Compared {
  const price = lambdaPrice(workload.region, workload.architecture)
  const machines = machinesFor(workload, hourly)
  if (price === undefined || machines.length === 0) return { because: 'unpriced' }
  const spare = spareFor(workload)
  const lambda = createLambdaCosts(workload, price)
  const ec2For = (requests: number) => fleetFor(demandOf({ ...workload, requests }), machines, spare)
  const ec2 = ec2For(workload.requests)
  if (ec2 === undefined) return { because: 'too-small' }
  const limits = limitsOf(workload)
  const cheaper = limits.length > 0 ? [] : cheaperSides(lambda, { workload, machines, spare })
  const points = pointsAround(workload.requests, breakEven(cheaper)).flatMap((requests) => {
    const fleet = ec2For(requests)
    return fleet === undefined ? [] : [{ requests, lambda: lambda.of(requests).monthly, ec2: fleet }]
  })
  const at = { atOnce: demandOf(workload).atOnce, lambda: lambda.of(workload.requests), ec2 }
  return { comparison: { workload, ...at, cheaper, limits, points } }
}

/** Up to how many requests a month it is known which is cheaper. */
export function comparedTo(cheaper: readonly Stretch[]): number {
  return cheaper.at(-1)?.until ?? 0
}

/** From how many requests a month on EC2 is first the cheaper one. */
export function breakEven(cheaper: readonly Stretch[]): number | undefined {
  return cheaper.find(({ side }) => side === 'ec2')?.from
}
