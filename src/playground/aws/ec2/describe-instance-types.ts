import type { DescribeInstanceTypesRequest, DescribeInstanceTypesResult } from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import { filterBy } from './filters/filter.ts'
import { instanceTypeFilters } from './filters/instance-type.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

export const describeInstanceTypes = readAction({
  name: 'DescribeInstanceTypes',
  run(input: DescribeInstanceTypesRequest, call): DescribeInstanceTypesResult {
    const { InstanceTypes = [], Filters } = input
    const { instanceTypes } = call.world
    const names: readonly string[] = InstanceTypes
    const unknown = names.filter((name) => !instanceTypes.some(({ InstanceType }) => InstanceType === name))
    if (unknown.length > 0) {
      const message = `The following supplied instance types do not exist: [${unknown.join(', ')}]`
      throw new AwsError('InvalidInstanceType', message)
    }
    const fits = filterBy(instanceTypeFilters, Filters)
    const found = instanceTypes.filter(
      (type) => (names.length === 0 || names.includes(type.InstanceType ?? '')) && fits(type),
    )
    const { items, ...next } = pageOf(found, input, { call, bounds: [5, 100] })
    return { InstanceTypes: [...items], ...next }
  },
})
