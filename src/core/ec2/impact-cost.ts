import { dollars } from '../money.ts'
import type { Plan } from '../plan.ts'
import type { Text } from '../text.ts'
import type { Affected } from './affected.ts'
import type { InstanceVerb } from './standing.ts'
import { storageLine } from './storage-cost.ts'

/** The last line: the bill an hour before and after, and what stopping does not end. */
export function costLines(verb: InstanceVerb, affected: readonly Affected[], cost: Plan['cost']): Text[] {
  const line = [hourly(cost), verb === 'stop' ? storage(affected) : undefined].filter((part) => part !== undefined)
  return line.length === 0 ? [] : [[line.join(' ')]]
}

function hourly(cost: Plan['cost']): string | undefined {
  if (cost === undefined || cost.before === cost.after) return undefined
  const { before, after } = cost
  const [verb, by] = after < before ? ['Saves', before - after] : ['Costs', after - before]
  return `${verb} ${dollars(by)} an hour${after > before ? ' more' : ''}: ${dollars(before)} before, ${dollars(after)} after.`
}

function storage(affected: readonly Affected[]): string | undefined {
  const stored = affected.flatMap(({ instance: { place }, around: { volumes = [] } }) =>
    volumes.map((volume) => ({ volume, region: place.region })),
  )
  return stored.length === 0 ? undefined : storageLine(stored)
}
