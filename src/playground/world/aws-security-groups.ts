import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2'
import type { AwsPlace } from '../aws/world.ts'
import { cidrOf, groupIdOf, vpcOf } from './aws-network.ts'
import type { Place } from './aws-parts.ts'
import type { Group, Opening } from './aws-row.ts'

const office = '203.0.113.0/24'

/** What each service is reached on; into everything one may log in from within. */
const needed: Readonly<Record<string, readonly Opening[]>> = {
  web: [
    [80, 'anyone'],
    [443, 'anyone'],
    [8080, 'vpc'],
  ],
  checkout: [[8443, 'vpc']],
  orders: [[5432, 'vpc']],
  kafka: [
    [9092, 'vpc'],
    [9093, 'members'],
  ],
  search: [
    [9200, 'vpc'],
    [9300, 'members'],
  ],
  cache: [[6379, 'vpc']],
  access: [
    [22, 'office'],
    [1194, 'anyone', 'udp'],
  ],
  build: [
    [443, 'vpc'],
    [8080, 'vpc'],
  ],
  monitoring: [
    [443, 'office'],
    [3000, 'vpc'],
    [9090, 'vpc'],
  ],
  warehouse: [
    [443, 'anyone'],
    [22, 'office'],
    [3389, 'office'],
    [5432, 'vpc'],
  ],
  playground: [
    [22, 'office'],
    [443, 'anyone'],
  ],
  demo: [
    [80, 'anyone'],
    [443, 'anyone'],
  ],
}

type Kept = Pick<Group, 'service' | 'opens'>
type Where = Pick<Place, 'account' | 'region'>

/** The security group that the instances of a service have in common. */
export function addSecurityGroup({ service, opens }: Kept, where: Where, { securityGroups }: AwsPlace): void {
  const id = groupIdOf(where, service)
  if (securityGroups.some(({ GroupId }) => GroupId === id)) return
  const openings: readonly Opening[] = [[22, 'vpc'], ...(opens ?? needed[service] ?? [])]
  const together = Map.groupBy(openings, ([port, , protocol = 'tcp']) => `${protocol}/${port}`)
  const group: SecurityGroup = {
    GroupId: id,
    GroupName: service,
    Description: `What reaches ${service}`,
    VpcId: vpcOf(where),
    OwnerId: where.account,
    Tags: [],
    IpPermissions: [...together.values()].map((same) => permissionOf(same, where, id)),
    IpPermissionsEgress: [{ ...nobody, IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  }
  securityGroups.push(group)
}

const nobody = { IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] }

/** EC2 keeps everyone for whom the same port is open in one permission. */
function permissionOf(same: readonly Opening[], where: Where, id: string): IpPermission {
  const [[port, , protocol = 'tcp'] = [0, 'vpc']] = same
  const cidrs = { anyone: '0.0.0.0/0', office, vpc: cidrOf(where) }
  return {
    IpProtocol: protocol,
    FromPort: port,
    ToPort: port,
    IpRanges: same.flatMap(([, to]) => (to === 'members' ? [] : [{ CidrIp: cidrs[to] }])),
    Ipv6Ranges: same.flatMap(([, to]) => (to === 'anyone' ? [{ CidrIpv6: '::/0' }] : [])),
    PrefixListIds: [],
    UserIdGroupPairs: same.flatMap(([, to]) => (to === 'members' ? [{ GroupId: id, UserId: where.account }] : [])),
  }
}
