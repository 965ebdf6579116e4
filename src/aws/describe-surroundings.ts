import type { Instance } from '../core/ec2/instance.ts'
import type { FoundSurroundings } from '../core/ec2/surroundings.ts'
import { placeName } from '../core/place.ts'
import { type TypeSizes, typeKey } from './describe-instance.ts'
import { readTypeSizes, readVolumes } from './instance-questions.ts'
import type { Ask, PlaceCalls } from './place-calls.ts'
import type { ReadAction } from './read-actions.ts'
import { readGroups, readMemberships, scalingGroupsOf } from './scaling-groups.ts'
import { type PlaceAnswers, surroundingsOf, unreadOf } from './surroundings-of.ts'
import { readAddresses, readProtections, readWhole } from './surroundings-questions.ts'
import { groupsIn, mostTargetGroups, readRegistrations, readTargetGroups } from './target-groups.ts'

type Ports = {
  readonly calls: PlaceCalls
  readonly typeSizes: TypeSizes
  /** For everything about one place. */
  readonly withinMs: number
}

/** Every place at once, and in it every part; a part that fails is said, the others are given. */
export async function describeSurroundings(instances: readonly Instance[], ports: Ports): Promise<FoundSurroundings> {
  const byPlace = [...Map.groupBy(instances, ({ place }) => placeName(place)).values()]
  const found = await Promise.all(
    byPlace.map(async (together) => {
      const answers = await askPlace(together, ports)
      return {
        surroundings: together.map((instance) => [instance.id, surroundingsOf(instance, answers)] as const),
        unread: unreadOf(together, answers),
      }
    }),
  )
  return {
    surroundings: new Map(found.flatMap(({ surroundings }) => surroundings)),
    unread: found.flatMap(({ unread }) => unread),
  }
}

type Asking = { readonly place: Instance['place']; readonly deadline: AbortSignal }

async function askPlace(instances: readonly Instance[], ports: Ports): Promise<PlaceAnswers> {
  const [first] = instances
  if (first === undefined) throw new Error('No instance to ask about')
  const { calls } = ports
  const asking: Asking = { place: first.place, deadline: AbortSignal.timeout(ports.withinMs) }
  const ids = instances.map(({ id }) => id)
  const ask = <Value>(action: ReadAction, question: Ask<Value>) =>
    calls.attempt({ ...asking, action, reads: 'whole' }, question)
  const whole = ask('ec2:DescribeInstances', readWhole(instances))
  const [described, volumes, addresses, sizes, terminationProtected, stopProtected, groups, registrations] =
    await Promise.all([
      whole,
      ask('ec2:DescribeVolumes', readVolumes(instances)),
      ask('ec2:DescribeAddresses', readAddresses(ids)),
      askSizes(instances, asking, ports),
      ask('ec2:DescribeInstanceAttribute', readProtections(ids, 'disableApiTermination')),
      ask('ec2:DescribeInstanceAttribute', readProtections(ids, 'disableApiStop')),
      askGroups(ids, asking, calls),
      whole.then((answer) => askRegistrations(answer, asking, calls)),
    ])
  return { described, volumes, addresses, sizes, terminationProtected, stopProtected, groups, registrations }
}

/** Asks only for types that nobody has asked for yet. */
async function askSizes(
  instances: readonly Instance[],
  asking: Asking,
  { calls, typeSizes }: Ports,
): Promise<PlaceAnswers['sizes']> {
  const keyOf = (type: string) => typeKey({ place: asking.place, type })
  const types = [...new Set(instances.map(({ type }) => type))]
  const unknown = types.filter((type) => !typeSizes.has(keyOf(type)))
  if (unknown.length > 0) {
    const answer = await calls.attempt(
      { ...asking, action: 'ec2:DescribeInstanceTypes', reads: 'whole' },
      readTypeSizes(unknown),
    )
    if ('failure' in answer) return answer
    for (const [type, size] of answer.value) typeSizes.set(keyOf(type), size)
  }
  const sizes = types.map((type) => [type, typeSizes.get(keyOf(type))] as const)
  return { value: new Map(sizes.flatMap(([type, size]) => (size === undefined ? [] : [[type, size] as const]))) }
}

async function askGroups(ids: readonly string[], asking: Asking, calls: PlaceCalls): Promise<PlaceAnswers['groups']> {
  const memberships = await calls.attemptScaling(
    { ...asking, action: 'autoscaling:DescribeAutoScalingInstances' },
    readMemberships(ids),
  )
  if ('failure' in memberships) return memberships
  if (memberships.value.length === 0) return { value: new Map() }
  const groups = await calls.attemptScaling(
    { ...asking, action: 'autoscaling:DescribeAutoScalingGroups' },
    readGroups(memberships.value),
  )
  return 'failure' in groups ? groups : { value: scalingGroupsOf(memberships.value, groups.value) }
}

/** Only an instance that could be read says in which network it is. */
async function askRegistrations(
  described: PlaceAnswers['described'],
  asking: Asking,
  calls: PlaceCalls,
): Promise<PlaceAnswers['registrations']> {
  if ('failure' in described) return described
  const all = await calls.attemptBalancing(
    { ...asking, action: 'elasticloadbalancing:DescribeTargetGroups' },
    readTargetGroups,
  )
  if ('failure' in all) return all
  const vpcIds = new Set([...described.value.values()].map(({ answer }) => answer.VpcId))
  const groups = groupsIn(all.value, vpcIds)
  const asked = groups.slice(0, mostTargetGroups)
  const health = await calls.attemptBalancing(
    { ...asking, action: 'elasticloadbalancing:DescribeTargetHealth' },
    readRegistrations(asked, new Set(described.value.keys())),
  )
  if ('failure' in health) return health
  return { value: { byId: health.value, asked: asked.length, all: groups.length } }
}
