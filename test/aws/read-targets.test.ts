import { expect, test } from 'vitest'
import { readActions } from '../../src/aws/read-actions.ts'
import { readRegistrationsOf } from '../../src/aws/read-targets.ts'
import { known } from '../../src/core/evidence.ts'
import { detailsOf } from '../fixtures/account.ts'
import { anInstance } from '../fixtures/values.ts'
import { stsError } from './answers.ts'
import { askingOrganisation, askingStub } from './asking-places.ts'
import type { Call, Reply } from './stub.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

const details = detailsOf(anInstance({ id: 'i-1' }), { vpcId: 'vpc-1' })

const queryAnswer = (operation: string, inside: string): Reply => ({
  body: `<${operation}Response><${operation}Result>${inside}</${operation}Result></${operation}Response>`,
})

const group = (name: string, more = '') =>
  `<member><TargetGroupArn>arn:${name}</TargetGroupArn><TargetGroupName>${name}</TargetGroupName><TargetType>instance</TargetType><VpcId>vpc-1</VpcId><Port>8080</Port>${more}</member>`
const usual = group(
  'shop',
  '<HealthCheckPath>/healthz</HealthCheckPath><Matcher><HttpCode>200-299</HttpCode></Matcher><LoadBalancerArns><member>arn:lb</member></LoadBalancerArns>',
)

const target = (id: string, inside: string, port = 8080) =>
  `<member><Target><Id>${id}</Id><Port>${port}</Port></Target>${inside}</member>`
const unhealthy =
  '<HealthCheckPort>9000</HealthCheckPort><TargetHealth><State>unhealthy</State><Reason>Target.Timeout</Reason><Description>Request timed out</Description></TargetHealth>'
const healthy = '<TargetHealth><State>healthy</State></TargetHealth>'

const balancer =
  '<member><LoadBalancerArn>arn:lb</LoadBalancerArn><LoadBalancerName>shop-lb</LoadBalancerName><SecurityGroups><member>sg-9</member></SecurityGroups><AvailabilityZones><member><ZoneName>eu-central-1a</ZoneName></member></AvailabilityZones></member>'

type Answers = { readonly groups?: string; readonly targets?: string; readonly balancers?: Reply }

const answering = ({
  groups = usual,
  targets = target('i-1', unhealthy) + target('i-2', healthy),
  balancers,
}: Answers) =>
  askingStub((call: Call): Reply => {
    if (call.action === 'DescribeTargetGroups')
      return queryAnswer(call.action, `<TargetGroups>${groups}</TargetGroups>`)
    if (call.action === 'DescribeTargetHealth')
      return queryAnswer(call.action, `<TargetHealthDescriptions>${targets}</TargetHealthDescriptions>`)
    return balancers ?? queryAnswer(call.action, `<LoadBalancers>${balancer}</LoadBalancers>`)
  })

const found = {
  group: 'shop',
  port: 8080,
  state: 'unhealthy',
  reason: 'Target.Timeout',
  says: 'Request timed out',
  check: { port: 9000, path: '/healthz', expects: '200-299' },
  balancers: [{ name: 'shop-lb', securityGroups: ['sg-9'], zones: ['eu-central-1a'] }],
}

test('how each target group finds it, what it checks, and which load balancers use it', async () => {
  const { calls } = await answering({})
  expect(await readRegistrationsOf(details, calls)).toEqual({ value: { targets: [found], unread: [] } })
})

test('each port counts for itself, and load balancers are asked for once', async () => {
  const { calls, stub } = await answering({ targets: target('i-1', healthy) + target('i-1', unhealthy, 8081) })
  const read = known(await readRegistrationsOf(details, calls))
  expect(read?.targets.map(({ port, state, reason, check }) => [port, state, reason, check.port])).toEqual([
    [8080, 'healthy', undefined, 8080],
    [8081, 'unhealthy', 'Target.Timeout', 9000],
  ])
  expect(stub.calls.filter(({ action }) => action === 'DescribeLoadBalancers')).toHaveLength(1)
})

test('a group that no load balancer uses has none, and none is asked for', async () => {
  const { calls, stub } = await answering({ groups: group('shop') })
  const read = known(await readRegistrationsOf(details, calls))
  expect(read?.targets).toMatchObject([{ balancers: [], check: { path: undefined, expects: undefined } }])
  expect(stub.calls.some(({ action }) => action === 'DescribeLoadBalancers')).toBe(false)
})

test('load balancers that may not be read are said, and spoil nothing else', async () => {
  const { calls } = await answering({ balancers: stsError('AccessDenied') })
  expect(await readRegistrationsOf(details, calls)).toEqual({
    value: {
      targets: [{ ...found, balancers: undefined }],
      unread: [expect.stringContaining('may not do elasticloadbalancing:DescribeLoadBalancers in eu-central-1')],
    },
  })
})

test('a target group that is deleted meanwhile has no targets, and spoils nothing else', async () => {
  const { calls } = await askingStub((call) => {
    const { action, body } = call
    if (action === 'DescribeTargetGroups')
      return queryAnswer(action, `<TargetGroups>${group('gone')}${usual}</TargetGroups>`)
    if (action !== 'DescribeTargetHealth') return queryAnswer(action, `<LoadBalancers>${balancer}</LoadBalancers>`)
    return body.includes('gone')
      ? stsError('TargetGroupNotFound')
      : queryAnswer(action, `<TargetHealthDescriptions>${target('i-1', unhealthy)}</TargetHealthDescriptions>`)
  })
  expect(await readRegistrationsOf(details, calls)).toEqual({ value: { targets: [found], unread: [] } })
})

test('only groups of its network that hold instances are asked', async () => {
  const others = [group('lambda').replace('>instance<', '>ip<'), group('far').replace('vpc-1', 'vpc-2')]
  const { calls, stub } = await answering({ groups: [...others, usual].join('') })
  await readRegistrationsOf(details, calls)
  const asked = stub.calls.filter(({ action }) => action === 'DescribeTargetHealth')
  expect(asked.map(({ body }) => new URLSearchParams(body).get('TargetGroupArn'))).toEqual(['arn:shop'])
})

test.each(['DescribeTargetGroups', 'DescribeTargetHealth'])('who may not do %s is told so', async (denied) => {
  const { calls } = await askingStub(({ action }) =>
    action === denied ? stsError('AccessDenied') : queryAnswer(action, `<TargetGroups>${usual}</TargetGroups>`),
  )
  expect(await readRegistrationsOf(details, calls)).toEqual({
    unread: expect.stringContaining(`may not do elasticloadbalancing:${denied}`),
  })
})

test('of more target groups than are looked into it says so', async () => {
  const groups = Array.from({ length: 201 }, (_, index) => group(`g-${index}`)).join('')
  const { calls, stub } = await answering({ groups, targets: '' })
  expect(await readRegistrationsOf(details, calls)).toEqual({
    value: {
      targets: [],
      unread: ['production, eu-central-1 has 201 target groups for this network; only 200 of them were looked into.'],
    },
  })
  expect(stub.calls.filter(({ action }) => action === 'DescribeTargetHealth')).toHaveLength(200)
})

test('of the playground, with what the role needs for it alone', async () => {
  const { calls, simulation, detailsOf: describe } = await askingOrganisation()
  const [web, other] = await Promise.all([describe('web-5'), describe('grafana')])
  simulation.allowOnly(readActions.readRegistrations)
  expect(await readRegistrationsOf(web, calls)).toMatchObject({
    value: {
      targets: [
        {
          group: 'shop-web',
          state: 'unhealthy',
          check: { port: 8080, path: '/healthz', expects: '200' },
          balancers: [{ name: 'shop-web' }],
        },
      ],
      unread: [],
    },
  })
  expect(await readRegistrationsOf(other, calls)).toEqual({ value: { targets: [], unread: [] } })
})
