import type {
  ElasticLoadBalancingV2,
  TargetGroup,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import pLimit from 'p-limit'
import type { Surroundings } from '../core/ec2/surroundings.ts'
import { listed } from './listed.ts'
import { errorName } from './names.ts'
import { UndecodableBody } from './undecodable-body.ts'

// As the API names it, and as its client does.
const notThere: ReadonlySet<string> = new Set(['TargetGroupNotFound', 'TargetGroupNotFoundException'])
// Elastic Load Balancing API reference, DescribeTargetGroups.
const pageSize = 400
const asksAtOnce = 10
/** More are not looked into for one answer. */
export const mostTargetGroups = 200

export async function readTargetGroups(
  client: ElasticLoadBalancingV2,
  abortSignal: AbortSignal,
): Promise<readonly TargetGroup[]> {
  const groups: TargetGroup[] = []
  let marker: string | undefined
  do {
    const next = marker === undefined ? {} : { Marker: marker }
    // oxlint-disable-next-line no-await-in-loop -- only a page's answer holds the marker of the next
    const page = await client.describeTargetGroups({ PageSize: pageSize, ...next }, { abortSignal })
    groups.push(...listed(page.TargetGroups))
    if (page.NextMarker !== undefined && page.NextMarker === marker)
      throw new UndecodableBody('A page that leads to itself')
    marker = page.NextMarker === '' ? undefined : page.NextMarker
  } while (marker !== undefined)
  return groups
}

/** Those in which an instance of these networks can be registered by its id. Some emulators leave the network out. */
export function groupsIn(groups: readonly TargetGroup[], vpcIds: ReadonlySet<string | undefined>): TargetGroup[] {
  return groups.filter(
    ({ TargetType, VpcId }) => TargetType === 'instance' && (VpcId === undefined || vpcIds.has(VpcId)),
  )
}

/** What one group says of one of its targets. */
export type DescribedTarget = { readonly group: TargetGroup; readonly description: TargetHealthDescription }

/**
 * What the groups say of these instances, each of its ports for itself. Groups are asked for all their targets: asked for one, without the port
 * that it is registered with, they would not know it (Elastic Load Balancing API reference, TargetDescription).
 */
export function readTargets(groups: readonly TargetGroup[], ids: ReadonlySet<string>) {
  return async (client: ElasticLoadBalancingV2, abortSignal: AbortSignal): Promise<readonly DescribedTarget[]> => {
    const limit = pLimit(asksAtOnce)
    const answers = await Promise.all(
      groups.map((group) =>
        limit(async () => {
          const described = await describeTargets(group, client, abortSignal)
          return described.map((description) => ({ group, description }))
        }),
      ),
    )
    return answers.flat().filter(({ description }) => ids.has(description.Target?.Id ?? ''))
  }
}

/** None in a group that is deleted meanwhile. */
async function describeTargets(
  { TargetGroupArn = '' }: TargetGroup,
  client: ElasticLoadBalancingV2,
  abortSignal: AbortSignal,
): Promise<readonly TargetHealthDescription[]> {
  try {
    const { TargetHealthDescriptions } = await client.describeTargetHealth({ TargetGroupArn }, { abortSignal })
    return listed(TargetHealthDescriptions)
  } catch (error) {
    if (notThere.has(errorName(error))) return []
    throw error
  }
}

type Registered = NonNullable<Surroundings['targetGroups']>

/** By instance id, in which of the groups it is. */
export function readRegistrations(groups: readonly TargetGroup[], ids: ReadonlySet<string>) {
  return async (client: ElasticLoadBalancingV2, abortSignal: AbortSignal): Promise<ReadonlyMap<string, Registered>> => {
    const found = await readTargets(groups, ids)(client, abortSignal)
    const byId = Map.groupBy(found, ({ description }) => description.Target?.Id ?? '')
    return new Map([...byId].map(([id, all]) => [id, oncePerGroup(all.map(healthOf))]))
  }
}

function healthOf({ group, description }: DescribedTarget): Registered[number] {
  return { name: group.TargetGroupName ?? '', health: description.TargetHealth?.State ?? 'unavailable' }
}

/** Of several ports in one group, one that serves counts. */
function oncePerGroup(all: Registered): Registered {
  return [...Map.groupBy(all, ({ name }) => name)].map(([name, ports]) => ({
    name,
    health: (ports.find(({ health }) => health === 'healthy') ?? ports[0])?.health ?? 'unavailable',
  }))
}
