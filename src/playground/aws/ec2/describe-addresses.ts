import type { DescribeAddressesRequest, DescribeAddressesResult } from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import { addressFilters } from './filters/address.ts'
import { filterBy } from './filters/filter.ts'
import { readAction } from './read-action.ts'

export const describeAddresses = readAction({
  name: 'DescribeAddresses',
  run(input: DescribeAddressesRequest, { place: { addresses } }): DescribeAddressesResult {
    const { AllocationIds: ids = [], PublicIps: ips = [], Filters } = input
    const unknownId = ids.find((id) => !addresses.some(({ AllocationId }) => AllocationId === id))
    if (unknownId !== undefined)
      throw new AwsError('InvalidAllocationID.NotFound', `The allocation ID '${unknownId}' does not exist`)
    const unknownIp = ips.find((ip) => !addresses.some(({ PublicIp }) => PublicIp === ip))
    if (unknownIp !== undefined) throw new AwsError('InvalidAddress.NotFound', `Address '${unknownIp}' not found.`)
    const fits = filterBy(addressFilters, Filters)
    const found = addresses.filter(
      (address) =>
        (ids.length === 0 || ids.includes(address.AllocationId ?? '')) &&
        (ips.length === 0 || ips.includes(address.PublicIp ?? '')) &&
        fits(address),
    )
    return { Addresses: found }
  },
})
