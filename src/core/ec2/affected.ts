import type { Target } from '../plan.ts'
import type { Instance } from './instance.ts'
import type { Surroundings } from './surroundings.ts'

/** An instance that can be changed, with what lies around it. */
export type Affected = { readonly target: Target; readonly instance: Instance; readonly around: Surroundings }

/** Whether it runs, as far as its bill and whoever depends on it are concerned. */
export function isUp({ instance }: Pick<Affected, 'instance'>): boolean {
  return instance.state === 'running' || instance.state === 'pending'
}
