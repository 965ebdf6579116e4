import { moveAt } from '../aws/ec2/instance-at.ts'
import { uuidOf } from '../aws/id.ts'
import type { AwsPlace, Balancing, Fleet, SimulatedInstance } from '../aws/world.ts'
import { groupIdOf, vpcOf } from './aws-network.ts'
import { type Place, placementOf } from './aws-parts.ts'
import type { Group } from './aws-row.ts'

/** The Auto Scaling group that keeps a group's instances, and the target group that sends them requests. */
export function addFleet(group: Group, place: Place, { instances, fleets, balancing }: AwsPlace): void {
  const { fleet: name, isBalanced = false, suspended = [] } = group
  if (name === undefined) return
  const members = instances.filter((one) => keeps(one, name, place.now)).map(({ id }) => id)
  const targets = isBalanced ? [targetGroup({ name, members, zones: zonesOf(group, place) }, place)] : []
  balancing.push(...targets)
  const scaling = scalingGroup(group, place, { name, members, targets })
  fleets.push({ group: scaling, suspended: [...suspended], members, activities: [] })
}

function keeps(simulated: SimulatedInstance, fleet: string, now: number): boolean {
  const tag = simulated.running.Tags?.find(({ Key }) => Key === 'aws:autoscaling:groupName')
  return tag?.Value === fleet && moveAt(simulated, now)?.state !== 'terminated'
}

function zonesOf({ rows }: Pick<Group, 'rows'>, { region }: Place): string[] {
  return [...new Set(rows.map(([, , zone]) => placementOf(region, zone).AvailabilityZone ?? ''))]
}

type Kept = { readonly name: string; readonly members: readonly string[]; readonly targets: readonly Balancing[] }

function scalingGroup({ rows }: Group, place: Place, { name, members, targets }: Kept): Fleet['group'] {
  const { account, region, now } = place
  const zones = zonesOf({ rows }, place)
  const id = uuidOf(`fleet/${account}/${region}/${name}`)
  return {
    AutoScalingGroupName: name,
    AutoScalingGroupARN: `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:${id}:autoScalingGroupName/${name}`,
    MinSize: Math.ceil(members.length / 2),
    MaxSize: members.length * 2,
    DesiredCapacity: members.length,
    DefaultCooldown: 300,
    AvailabilityZones: zones,
    TargetGroupARNs: targets.map(({ group }) => group.TargetGroupArn),
    LoadBalancerNames: [],
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 300,
    CreatedTime: new Date(now - 400 * 86_400_000),
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: false,
    Tags: [],
  }
}

type Pool = { readonly name: string; readonly members: SimulatedInstance['id'][]; readonly zones: readonly string[] }

function targetGroup({ name, members, zones }: Pool, place: Place): Balancing {
  const { account, region } = place
  const balancing = `arn:aws:elasticloadbalancing:${region}:${account}`
  const mark = uuidOf(`target-group/${account}/${region}/${name}`).replaceAll('-', '').slice(0, 16)
  return {
    group: {
      TargetGroupArn: `${balancing}:targetgroup/${name}/${mark}`,
      TargetGroupName: name,
      Protocol: 'HTTP',
      Port: 8080,
      ProtocolVersion: 'HTTP1',
      TargetType: 'instance',
      IpAddressType: 'ipv4',
      HealthCheckEnabled: true,
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: 'traffic-port',
      HealthCheckPath: '/healthz',
      Matcher: { HttpCode: '200' },
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
      LoadBalancerArns: [arnOf({ name, mark }, place)],
    },
    targets: [...members],
    balancer: balancerOf({ name, mark, zones }, place),
  }
}

type Named = { readonly name: string; readonly mark: string }

const arnOf = ({ name, mark }: Named, { account, region }: Place): string =>
  `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${name}/${mark}`

/** What the world reaches the members through, in the zones that they are in. */
function balancerOf(
  { zones, ...named }: Named & Pick<Pool, 'zones'>,
  place: Place,
): NonNullable<Balancing['balancer']> {
  return {
    LoadBalancerArn: arnOf(named, place),
    LoadBalancerName: named.name,
    Type: 'application',
    Scheme: 'internet-facing',
    State: { Code: 'active' },
    VpcId: vpcOf(place),
    IpAddressType: 'ipv4',
    SecurityGroups: [groupIdOf(place, `${named.name}-balancer`)],
    AvailabilityZones: zones.map((ZoneName) => ({ ZoneName })),
  }
}
