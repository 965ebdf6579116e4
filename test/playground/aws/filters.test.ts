import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { Filter } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { addressFilters } from '../../../src/playground/aws/ec2/filters/address.ts'
import { matchesFilterValue } from '../../../src/playground/aws/ec2/filters/filter-value.ts'
import { imageFilters } from '../../../src/playground/aws/ec2/filters/image.ts'
import { instanceFilters } from '../../../src/playground/aws/ec2/filters/instance.ts'
import { instanceStatusFilters } from '../../../src/playground/aws/ec2/filters/instance-status.ts'
import { instanceTypeFilters } from '../../../src/playground/aws/ec2/filters/instance-type.ts'
import { networkAclFilters } from '../../../src/playground/aws/ec2/filters/network-acl.ts'
import { routeTableFilters } from '../../../src/playground/aws/ec2/filters/route-table.ts'
import { securityGroupFilters } from '../../../src/playground/aws/ec2/filters/security-group.ts'
import { volumeFilters } from '../../../src/playground/aws/ec2/filters/volume.ts'
import { failureOf, namesOf, startedAws } from './simulation.ts'

test.each([
  ['web-*', 'web-1', true],
  ['web-*', 'Web-1', false],
  ['web-?', 'web-1', true],
  ['web-?', 'web-', true],
  ['web-?', 'web-12', false],
  ['web-??', 'web-12', true],
  ['web-?2', 'web-2', true],
  ['?*?', '', true],
  ['?a'.repeat(60), 'a'.repeat(120), true],
  [`${'?a'.repeat(60)}x`, 'a'.repeat(100), false],
  ['web', 'web-1', false],
  ['*', '', true],
  [String.raw`\*web\?`, '*web?', true],
  [String.raw`\*web\?`, 'xweb1', false],
  [String.raw`back\\slash`, String.raw`back\slash`, true],
  ['a.c', 'abc', false],
  ['(web|db)', 'web', false],
  ['*🚀?', 'go🚀é', true],
  ['line*', 'line\nbreak', true],
])('the filter value %j and the text %j: %s', (pattern, text, fits) => {
  expect(matchesFilterValue(pattern, text)).toBe(fits)
})

const filter = (Name: string, ...Values: string[]): Filter => ({ Name, Values })

test.each<[string, Filter[], string[]]>([
  ['any of the values of one filter', [filter('tag:Name', 'grafana', 'vpn')], ['vpn', 'grafana']],
  ['all of several filters', [filter('tag:Name', 'web-*'), filter('instance-state-name', 'pending')], ['web-6']],
  ['the same filter twice', [filter('tag:Name', 'web-*'), filter('tag:Name', '*-2')], ['web-2']],
  ['a state code', [filter('instance-state-code', '64')], ['jenkins-agent-2']],
  ['a type with a wildcard', [filter('instance-type', 'r6i.*')], ['orders-db', 'orders-db-replica']],
  ['a key of a tag', [filter('tag-key', 'backup')], ['orders-db', 'orders-db-replica']],
  [
    'an Auto Scaling group',
    [filter('tag:aws:autoscaling:groupName', 'shop-web'), filter('availability-zone', '*a')],
    ['web-1', 'web-4'],
  ],
  ['a Spot instance', [filter('instance-lifecycle', 'spot')], ['jenkins-agent-1']],
  ['who launched it', [filter('requester-id', '940372691376'), filter('availability-zone', '*c')], ['web-3', 'web-6']],
  ['a day of launch', [filter('launch-time', '2026-11-17T*')], ['web-4', 'web-5']],
  ['a reason', [filter('state-reason-code', 'Client.UserInitiatedShutdown')], ['jenkins-agent-2']],
  [
    'a security group',
    [filter('instance.group-name', 'kafka'), filter('instance-id', 'i-*')],
    ['kafka-1', 'kafka-2', 'kafka-3'],
  ],
  ['an Elastic address', [filter('network-interface.association.ip-owner-id', '111122223333')], ['bastion', 'vpn']],
  [
    'disks that outlive the instance',
    [filter('block-device-mapping.delete-on-termination', 'false'), filter('tag:team', 'shop')],
    ['search-1', 'search-2'],
  ],
  ['a value in another case', [filter('tag:Name', 'GRAFANA')], []],
  ['a key of a tag in another case', [filter('tag:name', 'grafana')], []],
])('instances are found by %s', async (_, Filters, names) => {
  const { reader } = await startedAws()
  expect(namesOf(await (await reader('production')).describeInstances({ Filters }))).toEqual(names)
})

test('markup in a name is text like any other, and a backslash makes a wildcard literal', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('sandbox', 'eu-west-1')
  const Filters = [filter('tag:Name', String.raw`spike-<b>\*web\*_1_</b>`)]
  expect(namesOf(await ec2.describeInstances({ Filters }))).toEqual(['spike-<b>*web*_1_</b>'])
})

test('an unknown filter and one without values are refused, also where nothing would be listed', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('staging', 'ap-southeast-2')
  expect(await failureOf(ec2.describeInstances({ Filters: [filter('instance-stat', 'running')] }))).toEqual({
    code: 'InvalidParameterValue',
    message: "The filter 'instance-stat' is invalid",
    status: 400,
  })
  expect(await failureOf(ec2.describeInstances({ Filters: [filter('tag:Name')] }))).toMatchObject({
    code: 'InvalidParameterValue',
    message: "The filter 'tag:Name' is invalid",
  })
  const inherited = await failureOf(ec2.describeInstances({ Filters: [filter('toString', 'x')] }))
  expect(inherited.code).toBe('InvalidParameterValue')
})

test('more than 200 values are refused, 200 are not', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const asking = (count: number) =>
    failureOf(
      ec2.describeInstances({ Filters: [filter('tag:Name', ...Array.from({ length: count }, (_, n) => `n${n}`))] }),
    )
  expect(await asking(200)).toMatchObject({ code: 'none' })
  expect(await asking(201)).toMatchObject({
    code: 'FilterLimitExceeded',
    message: 'The maximum number of filter values specified on a single call is 200',
  })
})

/** What the SDK's own documentation of each request lists, so that an upgrade shows what EC2 has added. */
test.each([
  ['DescribeInstancesRequest', instanceFilters.fields, 110],
  ['DescribeInstanceStatusRequest', instanceStatusFilters.fields, 18],
  ['DescribeVolumesRequest', volumeFilters.fields, 18],
  ['DescribeImagesRequest', imageFilters.fields, 40],
  ['DescribeInstanceTypesRequest', instanceTypeFilters.fields, 50],
  ['DescribeAddressesRequest', addressFilters.fields, 8],
  ['DescribeSecurityGroupsRequest', securityGroupFilters.fields, 23],
  ['DescribeRouteTablesRequest', routeTableFilters.fields, 19],
  ['DescribeNetworkAclsRequest', networkAclFilters.fields, 17],
])('the filters of %s are those that the SDK documents', async (request, fields, atLeast) => {
  const documented = (await documentedFilters(request)).filter((name) => name !== 'tag' && name !== 'tag-key')
  expect(documented.length).toBeGreaterThanOrEqual(atLeast)
  expect(Object.keys(fields).toSorted()).toEqual([...new Set(documented)].toSorted())
})

async function documentedFilters(request: string): Promise<string[]> {
  const folder = new URL('../../../node_modules/@aws-sdk/client-ec2/dist-types/models/', import.meta.url)
  const models = (await readdir(folder)).filter((name) => name.startsWith('models_'))
  for (const name of models) {
    const [, body] =
      new RegExp(`export interface ${request} \\{(.*?)\\n\\}`, 's').exec(readFileSync(new URL(name, folder), 'utf8')) ??
      []
    if (body === undefined) continue
    // One list item per filter: `<li><p><code>name</code> - what it is`.
    const items = body.matchAll(
      /<p>\s*\*?\s*<code>([a-z0-9.-]+)(?::&lt;key&gt;|:)?<\/code>\s*\*?\s*(?:-(?! CVSS)|–|<code>)/g,
    )
    return [...items].flatMap(([, filterName]) => filterName ?? [])
  }
  throw new Error(`${request} is not in the SDK's models`)
}
