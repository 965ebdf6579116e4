import { describe, expect, it } from 'vitest'
import type { InstanceTrouble, RegisteredTarget } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseInstance } from '../../../../src/core/ec2/why.ts'
import { plain } from '../../../../src/core/text.ts'
import { aNetwork, foundIn, inTargetGroup, someFacts, tcp } from '../../../fixtures/instance-facts.ts'

const web = { publicAddress: '54.93.18.7', zone: 'eu-central-1a' }
const unhealthy = { state: 'unhealthy' } as const
const timeout = { ...unhealthy, reason: 'Target.Timeout', says: 'Request timed out' }
const unused = { state: 'unused', reason: 'Target.NotInUse' } as const

type Given = {
  readonly about?: InstanceTrouble
  readonly port?: number
  readonly network?: ReturnType<typeof aNetwork>
}

function facts(
  target: Partial<RegisteredTarget>,
  { about = 'check', network = aNetwork([tcp(8080)]), port }: Given = {},
) {
  return someFacts({ about, port, instance: web, network, registrations: inTargetGroup(target) })
}

describe('what a load balancer finds of an instance that runs', () => {
  it.each<readonly [string, Partial<RegisteredTarget>, string, string]>([
    [
      'its program answers the check with another code',
      {
        ...unhealthy,
        reason: 'Target.ResponseCodeMismatch',
        says: 'Health checks failed with these codes: [503]',
      },
      'target-unhealthy',
      'shop-web finds web-3 unhealthy: its program answers the health check (/healthz on port 8080) with 503, where 200 is expected.',
    ],
    [
      'it failed with a code, whatever the reason is called',
      {
        ...unhealthy,
        reason: 'Target.FailedHealthChecks',
        says: 'Health checks failed with these codes: [502, 504]',
        check: { port: 9000, path: undefined, expects: undefined },
      },
      'target-unhealthy',
      'shop-web finds web-3 unhealthy: its program answers the health check (on port 9000) with 502, 504.',
    ],
    [
      'it does not answer in time',
      timeout,
      'target-unhealthy',
      'shop-web finds web-3 unhealthy: it does not answer the health check (/healthz on port 8080) in time.',
    ],
    [
      'it takes no connection',
      { ...unhealthy, reason: 'Target.FailedHealthChecks', says: 'Health checks failed' },
      'target-unhealthy',
      'shop-web finds web-3 unhealthy: the load balancer gets no connection for the health check (/healthz on port 8080), or no proper answer.',
    ],
    [
      'AWS itself had trouble',
      { ...unhealthy, reason: 'Elb.InternalError', says: 'Health checks failed due to an internal error' },
      'target-unhealthy',
      'shop-web finds web-3 unhealthy: AWS says: Health checks failed due to an internal error.',
    ],
    [
      'it is being registered',
      { state: 'initial', reason: 'Elb.RegistrationInProgress' },
      'target-waiting',
      'web-3 gets no requests from shop-web yet: it is still being registered.',
    ],
    [
      'it is checked for the first time',
      { state: 'initial', reason: 'Elb.InitialHealthChecking' },
      'target-waiting',
      'web-3 gets no requests from shop-web yet: its first health checks (/healthz on port 8080) are not through yet.',
    ],
    [
      'it is taken out',
      { state: 'draining', reason: 'Target.DeregistrationInProgress' },
      'target-leaving',
      'web-3 is being taken out of shop-web: it gets no new requests from there, and ends those that it has.',
    ],
    [
      'no load balancer uses the group',
      { ...unused, balancers: [] },
      'target-unused',
      'web-3 gets no requests from shop-web: no load balancer uses that target group.',
    ],
    [
      'the load balancer is in other zones',
      { ...unused, balancers: [{ name: 'shop', securityGroups: [], zones: ['eu-central-1b'] }] },
      'target-unused',
      'web-3 gets no requests from shop-web: the load balancer shop is not enabled in its zone, eu-central-1a, only in eu-central-1b.',
    ],
    [
      'its load balancers could not be read',
      { ...unused, balancers: undefined, says: 'Target group is not configured to receive traffic' },
      'target-unused',
      'web-3 gets no requests from shop-web: AWS says: Target group is not configured to receive traffic.',
    ],
    ['it is healthy', {}, 'checks-pass', 'web-3 passes its status checks: system and instance are ok.'],
    [
      'its health is not known',
      { state: 'unavailable', reason: 'Target.HealthCheckDisabled' },
      'checks-pass',
      'web-3 passes its status checks: system and instance are ok.',
    ],
  ])('%s', (_, target, ...[rule, line]) => {
    const { rules, line: first } = foundIn(facts(target))
    expect([rules[0], first]).toEqual([rule, line])
  })

  it('shows what each of its target groups says', () => {
    const registrations = inTargetGroup({}, { ...timeout, group: 'shop-api', port: 9000 })
    const [{ evidence }] = diagnoseInstance(someFacts({ about: 'check', registrations }))
    expect(evidence.map(({ says, source }) => [plain(says), source])).toEqual([
      ['shop-api on port 9000: unhealthy (Target.Timeout), Request timed out', 'balancing'],
      ['shop-web on port 8080: healthy', 'balancing'],
    ])
  })
})

describe('a load balancer that is not let in', () => {
  const closed = (...peers: readonly string[]) => aNetwork(peers.length === 0 ? [] : [tcp(8080, ...peers)])

  it.each([
    [
      'nobody is',
      closed(),
      'shop-web finds web-3 unhealthy, since the load balancer shop is not let in on port 8080: its security group web opens it to no one.',
    ],
    [
      'another group is, and addresses of elsewhere',
      closed('sg-2', '203.0.113.0/24', '2001:db8::/32'),
      'shop-web finds web-3 unhealthy, since the load balancer shop is not let in on port 8080: its security group web opens it only to sg-2, 203.0.113.0/24, 2001:db8::/32, not to the security group of the load balancer, sg-9.',
    ],
  ])('%s', (_, network, line) => {
    expect(foundIn(facts(timeout, { network }))).toMatchObject({ rules: ['target-closed'], line })
  })

  it.each([
    ['its group is let in', timeout, closed('sg-9')],
    ['everyone is let in', timeout, closed('0.0.0.0/0')],
    ['some of its network is let in', timeout, closed('10.0.128.0/20')],
    [
      'what is around the network is not known',
      timeout,
      { value: { ...closed('172.16.0.0/12').value, routes: undefined } },
    ],
    ['a prefix list may hold it', timeout, closed('pl-1')],
    ['its load balancer is not known', { ...timeout, balancers: undefined }, closed()],
    ['it did answer', { ...timeout, says: 'Health checks failed with these codes: [503]' }, closed()],
  ])('is not said where %s', (_, target, network) => {
    expect(foundIn(facts(target, { network })).rules).toEqual(['target-unhealthy'])
  })
})

describe('where an instance cannot be reached', () => {
  const asked = (given: Given) => foundIn(facts(timeout, { about: 'unreachable', ...given }))

  it('the target group is the cause where no other port was asked for', () => {
    expect(asked({ network: aNetwork([tcp(22), tcp(8080)]) }).rules).toEqual(['target-unhealthy'])
    expect(asked({ port: 8080 }).rules).toEqual(['target-unhealthy'])
  })

  it('and is not said where another was', () => {
    expect(asked({ port: 22 }).rules).toEqual(['closed-by-group'])
    expect(asked({ port: 22, network: aNetwork([tcp(22), tcp(8080)]) }).rules).toEqual(['ports-open'])
  })

  it.each([
    ['8080 is asked for', 8080, ['target-leaving', 'closed-by-group']],
    ['no port is, and the network says more', undefined, ['closed-by-group', 'target-leaving']],
    ['another is', 9090, ['closed-by-group']],
  ])('a group that it leaves is said where %s', (_, port, rules) => {
    const network = aNetwork([])
    const leaving = facts({ state: 'draining' }, { about: 'unreachable', network })
    expect(foundIn({ ...leaving, port }).rules).toEqual(rules)
    const { publicAddress: _address, ...inside } = leaving.details.instance
    const instance = { ...inside, publicAddress: undefined }
    expect(foundIn({ ...leaving, port, details: { ...leaving.details, instance } }).rules).toEqual(
      [...rules, 'no-public-address'].slice(0, 3),
    )
  })

  it('a port on which it is found healthy has a program that answers', () => {
    expect(foundIn(facts({}, { about: 'unreachable', port: 8080 }))).toEqual({
      rules: ['ports-open'],
      line: 'web-3 is open on 8080, as far as AWS can see: its program answers on 8080, since shop-web finds it healthy there.',
    })
  })

  it.each([
    [8080, 'most likely nothing listens there, or its own firewall is in the way.'],
    [9000, 'its program answers on 9000, since shop-web finds it healthy there.'],
  ])('of a check on port 9000, asked for %i, it says only that', (port, says) => {
    const check = { port: 9000, path: '/healthz', expects: '200' }
    const network = aNetwork([tcp(8080), tcp(9000)])
    expect(foundIn(facts({ check }, { about: 'unreachable', port, network })).line).toBe(
      `web-3 is open on ${port}, as far as AWS can see: ${says}`,
    )
  })

  it('a status check that fails is the cause of it', () => {
    const all = someFacts({ details: { instanceCheck: 'impaired' }, registrations: inTargetGroup(timeout) })
    expect(foundIn(all).rules).toEqual(['instance-check', 'target-unhealthy'])
  })

  const old = { group: 'blue', port: 9090, check: { port: 9090, path: undefined, expects: undefined } }
  it.each<readonly [string, Partial<RegisteredTarget>, InstanceTrouble | undefined, number | undefined, string]>([
    ['unused, asked for its check', { ...unused, balancers: [] }, 'check', undefined, 'checks-pass'],
    ['unused, on the same port', { ...unused, balancers: [] }, 'unreachable', 8080, 'ports-open'],
    ['draining, on another port', { ...old, state: 'draining' }, 'unreachable', 8080, 'ports-open'],
    ['draining, without a question', { ...old, state: 'draining' }, undefined, undefined, 'nothing-found'],
    ['draining, on the port asked for', { ...old, state: 'draining' }, 'unreachable', 9090, 'target-leaving'],
    ['unhealthy', { ...old, ...unhealthy }, 'check', undefined, 'target-unhealthy'],
  ])('beside a group that finds it healthy, another: %s', (_, other, ...[about, port, rule]) => {
    const network = aNetwork([tcp(8080), tcp(9090)])
    const registrations = inTargetGroup({ group: 'blue', ...other }, { group: 'green' })
    expect(foundIn(someFacts({ about, port, instance: web, network, registrations })).rules).toEqual([rule])
  })

  it('a group that nobody uses is nothing wrong by itself', () => {
    expect(foundIn(someFacts({ registrations: inTargetGroup({ ...unused, balancers: [] }) })).rules).toEqual([
      'nothing-found',
    ])
  })
})
