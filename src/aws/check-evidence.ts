import type { Place, PlaceFailure } from '../core/place.ts'
import type { Ask, PlaceCalls } from './place-calls.ts'
import type { ReadAction } from './read-actions.ts'
import { askConsole } from './read-console.ts'
import { readBalancers } from './read-targets.ts'
import { readActivities } from './scaling-activities.ts'

type Sample = { readonly place: Place; readonly id: `i-${string}` }

const few = { MaxResults: 5 }
// Whoever may not ask is told that before anybody looks whether the thing is there.
const notThere = new Set([
  'InvalidInstanceID.NotFound',
  'ValidationError',
  'InvalidAuthorizationMessageException',
  'LoadBalancerNotFound',
  'LoadBalancerNotFoundException',
])

/** Asks what `why` and prices ask beside `show`. */
export async function checkEvidence({ place, id }: Sample, calls: PlaceCalls): Promise<PlaceFailure[]> {
  const ask = (action: ReadAction, question: Ask<unknown>) => calls.attempt({ place, action, reads: 'whole' }, question)
  const answers = await Promise.all([
    calls.attemptTrail({ place, action: 'cloudtrail:LookupEvents' }, (client, abortSignal) =>
      client.lookupEvents({ MaxResults: 1 }, { abortSignal }),
    ),
    calls.attemptScaling({ place, action: 'autoscaling:DescribeScalingActivities' }, readActivities('windlass-check')),
    ask('ec2:GetConsoleOutput', askConsole({ id })),
    ask('ec2:DescribeSecurityGroups', (client, abortSignal) => client.describeSecurityGroups(few, { abortSignal })),
    ask('ec2:DescribeNetworkAcls', (client, abortSignal) => client.describeNetworkAcls(few, { abortSignal })),
    ask('ec2:DescribeRouteTables', (client, abortSignal) => client.describeRouteTables(few, { abortSignal })),
    ask('ec2:DescribeSpotInstanceRequests', (client, abortSignal) =>
      client.describeSpotInstanceRequests(few, { abortSignal }),
    ),
    calls.attemptBalancing(
      { place, action: 'elasticloadbalancing:DescribeLoadBalancers' },
      readBalancers(['arn:aws:elasticloadbalancing:::loadbalancer/app/windlass-check/0']),
    ),
    calls.attemptLambda({ place, action: 'lambda:GetAccountSettings' }, (client, abortSignal) =>
      client.getAccountSettings({}, { abortSignal }),
    ),
    calls.attemptDecoding({ place, action: 'sts:DecodeAuthorizationMessage' }, (client, abortSignal) =>
      client.decodeAuthorizationMessage({ EncodedMessage: 'windlass-check' }, { abortSignal }),
    ),
    calls.attemptPrices({ place, action: 'pricing:GetProducts' }, (client, abortSignal) =>
      client.getProducts({ ServiceCode: 'AmazonEC2', MaxResults: 1 }, { abortSignal }),
    ),
  ])
  const failures = answers.flatMap((answer) => ('failure' in answer ? [answer.failure] : []))
  return failures.filter(({ code }) => !notThere.has(code))
}
