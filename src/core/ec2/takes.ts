import type { Share } from '../caps.ts'
import type { PlanPorts } from '../command.ts'
import { type Place, placeName } from '../place.ts'
import type { Plan, Target } from '../plan.ts'
import type { Taken } from '../taken.ts'
import { type Affected, groupNameOf, isUp, isUpState, upStates } from './affected.ts'
import type { Instance } from './instance.ts'
import { everyInstance } from './looked-for.ts'
import type { InstanceVerb } from './standing.ts'

type Ports = Pick<PlanPorts, 'ec2' | 'targetOf' | 'taken'>

/** What would be out of Auto Scaling groups and environments at once. A start takes nothing, nor does what is not running. */
export async function takesOf(verb: InstanceVerb, affected: readonly Affected[], ports: Ports): Promise<Plan['takes']> {
  const own = verb === 'start' ? [] : affected.filter(isUp)
  const counted = own.filter((each) => groupOf(each) !== undefined || each.target.environment !== undefined)
  if (counted.length === 0) return { groups: [], environments: [], uncounted: [] }
  const places = [...new Map(counted.map(({ target: { place } }) => [placeName(place), place])).values()]
  const found = await ports.ec2.findInstances({ ...everyInstance, places, states: upStates })
  const uncounted = found.failures.map(({ message }) => `How much runs there could not be counted: ${message}`)
  if (uncounted.length > 0) return { groups: [], environments: [], uncounted }
  const counting = { own, up: found.instances, places, ports }
  return { ...groupsOf(counting), environments: environmentsOf(counting) }
}

type Counting = {
  readonly own: readonly Affected[]
  /** Everything that is up in these places. */
  readonly up: readonly Instance[]
  readonly places: readonly Place[]
  readonly ports: Ports
}

function groupOf({ around, instance }: Affected): string | undefined {
  return around.group?.name ?? groupNameOf(instance)
}

/** What a group lacks of what it wants is out, whoever took it; what it has replaced is not. */
function groupsOf({ own, up, ports }: Counting): Pick<Plan['takes'], 'groups' | 'uncounted'> {
  const groups: Share[] = []
  const uncounted: string[] = []
  const members = own.flatMap((each) => {
    const name = groupOf(each)
    return name === undefined ? [] : [{ ...each, name, key: `${placeName(each.target.place)} ${name}` }]
  })
  for (const [key, together] of Map.groupBy(members, (member) => member.key)) {
    const { name = '' } = together[0] ?? {}
    const group = together.find(({ around }) => around.group !== undefined)?.around.group
    const inGroup = up.filter((instance) => `${placeName(instance.place)} ${groupNameOf(instance)}` === key)
    const share = shareOf(name, { own: together, up: inGroup, taken: ports.taken })
    const size = Math.max(share.size, group?.desired ?? 0)
    const lacking = size - share.size
    if (group === undefined) uncounted.push(notCounted(name, together))
    else groups.push({ ...share, taken: share.taken + lacking, already: share.already + lacking, size })
  }
  return { groups, uncounted }
}

function notCounted(group: string, members: readonly Affected[]): string {
  const names = members.map(({ target }) => target.name).join(', ')
  return `The Auto Scaling group ${group} of ${names} could not be counted.`
}

/** What Windlass took out of an environment lately and is not back is out; what has been stopped for long is not of it. */
function environmentsOf({ own, up, places, ports }: Counting): Share[] {
  const upByKey = Map.groupBy(up, (instance) => keyOf(ports.targetOf(instance)))
  const ownByKey = Map.groupBy(own, ({ target }) => keyOf(target))
  const isUpNow = new Set<string>(up.map(({ id }) => id))
  const lost = ports.taken.filter(({ target }) => isUpState(target.state) && !isUpNow.has(target.id))
  return [...ownByKey].flatMap(([name, together]) => {
    if (name === undefined) return []
    const share = shareOf(name, { own: together, up: upByKey.get(name) ?? [], taken: ports.taken })
    const missing = idsOf(lost.filter(({ target }) => keyOf(target) === name && isIn(target, places)))
    for (const { target } of together) missing.delete(target.id)
    const { size } = missing
    return [{ ...share, taken: share.taken + size, already: share.already + size, size: share.size + size }]
  })
}

function isIn({ place }: Target, places: readonly Place[]): boolean {
  return places.some((other) => placeName(other) === placeName(place))
}

type Members = { readonly own: readonly Affected[]; readonly up: readonly Instance[]; readonly taken: readonly Taken[] }

/** Of what is up: this change's own, and what other changes are about to take. */
function shareOf(name: string, { own, up, taken }: Members): Share {
  const ownIds = new Set(own.map(({ target }) => target.id))
  const upIds = new Set<string>(up.map(({ id }) => id))
  const ahead = idsOf(
    taken.filter(
      ({ target, isAhead }) => isAhead && isUpState(target.state) && upIds.has(target.id) && !ownIds.has(target.id),
    ),
  )
  return { name, taken: ownIds.size + ahead.size, already: ahead.size, size: upIds.union(ownIds).size }
}

function idsOf(taken: readonly Taken[]): Set<string> {
  return new Set(taken.map(({ target }) => target.id))
}

/** `production (payments)`, or one word where the account is called like its environment; within one account. */
function keyOf({ environment, place: { account } }: Target): string | undefined {
  if (environment === undefined) return undefined
  return environment === account ? environment : `${environment} (${account})`
}
