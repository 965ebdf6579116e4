import type { DescribeRouteTablesRequest, DescribeRouteTablesResult } from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import { filterBy } from './filters/filter.ts'
import { routeTableFilters } from './filters/route-table.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

export const describeRouteTables = readAction({
  name: 'DescribeRouteTables',
  run(input: DescribeRouteTablesRequest, call): DescribeRouteTablesResult {
    const { RouteTableIds: ids = [], Filters } = input
    const { routeTables: all } = call.place
    const unknown = ids.find((id) => !all.some(({ RouteTableId }) => RouteTableId === id))
    if (unknown !== undefined)
      throw new AwsError('InvalidRouteTableID.NotFound', `The routeTable ID '${unknown}' does not exist`)
    const fits = filterBy(routeTableFilters, Filters)
    const found = all.filter((table) => (ids.length === 0 || ids.includes(table.RouteTableId ?? '')) && fits(table))
    const { items, ...next } = pageOf(found, input, { call, bounds: [5, 100] })
    return { RouteTables: [...items], ...next }
  },
})
