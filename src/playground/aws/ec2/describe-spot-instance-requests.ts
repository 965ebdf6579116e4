import type {
  DescribeSpotInstanceRequestsRequest,
  DescribeSpotInstanceRequestsResult,
  SpotInstanceRequest,
} from '@aws-sdk/client-ec2'
import type { Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { filterBy } from './filters/filter.ts'
import { spotRequestFilters } from './filters/spot-request.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

export const describeSpotInstanceRequests = readAction({
  name: 'DescribeSpotInstanceRequests',
  run(input: DescribeSpotInstanceRequestsRequest, call): DescribeSpotInstanceRequestsResult {
    const { SpotInstanceRequestIds: ids = [], Filters } = input
    const all = call.place.spotRequests.map((request) => requestAt(request, call))
    const unknown = ids.find((id) => !all.some(({ SpotInstanceRequestId }) => SpotInstanceRequestId === id))
    if (unknown !== undefined) {
      const message = `The spot instance request ID '${unknown}' does not exist`
      throw new AwsError('InvalidSpotInstanceRequestID.NotFound', message)
    }
    const fits = filterBy(spotRequestFilters, Filters)
    const found = all.filter(
      (request) => (ids.length === 0 || ids.includes(request.SpotInstanceRequestId ?? '')) && fits(request),
    )
    const limits = { call, bounds: [5, 1000], ids: { name: 'spotInstanceRequestIdSet', given: ids } } as const
    const { items, ...next } = pageOf(found, input, limits)
    return { SpotInstanceRequests: [...items], ...next }
  },
})

/** A request whose instance a person has terminated since is closed by that. */
function requestAt(request: SpotInstanceRequest, { place, now }: Call): SpotInstanceRequest {
  const instance = place.instances.find(({ id }) => id === request.InstanceId)
  const ended = instance?.moves.find(({ at, state }) => state === 'terminated' && at <= now)
  if (request.State !== 'active' || ended === undefined) return request
  const Message = 'Spot Instance terminated due to user-initiated termination.'
  const UpdateTime = new Date(ended.at)
  return { ...request, State: 'closed', Status: { Code: 'instance-terminated-by-user', Message, UpdateTime } }
}
