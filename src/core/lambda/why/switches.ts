import { known, type TrailEvent } from '../../evidence.ts'
import { namesOfKey } from '../../key-taken-away.ts'
import { explainUnusableKey } from '../explain/unusable-key.ts'
import type { FunctionDetails } from '../function.ts'
import { isOff } from '../trigger-state.ts'
import type { FunctionFacts } from './facts.ts'

type Triggered = Pick<FunctionDetails, 'triggers'>

function namesOf(kind: string, { triggers }: Triggered): readonly string[] {
  return triggers.filter((each) => each.kind === kind && each.name !== 'any').map(({ name }) => name)
}

/** EventBridge rules that may call it. What state they are in is not read. */
export const ruleNames = (details: Triggered): readonly string[] => namesOf('EventBridge', details)

/** Buckets that may call it. Of what they notify is not read. */
export const bucketNames = (details: Triggered): readonly string[] => namesOf('S3', details)

export type Topic = { readonly name: string; readonly arn: string }

/** SNS topics that may call it, as they are called in its own account and Region. What is subscribed to them is not read. */
export function topicsOf(details: Pick<FunctionDetails, 'triggers' | 'function'>): readonly Topic[] {
  const [, partition, , region, account] = details.function.arn.split(':')
  return namesOf('SNS', details).map((name) => ({ name, arn: `arn:${partition}:sns:${region}:${account}:${name}` }))
}

/** The ids of the mappings that are off. */
export function offMappings({ triggers }: Triggered): readonly string[] {
  return triggers.filter(isOff).flatMap(({ id }) => id ?? [])
}

/** The names of the key that its variables are encrypted with, where Lambda cannot use it. */
export function unusableKeys({ environmentError: code, keyArn }: FunctionDetails): readonly string[] {
  const isUnusable = code !== undefined && explainUnusableKey(code) !== undefined
  return isUnusable && keyArn !== undefined ? namesOfKey(keyArn) : []
}

/** All that was done to what calls it, as far as it was read, newest first. */
export function switchesOf({ trail, switches }: FunctionFacts): readonly TrailEvent[] {
  const events = [...(known(trail) ?? []), ...(known(switches) ?? [])]
  // Asked for by the function and by the call, the same may come twice.
  const each = new Map(events.map((event) => [`${event.at} ${event.name} ${event.asked}`, event]))
  return [...each.values()].toSorted((one, other) => other.at - one.at)
}
