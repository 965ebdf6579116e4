import type { ReadPorts } from '../../core/command.ts'
import { groupNameOf, isUpState } from '../../core/ec2/affected.ts'
import type { InstanceFacts } from '../../core/ec2/evidence.ts'
import type { InstanceDetails } from '../../core/ec2/instance.ts'
import { joinTrails, mostTrailMs, type TrailRead, type TrailSought } from '../../core/evidence.ts'
import { keyCalls, namesOfKey } from '../../core/key-taken-away.ts'

const weekMs = 7 * 86_400_000

/** What was done to it, and then to what ended it or keeps it from starting; `unread`: why nobody may know. */
export async function readTrails(
  details: InstanceDetails,
  unread: string | undefined,
  { evidence, scope: { now } }: ReadPorts,
): Promise<Pick<InstanceFacts, 'trail' | 'around'>> {
  if (unread !== undefined) return { trail: { unread } }
  const { id, place } = details.instance
  const ask = (sought: TrailSought, ms = mostTrailMs) =>
    evidence.listTrail({ ...sought, place, from: now - ms, until: now })
  const trail = await ask({ resource: id })
  const around = [...groupsAround(details), ...callsAround(details)]
  if (around.length === 0) return { trail }
  const reads: TrailRead[] = []
  // oxlint-disable-next-line no-await-in-loop -- CloudTrail answers two calls a second (API reference, LookupEvents)
  for (const { ms, ...sought } of around) reads.push(await ask(sought, ms))
  return { trail, around: joinTrails(reads) }
}

type Around = TrailSought & { readonly ms?: number }

/** Its Auto Scaling group lets it go; EC2 shows it for an hour after that. */
function groupsAround({ instance }: InstanceDetails): readonly Around[] {
  const isGone = !isUpState(instance.state) && !instance.state.startsWith('stop')
  const resource = isGone ? groupNameOf(instance) : undefined
  // A refresh of a group may go on for days.
  return resource === undefined ? [] : [{ resource, ms: weekMs }]
}

/** Its volumes cannot be decrypted without their keys. Whatever uses a key is in the key's own trail: too much to read. */
function callsAround({ stateReason, volumes }: InstanceDetails): readonly Around[] {
  const keys = volumes.flatMap(({ keyArn = '' }) => (keyArn === '' ? [] : namesOfKey(keyArn)))
  if (keys.length === 0 || !/^Client\.(?:InternalError|InvalidKMSKey)/.test(stateReason?.code ?? '')) return []
  return keyCalls.map((call) => ({ call, about: keys }))
}
