import type { Place, PlaceFailure } from '../core/place.ts'
import type { PlaceCalls } from './place-calls.ts'
import { readGroups, readMemberships } from './scaling-groups.ts'
import { readAddresses } from './surroundings-questions.ts'
import { readRegistrations, readTargetGroups } from './target-groups.ts'

const noGroup = [{ AutoScalingGroupName: 'windlass-check' }]
const noTargetGroup = { TargetGroupArn: 'arn:aws:elasticloadbalancing:::targetgroup/windlass-check/0' }
// To ask after what is not there is enough: whoever may not ask is told that first.
const notThere = new Set(['TargetGroupNotFound', 'TargetGroupNotFoundException', 'ValidationError'])

/** Asks what the plan of a change asks beside `list` and `show`. */
export async function checkSurroundings(
  { place, id }: { readonly place: Place; readonly id: string },
  calls: PlaceCalls,
): Promise<PlaceFailure[]> {
  const answers = await Promise.all([
    calls.attempt({ place, action: 'ec2:DescribeAddresses', reads: 'whole' }, readAddresses([id])),
    calls.attemptScaling({ place, action: 'autoscaling:DescribeAutoScalingInstances' }, readMemberships([id])),
    calls.attemptScaling({ place, action: 'autoscaling:DescribeAutoScalingGroups' }, readGroups(noGroup)),
    calls.attemptBalancing({ place, action: 'elasticloadbalancing:DescribeTargetGroups' }, readTargetGroups),
    calls.attemptBalancing(
      { place, action: 'elasticloadbalancing:DescribeTargetHealth' },
      readRegistrations([noTargetGroup], new Set()),
    ),
  ])
  const failures = answers.flatMap((answer) => ('failure' in answer ? [answer.failure] : []))
  return failures.filter(({ code }) => !notThere.has(code))
}
