import type { ElasticLoadBalancingV2, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Balancer, RegisteredTarget, Registrations } from '../core/ec2/evidence.ts'
import type { InstanceDetails } from '../core/ec2/instance.ts'
import type { Read } from '../core/evidence.ts'
import { placeName } from '../core/place.ts'
import { inGroups, listed } from './listed.ts'
import type { PlaceCalls } from './place-calls.ts'
import { type DescribedTarget, groupsIn, mostTargetGroups, readTargetGroups, readTargets } from './target-groups.ts'
import { presentOf } from './to-instance.ts'

// Elastic Load Balancing API reference, DescribeLoadBalancers: up to 20 ARNs.
const mostBalancers = 20
/** For all that is asked of load balancers, one question after the other. */
const withinMs = 8000

/** In which target groups it is and how they find it. Without their load balancers the rest is told. */
export async function readRegistrationsOf(
  { instance: { id, place }, vpcId }: InstanceDetails,
  calls: PlaceCalls,
): Promise<Read<Registrations>> {
  const asking = { place, deadline: AbortSignal.timeout(withinMs) }
  const all = await calls.attemptBalancing(
    { ...asking, action: 'elasticloadbalancing:DescribeTargetGroups' },
    readTargetGroups,
  )
  if ('failure' in all) return { unread: all.failure.message }
  const groups = groupsIn(all.value, new Set([vpcId]))
  const asked = groups.slice(0, mostTargetGroups)
  const health = await calls.attemptBalancing(
    { ...asking, action: 'elasticloadbalancing:DescribeTargetHealth' },
    readTargets(asked, new Set([id])),
  )
  if ('failure' in health) return { unread: health.failure.message }
  const balancers = await calls.attemptBalancing(
    { ...asking, action: 'elasticloadbalancing:DescribeLoadBalancers' },
    readBalancers([...new Set(health.value.flatMap(({ group }) => group.LoadBalancerArns ?? []))]),
  )
  const known = 'failure' in balancers ? undefined : balancers.value
  return {
    value: {
      targets: health.value.map((found) => targetOf(found, known)),
      unread: [
        ...('failure' in balancers ? [balancers.failure.message] : []),
        ...(asked.length === groups.length
          ? []
          : [
              `${placeName(place)} has ${groups.length} target groups for this network; only ${asked.length} of them were looked into.`,
            ]),
      ],
    },
  }
}

type ByArn = ReadonlyMap<string, Balancer>

export function readBalancers(arns: readonly string[]) {
  return async (client: ElasticLoadBalancingV2, abortSignal: AbortSignal): Promise<ByArn> => {
    const answers = await Promise.all(
      inGroups(arns, mostBalancers).map((LoadBalancerArns) =>
        client.describeLoadBalancers({ LoadBalancerArns: [...LoadBalancerArns] }, { abortSignal }),
      ),
    )
    const found = answers.flatMap(({ LoadBalancers }): LoadBalancer[] => listed(LoadBalancers))
    return new Map(found.map((balancer) => [balancer.LoadBalancerArn ?? '', toBalancer(balancer)]))
  }
}

function toBalancer({ LoadBalancerName = '', SecurityGroups = [], AvailabilityZones = [] }: LoadBalancer): Balancer {
  return {
    name: LoadBalancerName,
    securityGroups: SecurityGroups,
    zones: AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []),
  }
}

function targetOf({ group, description }: DescribedTarget, balancers: ByArn | undefined): RegisteredTarget {
  const { Target, TargetHealth, HealthCheckPort } = description
  const port = Target?.Port ?? group.Port
  return {
    group: group.TargetGroupName ?? '',
    port,
    state: TargetHealth?.State ?? 'unavailable',
    reason: presentOf(TargetHealth?.Reason),
    says: presentOf(TargetHealth?.Description),
    check: {
      port: portOf(HealthCheckPort) ?? portOf(group.HealthCheckPort) ?? port,
      path: presentOf(group.HealthCheckPath),
      expects: presentOf(group.Matcher?.HttpCode ?? group.Matcher?.GrpcCode),
    },
    balancers: balancers && (group.LoadBalancerArns ?? []).flatMap((arn) => balancers.get(arn) ?? []),
  }
}

/** Nothing of `traffic-port`, which is that of the target. */
function portOf(port: string | undefined): number | undefined {
  return port !== undefined && /^\d+$/.test(port) ? Number(port) : undefined
}
