import { known, type TrailEvent } from '../../evidence.ts'
import type { FunctionDetails } from '../function.ts'
import { isOff } from '../trigger-state.ts'
import type { FunctionFacts } from './facts.ts'

/** EventBridge rules that may call it. What state they are in is not read. */
export function ruleNames({ triggers }: Pick<FunctionDetails, 'triggers'>): readonly string[] {
  return triggers.filter(({ kind, name }) => kind === 'EventBridge' && name !== 'any').map(({ name }) => name)
}

/** The ids of the mappings that are off. */
export function offMappings({ triggers }: Pick<FunctionDetails, 'triggers'>): readonly string[] {
  return triggers.filter(isOff).flatMap(({ id }) => id ?? [])
}

/** All that was done to what calls it, as far as it was read, newest first. */
export function switchesOf({ trail, switches }: FunctionFacts): readonly TrailEvent[] {
  return [...(known(trail) ?? []), ...(known(switches) ?? [])].toSorted((one, other) => other.at - one.at)
}
