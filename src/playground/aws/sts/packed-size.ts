import { deflateRawSync } from 'node:zlib'
import type { AssumeRoleRequest } from '@aws-sdk/client-sts'
import { AwsError } from '../aws-error.ts'

/** AWS keeps its packing and its limit to itself: "compressed into a packed binary format that has a separate limit". */
const largestPackedBytes = 2048

/** How full the packed policy and tags are. */
export function packedPercent({ Policy: policy = '', Tags = [] }: AssumeRoleRequest): number {
  const tags = Tags.map(({ Key = '', Value = '' }) => `${Key}=${Value}`).join('\n')
  return Math.ceil((deflateRawSync(`${policy}\n${tags}`).length / largestPackedBytes) * 100)
}

export function checkPacked(input: AssumeRoleRequest): void {
  const percent = packedPercent(input)
  if (percent <= 100) return
  // STS API Reference, AssumeRole: PackedPolicyTooLarge.
  const parts = [...(input.Policy === undefined ? [] : ['session policies']), ...(input.Tags ? ['session tags'] : [])]
  const message = `Packed size of ${parts.join(' and ')} consumes ${percent}% of allotted space.`
  throw new AwsError('PackedPolicyTooLarge', message)
}
