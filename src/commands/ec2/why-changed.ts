import type { ReadPorts } from '../../core/command.ts'
import type { InstanceFacts, InstanceTrouble } from '../../core/ec2/evidence.ts'
import type { InstanceDetails } from '../../core/ec2/instance.ts'
import { diagnoseInstance } from '../../core/ec2/why.ts'
import { recentMs } from '../../core/ec2/why-changes.ts'
import { changeable } from '../../core/ec2/why-network-changes.ts'
import { joinTrails } from '../../core/evidence.ts'
import { whyNotRead } from '../../core/may-read.ts'

/** Whether somebody's change may be why it is as it is. Its type changes only while it is stopped. */
export function mayBeChanged(about: InstanceTrouble | undefined, { instance }: InstanceDetails, now: number): boolean {
  if (instance.state !== 'running') return false
  const isStartedLately = now - (instance.launchedAt ?? now) < recentMs
  return about === 'unreachable' || ((about === 'slow' || about === 'cost') && isStartedLately)
}

// CloudTrail answers two calls a second (API reference, LookupEvents); one more is tried again soon.
const mostGroups = 2

/** What was done to it of late, and to its security groups where they may keep people out: all at once, and one page each. */
export async function readChanged(
  { about, details }: Pick<InstanceFacts, 'about' | 'details'>,
  unread: string | undefined,
  { evidence, scope: { now } }: ReadPorts,
): Promise<Pick<InstanceFacts, 'trail' | 'around'>> {
  if (unread !== undefined) return { trail: { unread } }
  const { instance, securityGroups } = details
  const groups = about === 'unreachable' ? securityGroups.slice(0, mostGroups) : []
  const ask = (resource: string) =>
    evidence.listTrail({ resource, place: instance.place, from: now - recentMs, until: now, isShort: true })
  const [trail, ...around] = await Promise.all([ask(instance.id), ...groups.map(({ id }) => ask(id))])
  if (around.length === 0) return { trail }
  return { trail, around: joinTrails(around) }
}

// More than one only where several routes lead to what is gone.
const mostParts = 2

/** Who changed its routes or its network ACL is asked only where these are why: other answers do not wait for it. */
export async function withNetworkTrail(
  facts: InstanceFacts,
  { evidence, may, scope: { now } }: ReadPorts,
): Promise<InstanceFacts> {
  const parts = changeable(facts, diagnoseInstance(facts)).slice(0, mostParts)
  if (parts.length === 0) return facts
  const { id, place } = facts.details.instance
  const unread = (await whyNotRead([['ec2', 'history', id]], { place, may })).get('/ec2 history')
  if (unread !== undefined) return { ...facts, networkTrail: { unread } }
  const from = now - recentMs
  const reads = await Promise.all(
    parts.map((resource) => evidence.listTrail({ resource, place, from, until: now, isShort: true })),
  )
  return { ...facts, networkTrail: joinTrails(reads) }
}
