import type { SpotInstanceRequest } from '@aws-sdk/client-ec2'
import type { Filterable } from './filter.ts'

/** EC2 API Reference, DescribeSpotInstanceRequests; those that look into what is to be launched are left out. */
export const spotRequestFilters: Filterable<SpotInstanceRequest> = {
  fields: {
    'create-time': ({ CreateTime }) => CreateTime,
    'instance-id': ({ InstanceId }) => InstanceId,
    'launched-availability-zone': ({ LaunchedAvailabilityZone }) => LaunchedAvailabilityZone,
    'product-description': ({ ProductDescription }) => ProductDescription,
    'spot-instance-request-id': ({ SpotInstanceRequestId }) => SpotInstanceRequestId,
    'spot-price': ({ SpotPrice }) => SpotPrice,
    state: ({ State }) => State,
    'status-code': ({ Status }) => Status?.Code,
    'status-message': ({ Status }) => Status?.Message,
    type: ({ Type }) => Type,
  },
  tagsOf: ({ Tags }) => Tags,
}
