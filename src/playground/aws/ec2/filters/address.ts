import type { Address } from '@aws-sdk/client-ec2'
import type { Filterable } from './filter.ts'

/** EC2 API Reference, DescribeAddresses. */
export const addressFilters: Filterable<Address> = {
  fields: {
    'allocation-id': ({ AllocationId }) => AllocationId,
    'association-id': ({ AssociationId }) => AssociationId,
    'instance-id': ({ InstanceId }) => InstanceId,
    'network-border-group': ({ NetworkBorderGroup }) => NetworkBorderGroup,
    'network-interface-id': ({ NetworkInterfaceId }) => NetworkInterfaceId,
    'network-interface-owner-id': ({ NetworkInterfaceOwnerId }) => NetworkInterfaceOwnerId,
    'private-ip-address': ({ PrivateIpAddress }) => PrivateIpAddress,
    'public-ip': ({ PublicIp }) => PublicIp,
  },
  tagsOf: ({ Tags }) => Tags,
}
