import type { Place, PlaceFailure } from '../place.ts'
import type { Instance, InstanceDetails, InstanceState } from './instance.ts'
import type { Selector } from './selector.ts'

/** Instances that fit any of the selectors (all, where there is none) and every one of the filters, in any of the places. */
export type InstanceQuery = {
  readonly places: readonly Place[]
  readonly selectors: readonly Selector[]
  readonly states: readonly InstanceState[]
  /** Types, wildcards allowed: `t3.*`. */
  readonly types: readonly string[]
  /** Wildcards allowed in the value. */
  readonly tags: readonly { readonly key: string; readonly value: string }[]
  /** Names, wildcards allowed: narrows further what the selectors found. */
  readonly names: readonly string[]
}

export type FoundInstances = {
  readonly instances: readonly Instance[]
  readonly failures: readonly PlaceFailure[]
}

/** Reading instances with one person's own credentials. Places are asked at once; a place that fails does not spoil the rest. */
export type InstanceReader = {
  findInstances(query: InstanceQuery): Promise<FoundInstances>
  /** Everything about one instance. Throws a UserError where even the instance itself cannot be read. */
  describeInstance(instance: Instance): Promise<InstanceDetails>
}
