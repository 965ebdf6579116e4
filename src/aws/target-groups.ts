import type { ElasticLoadBalancingV2, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2'
import pLimit from 'p-limit'
import type { Surroundings } from '../core/ec2/surroundings.ts'
import { listed } from './listed.ts'
import { UndecodableBody } from './undecodable-body.ts'

// Elastic Load Balancing API reference, DescribeTargetGroups.
const pageSize = 400
const asksAtOnce = 10

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

type Registered = NonNullable<Surroundings['targetGroups']>

/**
 * By instance id, in which of the groups it is. Groups are asked for all their targets: asked for one, without the port
 * that it is registered with, they would not know it (Elastic Load Balancing API reference, TargetDescription).
 */
export function readRegistrations(groups: readonly TargetGroup[], ids: ReadonlySet<string>) {
  return async (client: ElasticLoadBalancingV2, abortSignal: AbortSignal): Promise<ReadonlyMap<string, Registered>> => {
    const limit = pLimit(asksAtOnce)
    const answers = await Promise.all(
      groups.map(({ TargetGroupArn = '', TargetGroupName = '' }) =>
        limit(async () => {
          const answer = await client.describeTargetHealth({ TargetGroupArn }, { abortSignal })
          return listed(answer.TargetHealthDescriptions).map(({ Target, TargetHealth }) => ({
            id: Target?.Id ?? '',
            name: TargetGroupName,
            health: TargetHealth?.State ?? 'unavailable',
          }))
        }),
      ),
    )
    const byId = Map.groupBy(
      answers.flat().filter(({ id }) => ids.has(id)),
      ({ id }) => id,
    )
    return new Map([...byId].map(([id, all]) => [id, oncePerGroup(all)]))
  }
}

/** Of several ports in one group, one that serves counts. */
function oncePerGroup(all: Registered): Registered {
  return [...Map.groupBy(all, ({ name }) => name)].map(([name, ports]) => ({
    name,
    health: (ports.find(({ health }) => health === 'healthy') ?? ports[0])?.health ?? 'unavailable',
  }))
}
