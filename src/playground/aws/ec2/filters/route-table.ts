import type { Route, RouteTable, RouteTableAssociation } from '@aws-sdk/client-ec2'
import type { Field, Filterable, Scalar } from './filter.ts'

const association =
  (read: (association: RouteTableAssociation) => Scalar): Field<RouteTable> =>
  ({ Associations = [] }) =>
    Associations.map(read)
const route =
  (read: (route: Route) => Scalar): Field<RouteTable> =>
  ({ Routes = [] }) =>
    Routes.map(read)

/** EC2 API Reference, DescribeRouteTables. */
export const routeTableFilters: Filterable<RouteTable> = {
  fields: {
    'association.gateway-id': association(({ GatewayId }) => GatewayId),
    'association.main': association(({ Main }) => Main),
    'association.route-table-association-id': association(({ RouteTableAssociationId }) => RouteTableAssociationId),
    'association.route-table-id': association(({ RouteTableId }) => RouteTableId),
    'association.subnet-id': association(({ SubnetId }) => SubnetId),
    'owner-id': ({ OwnerId }) => OwnerId,
    'route-table-id': ({ RouteTableId }) => RouteTableId,
    'route.destination-cidr-block': route(({ DestinationCidrBlock }) => DestinationCidrBlock),
    'route.destination-ipv6-cidr-block': route(({ DestinationIpv6CidrBlock }) => DestinationIpv6CidrBlock),
    'route.destination-prefix-list-id': route(({ DestinationPrefixListId }) => DestinationPrefixListId),
    'route.egress-only-internet-gateway-id': route(({ EgressOnlyInternetGatewayId }) => EgressOnlyInternetGatewayId),
    'route.gateway-id': route(({ GatewayId }) => GatewayId),
    'route.instance-id': route(({ InstanceId }) => InstanceId),
    'route.nat-gateway-id': route(({ NatGatewayId }) => NatGatewayId),
    'route.origin': route(({ Origin }) => Origin),
    'route.state': route(({ State }) => State),
    'route.transit-gateway-id': route(({ TransitGatewayId }) => TransitGatewayId),
    'route.vpc-peering-connection-id': route(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId),
    'vpc-id': ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
}
