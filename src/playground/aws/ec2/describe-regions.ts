import type { DescribeRegionsRequest, DescribeRegionsResult, Region } from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import { type Filterable, filterBy } from './filters/filter.ts'
import { readAction } from './read-action.ts'

/** EC2 API Reference, DescribeRegions. */
export const regionFilters: Filterable<Region> = {
  fields: {
    endpoint: ({ Endpoint }) => Endpoint,
    'opt-in-status': ({ OptInStatus }) => OptInStatus,
    'region-name': ({ RegionName }) => RegionName,
  },
}

export const describeRegions = readAction({
  name: 'DescribeRegions',
  run({ RegionNames: names = [], AllRegions, Filters }: DescribeRegionsRequest, { world }): DescribeRegionsResult {
    const unknown = names.find((name) => !world.regions.some((region) => region.name === name))
    if (unknown !== undefined)
      throw new AwsError('InvalidParameterValue', `Invalid region names provided: [${unknown}]`)
    const fits = filterBy(regionFilters, Filters)
    const asked = world.regions.filter(({ name, optInStatus }) =>
      names.length > 0 ? names.includes(name) : AllRegions === true || optInStatus !== 'not-opted-in',
    )
    const regions = asked.map(
      ({ name, geography, optInStatus }): Region => ({
        RegionName: name,
        Endpoint: `ec2.${name}.amazonaws.com`,
        OptInStatus: optInStatus,
        Geography: [{ Name: geography }],
      }),
    )
    return { Regions: regions.filter(fits) }
  },
})
