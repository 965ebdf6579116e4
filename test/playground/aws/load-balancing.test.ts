import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { expect, test } from 'vitest'
import { account, credentialsOf, failureOf, simulatedIn, startedAws } from './simulation.ts'

test('target groups are found by name, ARN and load balancer', async () => {
  const { balancing } = await startedAws()
  const client = await balancing('production')
  const [group] = (await client.describeTargetGroups({})).TargetGroups ?? []
  expect(group).toMatchObject({ TargetGroupName: 'shop-web', TargetType: 'instance', Protocol: 'HTTP', Port: 8080 })
  const found = await Promise.all([
    client.describeTargetGroups({ Names: ['shop-web'] }),
    client.describeTargetGroups({ TargetGroupArns: [group?.TargetGroupArn ?? ''] }),
    client.describeTargetGroups({ LoadBalancerArn: group?.LoadBalancerArns?.[0] }),
  ])
  for (const { TargetGroups } of found) expect(TargetGroups).toEqual([group])
  expect(await failureOf(client.describeTargetGroups({ Names: ['api'] }))).toMatchObject({
    code: 'TargetGroupNotFoundException',
    message: 'One or more target groups not found',
    status: 400,
  })
})

test('a target is as healthy as its instance is', async () => {
  const { aws, balancing, changer, clock } = await startedAws()
  const client = await balancing('production')
  const { TargetGroups } = await client.describeTargetGroups({})
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn
  const healthOf = async (name: string) => {
    const Targets = [{ Id: simulatedIn(aws, name).id }]
    const answer = await client.describeTargetHealth({ TargetGroupArn, Targets })
    return answer.TargetHealthDescriptions?.[0]?.TargetHealth
  }
  clock.time += 20_000
  expect(await healthOf('web-1')).toEqual({ State: 'healthy' })
  expect(await healthOf('web-5')).toMatchObject({ State: 'unhealthy' })
  expect(await healthOf('web-6')).toMatchObject({ State: 'initial', Reason: 'Elb.InitialHealthChecking' })
  expect(await healthOf('grafana')).toMatchObject({ State: 'unused', Reason: 'Target.NotRegistered' })
  await (await changer('production')).stopInstances({ InstanceIds: [simulatedIn(aws, 'web-1').id] })
  expect(await healthOf('web-1')).toMatchObject({ State: 'unused', Description: 'Target is in the stopping state' })
  expect((await failureOf(client.describeTargetHealth({ TargetGroupArn: 'arn:aws:x' }))).code).toBe(
    'TargetGroupNotFoundException',
  )
})

test('who may not read it is told so in the words of a Query service', async () => {
  const { sts, aws } = await startedAws()
  const { roles, externalId } = account('production')
  const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'ec2:*', Resource: '*' } })
  const asked = { RoleArn: roles.read, RoleSessionName: 'T0-U0', ExternalId: externalId, Policy }
  const { Credentials } = await sts().assumeRole(asked)
  const client = new ElasticLoadBalancingV2({
    endpoint: aws.url,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: credentialsOf(Credentials),
  })
  expect(await failureOf(client.describeTargetGroups({}))).toMatchObject({
    code: 'AccessDenied',
    message:
      'User: arn:aws:sts::111122223333:assumed-role/WindlassRead/T0-U0 is not authorized to perform: elasticloadbalancing:DescribeTargetGroups because no session policy allows the elasticloadbalancing:DescribeTargetGroups action',
    status: 403,
  })
})

test('load balancers are found by name and ARN', async () => {
  const { balancing } = await startedAws()
  const client = await balancing('production')
  const { LoadBalancers: [balancer] = [] } = await client.describeLoadBalancers({})
  const { TargetGroups: [group] = [] } = await client.describeTargetGroups({})
  expect(group?.LoadBalancerArns).toEqual([balancer?.LoadBalancerArn])
  expect(balancer).toMatchObject({
    LoadBalancerName: 'shop-web',
    Type: 'application',
    SecurityGroups: [expect.stringMatching(/^sg-/)],
  })
  const found = await Promise.all([
    client.describeLoadBalancers({ Names: ['shop-web'] }),
    client.describeLoadBalancers({ LoadBalancerArns: [balancer?.LoadBalancerArn ?? ''] }),
  ])
  for (const { LoadBalancers } of found) expect(LoadBalancers).toEqual([balancer])
  expect(await failureOf(client.describeLoadBalancers({ Names: ['api'] }))).toMatchObject({
    code: 'LoadBalancerNotFoundException',
    message: "Load balancers '[api]' not found",
    status: 400,
  })
})

test('a target group may find a target otherwise than its instance is', async () => {
  const { aws, balancing, clock } = await startedAws()
  const client = await balancing('production')
  const { id } = simulatedIn(aws, 'web-1')
  const place = aws.world.accounts.flatMap(({ places }) => [...places.values()])
  const [pool] = place.flatMap((one) => one.balancing).filter(({ targets }) => targets.includes(id))
  if (pool === undefined) throw new Error('No target group')
  const health = { State: 'draining', Reason: 'Target.DeregistrationInProgress' } as const
  pool.health = { [id]: health }
  clock.time += 20_000
  const { TargetHealthDescriptions = [] } = await client.describeTargetHealth({
    TargetGroupArn: pool.group.TargetGroupArn,
    Targets: [{ Id: id }],
  })
  expect(TargetHealthDescriptions).toEqual([
    { Target: { Id: id, Port: 8080 }, HealthCheckPort: '8080', TargetHealth: health },
  ])
})
