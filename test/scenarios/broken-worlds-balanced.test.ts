import type { TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2'
import { describe, it } from 'vitest'
import { expectTruth, type InstanceScene, instanceWorld, shareStage, type World } from './broken-world.ts'

const balanced = { fleet: 'shop-web', isBalanced: true } as const

/** How its target group finds it. */
const found = (health: TargetHealth) => (scene: InstanceScene) => {
  const [balancing] = scene.place.balancing
  if (balancing !== undefined) balancing.health = { [scene.web.id]: health }
}

const timeout: TargetHealth = { State: 'unhealthy', Reason: 'Target.Timeout', Description: 'Request timed out' }

const worlds: readonly World[] = [
  {
    it: 'its program answers the health check with an error',
    ask: '@windlass the load balancer says web-1 is unhealthy, what is wrong with it?',
    world: instanceWorld(
      { ...balanced, opens: [[8080, 'vpc']] },
      found({
        State: 'unhealthy',
        Reason: 'Target.ResponseCodeMismatch',
        Description: 'Health checks failed with these codes: [503]',
      }),
    ),
    line: 'shop-web finds web-1 unhealthy: its program answers the health check (/healthz on port 8080) with 503, where 200 is expected.',
    shows: [
      'shop-web on port 8080: unhealthy (Target.ResponseCodeMismatch), Health checks failed with these codes: [503] (Elastic Load Balancing)',
    ],
    offers: 'What is a target group?',
  },
  {
    it: 'its security group lets another in, not the load balancer',
    ask: '@windlass is web-1 down? the site says 504',
    world: instanceWorld({ ...balanced, opens: [[8080, 'office']] }, found(timeout)),
    line: /^shop-web finds web-1 unhealthy, since the load balancer shop-web is not let in on port 8080: its security group web opens it only to 203\.0\.113\.0\/24, not to the security group of the load balancer, sg-[0-9a-f]+\.$/,
    shows: ['opens 22 to', '8080 to 203.0.113.0/24 (security groups and routes)'],
    offers: 'What is a security group?',
  },
  {
    it: 'its program hangs, and the load balancer is let in',
    ask: '/ec2 why web-1 --about check',
    world: instanceWorld({ ...balanced, opens: [[8080, 'vpc']] }, found(timeout)),
    line: 'shop-web finds web-1 unhealthy: it does not answer the health check (/healthz on port 8080) in time.',
    shows: ['shop-web on port 8080: unhealthy (Target.Timeout), Request timed out'],
    offers: 'Errors of load balancers',
  },
  {
    it: 'it is still being registered',
    ask: '@windlass why does web-1 not answer yet?',
    world: instanceWorld(
      { ...balanced, opens: [[8080, 'vpc']] },
      found({
        State: 'initial',
        Reason: 'Elb.RegistrationInProgress',
        Description: 'Target registration is in progress',
      }),
    ),
    line: 'web-1 gets no requests from shop-web yet: it is still being registered.',
    also: [
      'web-1 has no public address: nobody reaches it straight from the internet. From inside its network it is 10.114.61.45.',
    ],
    shows: ['initial (Elb.RegistrationInProgress), Target registration is in progress'],
    offers: 'What is a target group?',
  },
  {
    it: 'no load balancer uses its target group',
    ask: '@windlass web-1 gets no traffic, health is unused?',
    world: instanceWorld({ ...balanced, opens: [[8080, 'vpc']] }, (scene) => {
      const [balancing] = scene.place.balancing.splice(0)
      if (balancing === undefined) return
      const { balancer: _, group, targets } = balancing
      const health: TargetHealth = {
        State: 'unused',
        Reason: 'Target.NotInUse',
        Description: 'Target group is not configured to receive traffic from the load balancer',
      }
      const unused = { group: { ...group, LoadBalancerArns: [] }, targets, health: { [scene.web.id]: health } }
      scene.place.balancing.push(unused)
    }),
    line: 'web-1 gets no requests from shop-web: no load balancer uses that target group.',
    shows: ['unused (Target.NotInUse), Target group is not configured'],
    offers: 'Load balancers and subnets',
  },
  {
    it: 'it is being taken out',
    ask: '@windlass what is going on with web-1',
    world: instanceWorld(
      { ...balanced, opens: [[8080, 'vpc']] },
      found({
        State: 'draining',
        Reason: 'Target.DeregistrationInProgress',
        Description: 'Target deregistration is in progress',
      }),
    ),
    line: 'web-1 is being taken out of shop-web: it gets no new requests from there, and ends those that it has.',
    shows: ['draining (Target.DeregistrationInProgress)'],
    offers: 'About Auto Scaling groups',
  },
  {
    it: 'the role may not read load balancers, only their target groups',
    ask: '/ec2 why web-1 --about check',
    world: instanceWorld({ ...balanced, opens: [[8080, 'office']] }, found(timeout)),
    cannot: ['DescribeLoadBalancers'],
    line: 'shop-web finds web-1 unhealthy: it does not answer the health check (/healthz on port 8080) in time.',
    shows: ['unhealthy (Target.Timeout)'],
    offers: 'What is a target group?',
    unread: 'elasticloadbalancing:DescribeLoadBalancers',
  },
  {
    it: 'the role may read nothing of load balancers',
    ask: '/ec2 why web-1 --about check',
    world: instanceWorld({ ...balanced, opens: [[8080, 'office']] }, found(timeout)),
    cannot: ['DescribeTargetGroups'],
    line: 'web-1 passes its status checks: system and instance are ok, and did all the time that was looked at.',
    shows: [],
    offers: 'Console output',
    unread: 'elasticloadbalancing:DescribeTargetGroups',
  },
]

describe('an instance behind a load balancer', () => {
  shareStage()
  it.each(worlds)('$it', expectTruth)
})
