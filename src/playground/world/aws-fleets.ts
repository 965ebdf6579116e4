import { moveAt } from '../aws/ec2/instance-at.ts'
import { uuidOf } from '../aws/id.ts'
import type { AwsPlace, Balancing, Fleet, SimulatedInstance } from '../aws/world.ts'
import { type Place, placementOf } from './aws-parts.ts'
import type { Group } from './aws-row.ts'

/** The Auto Scaling group that keeps a group's instances, and the target group that sends them requests. */
export function addFleet(group: Group, place: Place, { instances, fleets, balancing }: AwsPlace): void {
  const { fleet: name, isBalanced = false, suspended = [] } = group
  if (name === undefined) return
  const members = instances.filter((one) => keeps(one, name, place.now)).map(({ id }) => id)
  const targets = isBalanced ? [targetGroup(name, place, members)] : []
  balancing.push(...targets)
  const scaling = scalingGroup(group, place, { name, members, targets })
  fleets.push({ group: scaling, suspended: [...suspended], members, activities: [] })
}

function keeps(simulated: SimulatedInstance, fleet: string, now: number): boolean {
  const tag = simulated.running.Tags?.find(({ Key }) => Key === 'aws:autoscaling:groupName')
  return tag?.Value === fleet && moveAt(simulated, now)?.state !== 'terminated'
}

type Kept = { readonly name: string; readonly members: readonly string[]; readonly targets: readonly Balancing[] }

function scalingGroup({ rows }: Group, place: Place, { name, members, targets }: Kept): Fleet['group'] {
  const { account, region, now } = place
  const zones = [...new Set(rows.map(([, , zone]) => placementOf(region, zone).AvailabilityZone ?? ''))]
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

function targetGroup(name: string, { account, region }: Place, members: SimulatedInstance['id'][]): Balancing {
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
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
      LoadBalancerArns: [`${balancing}:loadbalancer/app/${name}/${mark}`],
    },
    targets: [...members],
  }
}
