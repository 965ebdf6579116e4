import type { DescribeNetworkAclsRequest, DescribeNetworkAclsResult } from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import { filterBy } from './filters/filter.ts'
import { networkAclFilters } from './filters/network-acl.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

export const describeNetworkAcls = readAction({
  name: 'DescribeNetworkAcls',
  run(input: DescribeNetworkAclsRequest, call): DescribeNetworkAclsResult {
    const { NetworkAclIds: ids = [], Filters } = input
    const { networkAcls: all } = call.place
    const unknown = ids.find((id) => !all.some(({ NetworkAclId }) => NetworkAclId === id))
    if (unknown !== undefined)
      throw new AwsError('InvalidNetworkAclID.NotFound', `The networkAcl ID '${unknown}' does not exist`)
    const fits = filterBy(networkAclFilters, Filters)
    const found = all.filter((acl) => (ids.length === 0 || ids.includes(acl.NetworkAclId ?? '')) && fits(acl))
    const { items, ...next } = pageOf(found, input, { call, bounds: [5, 1000] })
    return { NetworkAcls: [...items], ...next }
  },
})
