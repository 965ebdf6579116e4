import type {
  NetworkAclEntry,
  IpPermission as WirePermission,
  Route as WireRoute,
  RouteTable as WireTable,
} from '@aws-sdk/client-ec2'
import type { AclEntry, Network, Permission, Route, SecurityGroup } from '../core/ec2/evidence.ts'
import { listed } from './listed.ts'
import type { Ask } from './place-calls.ts'

type Acl = NonNullable<Network['acl']>

export function readSecurityGroups(ids: readonly string[]): Ask<readonly SecurityGroup[]> {
  return async (client, abortSignal) => {
    // A filter without values is refused: a terminated instance has no groups any more.
    if (ids.length === 0) return []
    const { SecurityGroups } = await client.describeSecurityGroups(
      { Filters: [where('group-id', ids)] },
      { abortSignal },
    )
    return listed(SecurityGroups).map(
      ({ GroupId = '', GroupName = '', IpPermissions = [], IpPermissionsEgress = [] }) => ({
        id: GroupId,
        name: GroupName,
        inbound: IpPermissions.map(toPermission),
        outbound: IpPermissionsEgress.map(toPermission),
      }),
    )
  }
}

export function readAcl(subnetId: string | undefined): Ask<Acl | undefined> {
  return async (client, abortSignal) => {
    if (subnetId === undefined) return undefined
    const Filters = [where('association.subnet-id', [subnetId])]
    const { NetworkAcls } = await client.describeNetworkAcls({ Filters }, { abortSignal })
    const [acl] = listed(NetworkAcls)
    if (acl === undefined) return undefined
    const entries = (acl.Entries ?? []).map(toEntry).toSorted((one, other) => one.number - other.number)
    return { id: acl.NetworkAclId ?? '', entries }
  }
}

type Table = { readonly id: string | undefined; readonly routes: readonly Route[] }

type Within = { readonly subnetId: string | undefined; readonly vpcId: string | undefined }

/** A subnet without a table of its own has its VPC's main one (VPC User Guide, "Subnet route tables"). */
export function readRoutes({ subnetId, vpcId }: Within): Ask<Table | undefined> {
  return async (client, abortSignal) => {
    if (subnetId === undefined || vpcId === undefined) return undefined
    const ofSubnet = [where('association.subnet-id', [subnetId])]
    const main = [where('vpc-id', [vpcId]), where('association.main', ['true'])]
    const answers = await Promise.all(
      [ofSubnet, main].map((Filters) => client.describeRouteTables({ Filters }, { abortSignal })),
    )
    const [table] = answers.flatMap(({ RouteTables }): WireTable[] => listed(RouteTables))
    return table && { id: table.RouteTableId, routes: (table.Routes ?? []).map(toRoute) }
  }
}

const where = (Name: string, values: readonly string[]) => ({ Name, Values: [...values] })

/** IANA, "Assigned Internet Protocol Numbers": ACLs name them by number, groups all but the last by word. */
const protocols: ReadonlyMap<string, string> = new Map([
  ['-1', 'all'],
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmpv6'],
])

function toProtocol(protocol = '-1'): string {
  return protocols.get(protocol) ?? protocol
}

type Ports = Permission['ports']

/** For ICMP the same fields hold type and code. */
function toPorts(protocol: string, from: number | undefined, to: number | undefined): Ports {
  const hasPorts = protocol === 'tcp' || protocol === 'udp'
  return hasPorts && from !== undefined && to !== undefined && from >= 0 ? { from, to } : undefined
}

function toPermission(permission: WirePermission): Permission {
  const { IpProtocol, FromPort, ToPort } = permission
  const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission
  const protocol = toProtocol(IpProtocol)
  const peers = [
    ...IpRanges.map(({ CidrIp }) => CidrIp),
    ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
    ...PrefixListIds.map(({ PrefixListId }) => PrefixListId),
    ...UserIdGroupPairs.map(({ GroupId }) => GroupId),
  ]
  const ports = toPorts(protocol, FromPort, ToPort)
  return { protocol, ports, ...toIcmpType(protocol, FromPort), peers: peers.flatMap((peer) => peer ?? []) }
}

/** −1 is every type (EC2 API reference, IpPermission, IcmpTypeCode). */
function toIcmpType(protocol: string, type: number | undefined): Pick<Permission, 'icmpType'> {
  const isOfOne = protocol.startsWith('icmp') && type !== undefined && type >= 0
  return isOfOne ? { icmpType: type } : {}
}

function toEntry(entry: NetworkAclEntry): AclEntry {
  const { Protocol, PortRange, IcmpTypeCode, RuleNumber = 0, Egress, RuleAction, CidrBlock, Ipv6CidrBlock } = entry
  const protocol = toProtocol(Protocol)
  return {
    number: RuleNumber,
    direction: Egress === true ? 'outbound' : 'inbound',
    isAllowed: RuleAction === 'allow',
    protocol,
    ports: toPorts(protocol, PortRange?.From, PortRange?.To),
    ...toIcmpType(protocol, IcmpTypeCode?.Type),
    cidr: CidrBlock ?? Ipv6CidrBlock ?? '',
  }
}

function toRoute(route: WireRoute): Route {
  return {
    destination: route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? '',
    target: targetOf(route) ?? '',
    isBlackhole: route.State === 'blackhole',
  }
}

function targetOf(route: WireRoute): string | undefined {
  return (
    route.GatewayId ??
    route.NatGatewayId ??
    route.TransitGatewayId ??
    route.VpcPeeringConnectionId ??
    route.EgressOnlyInternetGatewayId ??
    // A route to an instance names its interface too.
    route.InstanceId ??
    route.NetworkInterfaceId ??
    route.LocalGatewayId ??
    route.CarrierGatewayId ??
    route.CoreNetworkArn
  )
}
