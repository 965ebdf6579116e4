import type {
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  TargetGroup,
  TargetHealth,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { action } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { moveAt } from '../ec2/instance-at.ts'
import type { SimulatedInstance } from '../world.ts'
import { targetGroupNotFound } from './describe-target-groups.ts'

/** Two checks that pass, half a minute apart. */
const initialMs = 60_000

export const describeTargetHealth = action({
  name: 'DescribeTargetHealth',
  run(input: DescribeTargetHealthInput, { place, now }): DescribeTargetHealthOutput {
    const { TargetGroupArn: arn, Targets: asked = [] } = input
    if (arn === undefined) throw new AwsError('ValidationError', 'A target group ARN must be specified')
    const balancing = place.balancing.find(({ group }) => group.TargetGroupArn === arn)
    if (balancing === undefined) throw targetGroupNotFound()
    const { group, targets, health = {} } = balancing
    const ids = asked.length === 0 ? targets : asked.flatMap(({ Id }) => Id ?? [])
    const descriptions = ids.map((id) => {
      const simulated = targets.some((one) => one === id) ? place.instances.find((one) => one.id === id) : undefined
      return {
        Target: { Id: id, Port: group.Port },
        HealthCheckPort: portOf(group),
        TargetHealth: simulated === undefined ? notRegistered : (health[id] ?? healthOf(simulated, now)),
      }
    })
    return { TargetHealthDescriptions: descriptions }
  },
})

/** The number, whatever the group says it by. */
const portOf = ({ HealthCheckPort, Port }: TargetGroup): string =>
  HealthCheckPort === undefined || HealthCheckPort === 'traffic-port' ? String(Port) : HealthCheckPort

const notRegistered: TargetHealth = {
  State: 'unused',
  Reason: 'Target.NotRegistered',
  Description: 'Target is not registered to the target group',
}

function healthOf(simulated: SimulatedInstance, now: number): TargetHealth {
  const move = moveAt(simulated, now)
  if (move?.state !== 'running')
    return {
      State: 'unused',
      Reason: 'Target.InvalidState',
      Description: `Target is in the ${move?.state ?? 'terminated'} state`,
    }
  if (now - move.at < initialMs)
    return {
      State: 'initial',
      Reason: 'Elb.InitialHealthChecking',
      Description: 'Initial health checks in progress',
    }
  return simulated.checks.instance.isPassed
    ? { State: 'healthy' }
    : { State: 'unhealthy', Reason: 'Target.Timeout', Description: 'Request timed out' }
}
