import type { EC2, Instance } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { failureOf, startedAws } from './simulation.ts'

async function instanceOf(ec2: EC2, name: string): Promise<Instance> {
  const answer = await ec2.describeInstances({ Filters: [{ Name: 'tag:Name', Values: [name] }] })
  const found = answer.Reservations?.[0]?.Instances?.[0]
  if (found === undefined) throw new Error(`no instance ${name}`)
  return found
}

const where = (Name: string, ...Values: (string | undefined)[]) => ({
  Name,
  Values: Values.flatMap((value) => value ?? []),
})

test('every group, subnet and network that an instance names is there', async () => {
  const { reader, aws } = await startedAws()
  for (const { name, places } of aws.world.accounts) {
    for (const [region, { instances }] of places) {
      // oxlint-disable-next-line no-await-in-loop -- one place after the other
      const ec2 = await reader(name, region)
      const running = instances.map((simulated) => simulated.running)
      const GroupIds = [...new Set(running.flatMap(({ SecurityGroups: [group] = [] }) => group?.GroupId ?? []))]
      if (GroupIds.length === 0) continue
      // oxlint-disable-next-line no-await-in-loop -- one place after the other
      const [groups, acls, tables] = await Promise.all([
        ec2.describeSecurityGroups({ GroupIds }),
        ec2.describeNetworkAcls({ Filters: [where('default', 'true')] }),
        ec2.describeRouteTables({ Filters: [where('association.main', 'true')] }),
      ])
      const vpcs = [...new Set(running.map(({ VpcId }) => VpcId))]
      expect(groups.SecurityGroups).toHaveLength(GroupIds.length)
      expect([...new Set(groups.SecurityGroups?.map(({ VpcId }) => VpcId))]).toEqual(vpcs)
      expect(tables.RouteTables?.map(({ VpcId }) => VpcId)).toEqual(vpcs)
      const associated = acls.NetworkAcls?.flatMap(({ Associations = [] }) => Associations).map(
        ({ SubnetId }) => SubnetId,
      )
      expect(new Set(associated)).toEqual(new Set(running.map(({ SubnetId }) => SubnetId)))
    }
  }
})

test('a security group says what it lets in, from where, and what out', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const kafka = await ec2.describeSecurityGroups({ Filters: [where('group-name', 'kafka')] })
  const [group] = kafka.SecurityGroups ?? []
  expect(group?.IpPermissions).toMatchObject([
    {
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      IpRanges: [{ CidrIp: expect.stringMatching(/^10\.\d+\.0\.0\/16$/) }],
    },
    { FromPort: 9092, IpRanges: [{}], UserIdGroupPairs: [] },
    { FromPort: 9093, IpRanges: [], UserIdGroupPairs: [{ GroupId: group?.GroupId }] },
  ])
  expect(group?.IpPermissionsEgress).toMatchObject([{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }])
  const access = await ec2.describeSecurityGroups({ Filters: [where('ip-permission.protocol', 'udp')] })
  expect(access.SecurityGroups?.map(({ GroupName }) => GroupName)).toEqual(['access'])
  // Whom the same port is open to is said in one permission.
  expect(access.SecurityGroups?.[0]?.IpPermissions?.[0]?.IpRanges).toHaveLength(2)
})

test('routes are those of the subnet where it has its own, and a deleted gateway leaves a black hole', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production', 'us-east-1')
  const tablesOf = async (name: string) => {
    const { SubnetId } = await instanceOf(ec2, name)
    return (await ec2.describeRouteTables({ Filters: [where('association.subnet-id', SubnetId)] })).RouteTables
  }
  expect(await tablesOf('web-us-1')).toEqual([])
  expect(await tablesOf('web-us-4')).toMatchObject([
    {
      Associations: [{ Main: false }],
      Routes: [
        { GatewayId: 'local', State: 'active' },
        { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: expect.any(String), State: 'blackhole' },
      ],
    },
  ])
  expect((await tablesOf('bastion-us'))?.[0]?.Routes?.[1]).toMatchObject({ GatewayId: expect.stringMatching(/^igw-/) })
  const holes = await ec2.describeRouteTables({ Filters: [where('route.state', 'blackhole')] })
  expect(holes.RouteTables).toHaveLength(1)
})

test('the list of a network lets everything pass before it denies the rest', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const { SubnetId, VpcId } = await instanceOf(ec2, 'web-1')
  const Filters = [where('association.subnet-id', SubnetId), where('vpc-id', VpcId)]
  const { NetworkAcls } = await ec2.describeNetworkAcls({ Filters })
  expect(NetworkAcls?.[0]?.Entries?.map((entry) => [entry.Egress, entry.RuleNumber, entry.RuleAction])).toEqual([
    [true, 100, 'allow'],
    [true, 32_767, 'deny'],
    [false, 100, 'allow'],
    [false, 32_767, 'deny'],
  ])
})

test('what is not there is refused, each in its own words', async () => {
  const { reader } = await startedAws()
  const ec2 = await reader('production')
  const failures = [
    ec2.describeSecurityGroups({ GroupIds: ['sg-0123456789abcdef0'] }),
    ec2.describeSecurityGroups({ GroupIds: ['web'] }),
    ec2.describeSecurityGroups({ GroupNames: ['nobody'] }),
    ec2.describeRouteTables({ RouteTableIds: ['rtb-1'] }),
    ec2.describeNetworkAcls({ NetworkAclIds: ['acl-1'] }),
    ec2.describeSpotInstanceRequests({ SpotInstanceRequestIds: ['sir-1'] }),
    ec2.describeRouteTables({ Filters: [where('association.subnet', 'subnet-1')] }),
  ].map(failureOf)
  expect((await Promise.all(failures)).map(({ code }) => code)).toEqual([
    'InvalidGroup.NotFound',
    'InvalidGroupId.Malformed',
    'InvalidGroup.NotFound',
    'InvalidRouteTableID.NotFound',
    'InvalidNetworkAclID.NotFound',
    'InvalidSpotInstanceRequestID.NotFound',
    'InvalidParameterValue',
  ])
})
