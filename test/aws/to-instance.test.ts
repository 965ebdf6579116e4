import { expect, test } from 'vitest'
import { toInstance } from '../../src/aws/to-instance.ts'
import { age } from '../../src/core/age.ts'
import { columnOf } from '../../src/core/ec2/columns.ts'
import { exportInstances } from '../../src/core/ec2/export.ts'
import { frankfurt, noon } from '../fixtures/values.ts'

const described = { InstanceId: 'i-0123456789abcdef0', State: { Name: 'running' } } as const
const facts = { now: noon, tagKeys: { owner: 'owner', environment: 'env' }, accounts: [] }

test.each([
  [undefined, undefined],
  [new Date(0), undefined],
  [new Date(Number.NaN), undefined],
  [new Date(noon - 90_000), age(90_000)],
])('launched at %s, its age is %s', (LaunchTime, shown) => {
  const instance = toInstance({ ...described, ...(LaunchTime && { LaunchTime }) }, frankfurt)
  expect(columnOf('age').show(instance, facts)).toBe(shown)
})

test('an export leaves empty when it was launched, where nobody knows', () => {
  const instance = toInstance(described, frankfurt)
  const [, row] = [...exportInstances([instance], 'csv', facts)].join('').split('\r\n')
  expect(row).toMatch(/^running,,/)
  expect([...exportInstances([instance], 'json', facts)].join('')).not.toContain('launchedAt')
})
