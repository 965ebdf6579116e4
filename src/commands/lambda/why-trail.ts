import type { ReadPorts } from '../../core/command.ts'
import { joinTrails, known, mostTrailMs, type TrailRead } from '../../core/evidence.ts'
import { keyCalls } from '../../core/key-taken-away.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'

export async function readTrail(
  { name, place }: LambdaFunction,
  unread: string | undefined,
  { evidence, scope }: ReadPorts,
): Promise<TrailRead> {
  if (unread !== undefined) return { unread }
  return evidence.listTrail({ place, resource: name, from: scope.now - mostTrailMs, until: scope.now })
}

/** What is asked for, by the names that CloudTrail has in the calls; nothing of what is empty. */
export type Switched = {
  /** The ids of mappings that are off. */
  readonly mappings: readonly string[]
  /** The function, where its mappings may have been deleted. */
  readonly deletedOf: readonly string[]
  readonly rules: readonly string[]
  readonly buckets: readonly string[]
  /** By their ARNs. */
  readonly topics: readonly string[]
  readonly keys: readonly string[]
}

/**
 * Who switched what calls it, or took away what it needs. UpdateEventSourceMapping needs to name only the mapping,
 * DeleteEventSourceMapping names the function in its answer alone, and the calls of rules, buckets, topics and keys name
 * only those: they are asked for by their own names. What undoes them, only where there is something to undo.
 */
export async function readSwitches(
  { found: { arn, place }, ...switched }: Switched & { readonly found: LambdaFunction },
  unread: string | undefined,
  { evidence, scope }: ReadPorts,
): Promise<TrailRead | undefined> {
  const { mappings, deletedOf, rules, buckets, topics, keys } = switched
  if (!asksOfSwitches(switched)) return undefined
  if (unread !== undefined) return { unread }
  const ask = async (call: string, about: readonly string[], from = scope.now - mostTrailMs): Promise<TrailRead> =>
    about.length === 0 ? { value: [] } : evidence.listTrail({ place, call, about, from, until: scope.now })
  const askEach = async (calls: readonly string[], about: readonly string[], from?: number): Promise<TrailRead[]> => {
    const reads: TrailRead[] = []
    // oxlint-disable-next-line no-await-in-loop -- CloudTrail answers two calls a second (API reference, LookupEvents)
    for (const call of calls) reads.push(await ask(call, about, from))
    return reads
  }
  const undone = async (off: readonly TrailRead[], calls: readonly string[], about: readonly string[]) => {
    const since = off.flatMap((read) => (known(read) ?? []).map(({ at }) => at))
    return since.length === 0 ? off : [...off, ...(await askEach(calls, about, Math.min(...since)))]
  }
  return joinTrails([
    await ask('UpdateEventSourceMapping20150331', mappings),
    await ask('DeleteEventSourceMapping20150331', deletedOf),
    ...(await undone(await askEach(['DisableRule', 'DeleteRule'], rules), ['EnableRule', 'PutRule'], rules)),
    await ask('PutBucketNotification', buckets),
    ...(await undone([await ask('Unsubscribe', topics)], ['Subscribe'], [arn])),
    ...(await askEach(keys.length === 0 ? [] : keyCalls, keys)),
  ])
}

export const asksOfSwitches = (switched: Switched): boolean => Object.values(switched).some(({ length }) => length > 0)
