import { belongingOf, type Organisation } from '../belonging.ts'
import type { Target } from '../plan.ts'
import { type Instance, visibleName } from './instance.ts'

/** The target that an instance is. */
export function targetOf(instance: Instance, organisation: Organisation): Target {
  const { id, place, tags, state, type } = instance
  const name = visibleName(instance)
  return { kind: 'instance', id, place, name, state, type, ...belongingOf(place, tags, organisation) }
}
