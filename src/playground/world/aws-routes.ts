import type { NetworkAcl, NetworkAclEntry, Route, RouteTable } from '@aws-sdk/client-ec2'
import { idOf } from '../aws/id.ts'
import type { AwsPlace } from '../aws/world.ts'
import { homeAccount } from './aws-access.ts'
import { cidrOf, subnetOf, vpcOf } from './aws-network.ts'

type Where = { readonly account: string; readonly region: string }

const america: Where = { account: homeAccount, region: 'us-east-1' }
/** Of which somebody deleted the NAT gateway, and left the route to it. */
const cutOff: ReadonlySet<string> = new Set([subnetOf(america, { zone: 'c', isPublic: false })])

/** The route tables of a Region's network and its one list of who may pass. */
export function addRoutes(where: Where, { instances, routeTables, networkAcls }: AwsPlace): void {
  const running = instances.map((simulated) => simulated.running)
  const subnets = new Set(running.flatMap(({ SubnetId }) => SubnetId ?? []))
  const open = new Set(running.flatMap(({ SubnetId, PublicIpAddress }) => (PublicIpAddress ? (SubnetId ?? []) : [])))
  const cut = [...subnets].filter((subnet) => cutOff.has(subnet))
  const nat = toDefault('NatGatewayId', idOf('nat', vpcOf(where)))
  const gateway = toDefault('GatewayId', idOf('igw', vpcOf(where)))
  const lost = cut.map((subnet): RouteTable => {
    const deleted: Route = { ...toDefault('NatGatewayId', idOf('nat', subnet)), State: 'blackhole' }
    return tableOf(where, { name: subnet, route: deleted, subnets: [subnet] })
  })
  // A subnet without a table of its own has the main one.
  routeTables.push(tableOf(where, { name: 'main', route: nat, subnets: [] }), ...lost)
  if (open.size > 0) routeTables.push(tableOf(where, { name: 'public', route: gateway, subnets: [...open] }))
  networkAcls.push(everyoneMayPass(where, [...subnets]))
}

const toDefault = (kind: 'NatGatewayId' | 'GatewayId', id: string): Route => ({
  DestinationCidrBlock: '0.0.0.0/0',
  [kind]: id,
  Origin: 'CreateRoute',
  State: 'active',
})

type Table = { readonly name: string; readonly route: Route; readonly subnets: readonly string[] }

function tableOf(where: Where, { name, route, subnets }: Table): RouteTable {
  const RouteTableId = idOf('rtb', `${vpcOf(where)}/${name}`)
  const association = (of: { SubnetId?: string; Main: boolean }, seed: string) => ({
    ...of,
    RouteTableId,
    RouteTableAssociationId: idOf('rtbassoc', seed),
    AssociationState: { State: 'associated' as const },
  })
  const local: Route = {
    DestinationCidrBlock: cidrOf(where),
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  }
  return {
    RouteTableId,
    VpcId: vpcOf(where),
    OwnerId: where.account,
    PropagatingVgws: [],
    Tags: [],
    Routes: [local, route],
    Associations:
      name === 'main'
        ? [association({ Main: true }, RouteTableId)]
        : subnets.map((SubnetId) => association({ SubnetId, Main: false }, SubnetId)),
  }
}

/** As EC2 makes it for every VPC (VPC User Guide, "Default network ACL"). */
function everyoneMayPass(where: Where, subnets: readonly string[]): NetworkAcl {
  const NetworkAclId = idOf('acl', vpcOf(where))
  return {
    NetworkAclId,
    VpcId: vpcOf(where),
    OwnerId: where.account,
    IsDefault: true,
    Tags: [],
    Entries: [true, false].flatMap((egress) => [entryOf(egress, 100), entryOf(egress, 32_767)]),
    Associations: subnets.map((SubnetId) => ({
      NetworkAclId,
      SubnetId,
      NetworkAclAssociationId: idOf('aclassoc', SubnetId),
    })),
  }
}

const entryOf = (Egress: boolean, RuleNumber: number): NetworkAclEntry => ({
  Egress,
  RuleNumber,
  Protocol: '-1',
  CidrBlock: '0.0.0.0/0',
  RuleAction: RuleNumber === 100 ? 'allow' : 'deny',
})
