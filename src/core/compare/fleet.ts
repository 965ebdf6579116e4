import { storagePrice } from '../ec2/prices.ts'
import { type InstanceSize, instanceSizes } from './sizes.ts'
import { type Demand, hoursPerMonth, vcpusPerRequest, type Workload, wholly } from './workload.ts'

/** An instance that could carry it: how many requests at once, how many vCPUs all day, and what it costs a month. */
export type Machine = {
  readonly type: string
  readonly carries: number
  readonly allDay: number
  readonly monthly: MonthlyCost
}
type MonthlyCost = {
  readonly instance: number
  readonly disk: number
  readonly address: number
  readonly sum: number
}
export type Fleet = { readonly machine: Machine; readonly count: number; readonly monthly: number }

/** The most of its vCPUs and memory that one instance is to use. */
export const fullest = 0.7
export const diskGb = 8
// The same in every Region (aws.amazon.com/vpc/pricing, "Public IPv4 Address").
const addressHourly = 0.005

export type HourlyPrice = (type: string) => number | undefined

/** Those of the architecture, or the one type that was asked for, as far as there are prices. */
export function machinesFor(workload: Workload, hourly: HourlyPrice): Machine[] {
  const { type, architecture, region } = workload
  const disk = storagePrice('gp3', region)
  if (disk === undefined) return []
  return instanceSizes
    .filter((size) => (type === undefined ? size.architecture === architecture : size.type === type))
    .flatMap((size) => {
      const price = hourly(size.type)
      if (price === undefined) return []
      // What CPU credits are earned for; who has no credits to run out of is bound by the busiest moment alone.
      const allDay = size.baseline < 1 ? size.baseline * size.vcpus : Number.POSITIVE_INFINITY
      return [{ type: size.type, carries: carriedBy(size, workload), allDay, monthly: monthlyCost(price, disk) }]
    })
}

function monthlyCost(hourly: number, diskPrice: number): MonthlyCost {
  const [instance, disk, address] = [hourly * hoursPerMonth, diskPrice * diskGb, addressHourly * hoursPerMonth]
  return { instance, disk, address, sum: instance + disk + address }
}

/** How many requests at once, by memory and by CPU. */
function carriedBy({ vcpus, memoryGib }: InstanceSize, { memoryMb }: Workload): number {
  const [byMemory, byCpu] = [(fullest * memoryGib * 1024) / memoryMb, (fullest * vcpus) / vcpusPerRequest(memoryMb)]
  // Seven tenths of ten are a little less than seven.
  return Math.floor(Math.min(byMemory, byCpu) + 1e-9)
}

/** With two or more, one is to spare: the others carry the peak when its zone fails. */
export function spareFor({ isSingle }: Pick<Workload, 'isSingle'>): number {
  return isSingle ? 0 : 1
}

/** The cheapest that carries it; of equal ones that of fewer instances. */
export function fleetFor({ atOnce, allDay }: Demand, machines: readonly Machine[], spare: number): Fleet | undefined {
  let best: Fleet | undefined
  for (const machine of machines) {
    if (machine.carries < 1) continue
    const count = Math.max(Math.ceil(atOnce / machine.carries), wholly(allDay / machine.allDay)) + spare
    const monthly = count * machine.monthly.sum
    const isBetter = best === undefined || monthly < best.monthly || (monthly === best.monthly && count < best.count)
    if (isBetter) best = { machine, count, monthly }
  }
  return best
}
