import { expect, it } from 'vitest'
import type { Route, SubnetRoutes } from '../../../../src/core/ec2/evidence.ts'
import { diagnoseFunction } from '../../../../src/core/lambda/why.ts'
import { failedCall, functionFacts } from '../../../fixtures/function-facts.ts'

const to = (target: string, destination = '0.0.0.0/0', isBlackhole = false): Route => ({
  destination,
  target,
  isBlackhole,
})
const local = to('local', '10.0.0.0/16')

const cases: readonly (readonly [string, SubnetRoutes, string])[] = [
  ['only local routes', [[local], [local]], 'no-internet'],
  ['a gateway endpoint', [[local, to('vpce-1', 'pl-1')]], 'no-internet'],
  ['an internet gateway', [[local, to('igw-1')]], 'no-internet'],
  ['a NAT gateway that is gone', [[local, to('nat-1', '0.0.0.0/0', true)]], 'no-internet'],
  ['a NAT gateway', [[local, to('nat-1')]], 'timed-out'],
  ['an internet gateway for IPv6', [[local, to('igw-1', '::/0')]], 'timed-out'],
  ['another network', [[local, to('tgw-1', '10.0.0.0/8')]], 'timed-out'],
  ['one subnet with a way out', [[local], [local, to('nat-1')]], 'timed-out'],
  ['no subnets', [], 'timed-out'],
]

it.each(cases)('a timeout with %s', (_, routes, rule) => {
  const facts = functionFacts({
    about: 'failing',
    counts: { invocations: 2880, errors: 36, throttles: 0 },
    function: { isInVpc: true },
    details: { vpc: { id: 'vpc-1', subnets: routes.length } },
    calls: { value: [failedCall('timeout', ['Task timed out after 30.00 seconds'])] },
  })
  const [first] = diagnoseFunction({ ...facts, subnetRoutes: { value: routes } })
  const label = rule === 'no-internet' ? 'A way out of a VPC' : 'Give it 60 s'
  expect(first.rule).toBe(rule)
  expect(first.actions[1]).toMatchObject({ label })
})

it.each(['10.0.4.7:5432', '198.51.100.7:5432'])('a timeout that says it waited for %s', (address) => {
  const lines = [`ERROR connect ETIMEDOUT ${address}`, 'Task timed out after 30.00 seconds']
  const facts = functionFacts({
    about: 'failing',
    function: { isInVpc: true },
    details: { vpc: { id: 'vpc-1', subnets: 1 } },
    calls: { value: [failedCall('timeout', lines)] },
  })
  const [first] = diagnoseFunction({ ...facts, subnetRoutes: { value: [[local]] } })
  expect(first.rule).toBe(address.startsWith('10.') ? 'timed-out' : 'no-internet')
})
