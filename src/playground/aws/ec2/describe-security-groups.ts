import type { DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult } from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import { filterBy } from './filters/filter.ts'
import { securityGroupFilters } from './filters/security-group.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

const wellFormed = /^sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

export const describeSecurityGroups = readAction({
  name: 'DescribeSecurityGroups',
  run(input: DescribeSecurityGroupsRequest, call): DescribeSecurityGroupsResult {
    const { GroupIds: ids = [], GroupNames: names = [], Filters } = input
    const { securityGroups: all } = call.place
    for (const id of ids) {
      if (!wellFormed.test(id))
        throw new AwsError('InvalidGroupId.Malformed', `Invalid id: "${id}" (expecting "sg-...")`)
      if (!all.some(({ GroupId }) => GroupId === id)) throw notFound(id)
    }
    const unknown = names.find((name) => !all.some(({ GroupName }) => GroupName === name))
    if (unknown !== undefined) throw notFound(unknown)
    const fits = filterBy(securityGroupFilters, Filters)
    const found = all.filter(
      (group) =>
        (ids.length === 0 || ids.includes(group.GroupId ?? '')) &&
        (names.length === 0 || names.includes(group.GroupName ?? '')) &&
        fits(group),
    )
    const { items, ...next } = pageOf(found, input, { call, bounds: [5, 1000] })
    return { SecurityGroups: [...items], ...next }
  },
})

const notFound = (which: string): AwsError =>
  new AwsError('InvalidGroup.NotFound', `The security group '${which}' does not exist`)
