import type { TrailEvent } from './evidence.ts'

/** A key cannot be used from then on (KMS Developer Guide, "Key states of AWS KMS keys"). */
const ways: Readonly<Record<string, string>> = {
  DisableKey: 'disabled that key',
  ScheduleKeyDeletion: 'scheduled that key for deletion',
}

/** What takes a key away, and what gives it back. */
export const keyCalls = [...Object.keys(ways), 'EnableKey']

/** CloudTrail has a key by its id, or by its whole ARN. */
export function namesOfKey(keyArn: string): readonly string[] {
  return [keyArn, keyIdOf(keyArn)]
}

function keyIdOf(keyArn: string): string {
  return keyArn.slice(keyArn.lastIndexOf('/') + 1)
}

export type KeyTakenAway = { readonly event: TrailEvent; readonly did: string }

/** The last that was done to a key, newest first, if that took it away. */
export function findKeyTakenAway(keyArn: string, events: readonly TrailEvent[]): KeyTakenAway | undefined {
  const id = keyIdOf(keyArn)
  const last = events.find(
    ({ name, asked = '', error }) => error === undefined && keyCalls.includes(name) && asked.includes(id),
  )
  const did = last !== undefined && Object.hasOwn(ways, last.name) ? ways[last.name] : undefined
  return last === undefined || did === undefined ? undefined : { event: last, did }
}
