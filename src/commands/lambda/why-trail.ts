import type { ReadPorts } from '../../core/command.ts'
import { joinTrails, known, mostTrailMs, type TrailRead } from '../../core/evidence.ts'
import type { LambdaFunction } from '../../core/lambda/function.ts'
import type { Place } from '../../core/place.ts'

export async function readTrail(
  { name, place }: LambdaFunction,
  unread: string | undefined,
  { evidence, scope }: ReadPorts,
): Promise<TrailRead> {
  if (unread !== undefined) return { unread }
  return evidence.listTrail({ place, resource: name, from: scope.now - mostTrailMs, until: scope.now })
}

type Switched = { readonly place: Place; readonly mappings: readonly string[]; readonly rules: readonly string[] }

/**
 * Who switched what calls it. UpdateEventSourceMapping needs to name only the mapping, and a rule's calls name only the
 * rule: they are asked for by their own names. What undoes them, only where there is something to undo.
 */
export async function readSwitches(
  { place, mappings, rules }: Switched,
  unread: string | undefined,
  { evidence, scope }: ReadPorts,
): Promise<TrailRead | undefined> {
  if (mappings.length + rules.length === 0) return undefined
  if (unread !== undefined) return { unread }
  const ask = async (call: string, about: readonly string[], from = scope.now - mostTrailMs): Promise<TrailRead> =>
    about.length === 0 ? { value: [] } : evidence.listTrail({ place, call, about, from, until: scope.now })
  const switched = await ask('UpdateEventSourceMapping20150331', mappings)
  const off = [await ask('DisableRule', rules), await ask('DeleteRule', rules)]
  const since = off.flatMap((read) => (known(read) ?? []).map(({ at }) => at))
  const from = Math.min(...since)
  const on = since.length === 0 ? [] : [await ask('EnableRule', rules, from), await ask('PutRule', rules, from)]
  return joinTrails([switched, ...off, ...on])
}
