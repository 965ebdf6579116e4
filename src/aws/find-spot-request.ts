import type { SpotRequest } from '../core/ec2/evidence.ts'
import type { Instance } from '../core/ec2/instance.ts'
import type { Read } from '../core/evidence.ts'
import { listed } from './listed.ts'
import type { Ask, PlaceCalls } from './place-calls.ts'

export async function findSpotRequest(
  { id, place }: Instance,
  calls: PlaceCalls,
): Promise<Read<SpotRequest | undefined>> {
  const answer = await calls.attempt(
    { place, action: 'ec2:DescribeSpotInstanceRequests', reads: 'whole' },
    readSpotRequest(id),
  )
  return 'failure' in answer ? { unread: answer.failure.message } : answer
}

function readSpotRequest(id: string): Ask<SpotRequest | undefined> {
  return async (client, abortSignal) => {
    const { SpotInstanceRequests } = await client.describeSpotInstanceRequests(
      { Filters: [{ Name: 'instance-id', Values: [id] }] },
      { abortSignal },
    )
    const [request] = listed(SpotInstanceRequests)
    return (
      request && {
        id: request.SpotInstanceRequestId ?? '',
        state: request.State ?? '',
        code: request.Status?.Code ?? '',
        message: request.Status?.Message ?? '',
        at: request.Status?.UpdateTime?.getTime(),
      }
    )
  }
}
