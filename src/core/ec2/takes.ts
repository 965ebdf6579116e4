import type { Share } from '../caps.ts'
import type { PlanPorts } from '../command.ts'
import { type Place, placeName } from '../place.ts'
import { type Affected, isUp } from './affected.ts'
import { everyInstance } from './looked-for.ts'
import type { InstanceVerb } from './standing.ts'

type Takes = {
  readonly groups: readonly Share[]
  readonly environments: readonly Share[]
  readonly unread: readonly string[]
}

/** What is taken out of Auto Scaling groups and environments. A start takes nothing, nor does what is not running. */
export async function takesOf(
  verb: InstanceVerb,
  affected: readonly Affected[],
  ports: Pick<PlanPorts, 'ec2' | 'targetOf'>,
): Promise<Takes> {
  const running = affected.filter(isUp)
  if (verb === 'start' || running.length === 0) return { groups: [], environments: [], unread: [] }
  return { groups: groupsOf(running), ...(await environmentsOf(running, ports)) }
}

function groupsOf(running: readonly Affected[]): Share[] {
  const grouped = running.flatMap(({ around, target: { place } }) =>
    around.group === undefined ? [] : [{ group: around.group, place }],
  )
  const byGroup = Map.groupBy(grouped, ({ group, place }) => `${placeName(place)} ${group.name}`)
  return [...byGroup.values()].flatMap((members) => {
    const [first] = members
    if (first === undefined) return []
    return [{ name: first.group.name, taken: members.length, size: Math.max(first.group.members, members.length) }]
  })
}

/** An environment is counted within one account and the Regions that the change touches. */
async function environmentsOf(
  running: readonly Affected[],
  { ec2, targetOf }: Pick<PlanPorts, 'ec2' | 'targetOf'>,
): Promise<Pick<Takes, 'environments' | 'unread'>> {
  const named = running.flatMap(({ target: { environment, place } }) =>
    environment === undefined ? [] : [{ environment, place }],
  )
  if (named.length === 0) return { environments: [], unread: [] }
  const places = [...new Map(named.map(({ place }) => [placeName(place), place])).values()]
  const found = await ec2.findInstances({ ...everyInstance, places, states: ['running', 'pending'] })
  const sizes = countBy(
    found.instances.map(targetOf).flatMap(({ environment, place }) => keyFor(environment, place) ?? []),
  )
  const taken = countBy(named.flatMap(({ environment, place }) => keyFor(environment, place) ?? []))
  return {
    environments: [...taken].map(([name, count]) => ({
      name,
      taken: count,
      // What cannot be counted makes the share larger, never smaller.
      size: Math.max(sizes.get(name) ?? 0, count),
    })),
    unread: found.failures.map(({ message }) => `How much runs there could not be counted: ${message}`),
  }
}

/** `production (payments)`, or one word where the account is called like its environment. */
function keyFor(environment: string | undefined, { account }: Place): string | undefined {
  if (environment === undefined) return undefined
  return environment === account ? environment : `${environment} (${account})`
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
