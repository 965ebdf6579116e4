import type { Target } from '../plan.ts'
import type { Instance, InstanceState } from './instance.ts'
import type { Surroundings } from './surroundings.ts'

/** An instance that can be changed, with what lies around it. */
export type Affected = { readonly target: Target; readonly instance: Instance; readonly around: Surroundings }

/** Whether it runs, as far as its bill and whoever depends on it are concerned. */
export function isUp({ instance }: Pick<Affected, 'instance'>): boolean {
  return isUpState(instance.state)
}

export const upStates = ['running', 'pending'] as const satisfies readonly InstanceState[]

export function isUpState(state: string): boolean {
  return upStates.some((up) => up === state)
}

/** By the tag that Auto Scaling sets: read with the instance itself, so that it is never half known. */
export function groupNameOf({ tags }: Pick<Instance, 'tags'>): string | undefined {
  return tags.get('aws:autoscaling:groupName')
}
