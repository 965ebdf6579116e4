import type { DescribeVolumesRequest, DescribeVolumesResult } from '@aws-sdk/client-ec2'
import { AwsError } from '../aws-error.ts'
import { filterBy } from './filters/filter.ts'
import { volumeFilters } from './filters/volume.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

const wellFormed = /^vol-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

export const describeVolumes = readAction({
  name: 'DescribeVolumes',
  run(input: DescribeVolumesRequest, call): DescribeVolumesResult {
    const { VolumeIds: ids = [], Filters } = input
    const { volumes } = call.place
    for (const id of ids) {
      if (!wellFormed.test(id)) {
        const message = `Value (${id}) for parameter volumeId is invalid. Expected: 'vol-...'.`
        throw new AwsError('InvalidParameterValue', message)
      }
      if (!volumes.some(({ VolumeId }) => VolumeId === id))
        throw new AwsError('InvalidVolume.NotFound', `The volume '${id}' does not exist.`)
    }
    const fits = filterBy(volumeFilters, Filters)
    const wanted = new Set(ids)
    const found = volumes.filter((volume) => (wanted.size === 0 || wanted.has(volume.VolumeId ?? '')) && fits(volume))
    const limits = { call, bounds: [5, 1000], ids: { name: 'volumeSet', given: ids } } as const
    const { items, ...next } = pageOf(found, input, limits)
    return { Volumes: [...items], ...next }
  },
})
