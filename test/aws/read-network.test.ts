import { expect, test } from 'vitest'
import { readActions } from '../../src/aws/read-actions.ts'
import { readNetwork } from '../../src/aws/read-network.ts'
import { known } from '../../src/core/evidence.ts'
import { detailsOf } from '../fixtures/account.ts'
import { anInstance } from '../fixtures/values.ts'
import { ec2Answer, ec2Error, filtersOf } from './answers.ts'
import { askingOrganisation, askingStub } from './asking-places.ts'
import type { Call, Reply } from './stub.ts'

process.env['AWS_MAX_ATTEMPTS'] = '1'

const details = detailsOf(anInstance())

const group = `<securityGroupInfo><item><groupId>sg-1</groupId><groupName>web</groupName>
  <ipPermissions>
    <item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>444</toPort>
      <ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges><ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges>
      <prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds>
      <groups><item><groupId>sg-9</groupId></item></groups></item>
    <item><ipProtocol>icmp</ipProtocol><fromPort>8</fromPort><toPort>-1</toPort><ipRanges/><groups/></item>
  </ipPermissions>
  <ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item></ipPermissionsEgress>
</item></securityGroupInfo>`
const acl = `<networkAclSet><item><networkAclId>acl-1</networkAclId><entrySet>
  <item><ruleNumber>32767</ruleNumber><protocol>-1</protocol><ruleAction>deny</ruleAction><egress>false</egress><cidrBlock>0.0.0.0/0</cidrBlock></item>
  <item><ruleNumber>100</ruleNumber><protocol>6</protocol><ruleAction>allow</ruleAction><egress>true</egress><ipv6CidrBlock>::/0</ipv6CidrBlock><portRange><from>80</from><to>80</to></portRange></item>
</entrySet></item></networkAclSet>`
const table = (target: string, state = 'active') =>
  `<routeTableSet><item><routeTableId>rtb-1</routeTableId><routeSet>
    <item><destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId><state>active</state></item>
    <item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock>${target}<state>${state}</state></item>
    <item><destinationPrefixListId>pl-2</destinationPrefixListId><networkInterfaceId>eni-1</networkInterfaceId><instanceId>i-2</instanceId><state>active</state></item>
  </routeSet></item></routeTableSet>`
const lost = table('<natGatewayId>nat-1</natGatewayId>', 'blackhole')
const none = '<routeTableSet/>'

type Tables = { readonly ofSubnet?: string; readonly main?: string }

const balancers = '<securityGroupInfo><item><groupId>sg-9</groupId><groupName>lb</groupName></item></securityGroupInfo>'

function answering({ ofSubnet = lost, main = table('<gatewayId>igw-1</gatewayId>') }: Tables = {}) {
  return (call: Call): Reply => {
    if (call.action === 'DescribeSecurityGroups')
      return ec2Answer(call.action, filtersOf(call)['group-id']?.[0] === 'sg-9' ? balancers : group)
    if (call.action === 'DescribeNetworkAcls') return ec2Answer(call.action, acl)
    return ec2Answer(call.action, 'association.main' in filtersOf(call) ? main : ofSubnet)
  }
}

test('groups, the list of its subnet and its routes are read as they are, in words of one kind', async () => {
  const { calls, stub } = await askingStub(answering())
  expect(await readNetwork(details, calls)).toEqual({
    value: {
      groups: [
        {
          id: 'sg-1',
          name: 'web',
          inbound: [
            { protocol: 'tcp', ports: { from: 443, to: 444 }, peers: ['0.0.0.0/0', '::/0', 'pl-1', 'sg-9'] },
            { protocol: 'icmp', ports: undefined, icmpType: 8, peers: [] },
          ],
          outbound: [{ protocol: 'all', ports: undefined, peers: ['0.0.0.0/0'] }],
        },
      ],
      acl: {
        id: 'acl-1',
        entries: [
          {
            number: 100,
            direction: 'outbound',
            isAllowed: true,
            protocol: 'tcp',
            ports: { from: 80, to: 80 },
            cidr: '::/0',
          },
          {
            number: 32_767,
            direction: 'inbound',
            isAllowed: false,
            protocol: 'all',
            ports: undefined,
            cidr: '0.0.0.0/0',
          },
        ],
      },
      routes: [
        { destination: '10.0.0.0/16', target: 'local', isBlackhole: false },
        { destination: '0.0.0.0/0', target: 'nat-1', isBlackhole: true },
        { destination: 'pl-2', target: 'i-2', isBlackhole: false },
      ],
      routeTable: 'rtb-1',
      groupNames: new Map([['sg-9', 'lb']]),
    },
  })
  const asked = stub.calls.filter(({ action }) => action.startsWith('Describe'))
  expect(asked.map((call) => [call.action, filtersOf(call)])).toEqual(
    expect.arrayContaining([
      ['DescribeSecurityGroups', { 'group-id': ['sg-1'] }],
      ['DescribeNetworkAcls', { 'association.subnet-id': ['subnet-1'] }],
      ['DescribeRouteTables', { 'association.subnet-id': ['subnet-1'] }],
      ['DescribeRouteTables', { 'vpc-id': ['vpc-1'], 'association.main': ['true'] }],
    ]),
  )
})

test('a subnet without a table of its own has the main one', async () => {
  const { calls } = await askingStub(answering({ ofSubnet: none }))
  expect(known(await readNetwork(details, calls))?.routes?.[1]).toMatchObject({ target: 'igw-1' })
})

test('a terminated instance has no network, and nobody is asked about it', async () => {
  const { calls, stub } = await askingStub(() => 'reset')
  const gone = { ...details, securityGroups: [], subnetId: undefined, vpcId: undefined }
  expect(await readNetwork(gone, calls)).toEqual({ value: { groups: [], acl: undefined, routes: undefined } })
  expect(stub.calls.filter(({ action }) => action.startsWith('Describe'))).toEqual([])
})

test('without its groups it is unread, and the sentence says why', async () => {
  const { calls } = await askingStub((call) =>
    call.action === 'DescribeSecurityGroups' ? ec2Error('UnauthorizedOperation', 403) : answering()(call),
  )
  expect(await readNetwork(details, calls)).toEqual({
    unread: expect.stringContaining('may not do ec2:DescribeSecurityGroups in eu-central-1 (UnauthorizedOperation)'),
  })
})

test('without list or routes the groups are still known', async () => {
  const { calls } = await askingStub((call) =>
    call.action === 'DescribeSecurityGroups' ? answering()(call) : ec2Error('UnauthorizedOperation', 403),
  )
  expect(await readNetwork(details, calls)).toMatchObject({
    value: { groups: [{ id: 'sg-1' }], acl: undefined, routes: undefined },
  })
})

test('a web server of the playground that lets port 80 in and not 443', async () => {
  const { calls, detailsOf: described, simulation } = await askingOrganisation()
  const web = await described('web-staging-us-1')
  simulation.allowOnly(readActions.readNetwork)
  const network = known(await readNetwork(web, calls))
  const open = network?.groups.flatMap(({ inbound }) => inbound.filter(({ peers }) => peers.includes('0.0.0.0/0')))
  expect(open?.map(({ ports }) => ports?.from)).toEqual([80])
  expect(network?.acl?.entries).toHaveLength(4)
})

test('a server of the playground whose way out is gone, one that has it and one with a public address', async () => {
  const { calls, detailsOf: described } = await askingOrganisation()
  const wayOut = async (name: string) =>
    known(await readNetwork(await described(name), calls))?.routes?.find(
      ({ destination }) => destination === '0.0.0.0/0',
    )
  expect(await wayOut('web-us-4')).toMatchObject({ target: expect.stringMatching(/^nat-/), isBlackhole: true })
  expect(await wayOut('web-us-2')).toMatchObject({ target: expect.stringMatching(/^nat-/), isBlackhole: false })
  expect(await wayOut('bastion-us')).toMatchObject({ target: expect.stringMatching(/^igw-/), isBlackhole: false })
})
