import type { DescribeTagsRequest, DescribeTagsResult, ResourceType, Tag, TagDescription } from '@aws-sdk/client-ec2'
import type { Call } from '../action.ts'
import { type Filterable, filterBy } from './filters/filter.ts'
import { instanceAt } from './instance-at.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

/** EC2 API Reference, DescribeTags. */
export const tagFilters: Filterable<TagDescription> = {
  fields: {
    key: ({ Key }) => Key,
    'resource-id': ({ ResourceId }) => ResourceId,
    'resource-type': ({ ResourceType: type }) => type,
    value: ({ Value }) => Value,
  },
  tagsOf: ({ Key, Value }) => [{ Key, Value }],
}

export const describeTags = readAction({
  name: 'DescribeTags',
  run(input: DescribeTagsRequest, call): DescribeTagsResult {
    const found = listTags(call).filter(filterBy(tagFilters, input.Filters))
    const { items, ...next } = pageOf(found, input, { call, bounds: [5, 1000] })
    return { Tags: [...items], ...next }
  },
})

function listTags({ place, world, region, caller, now }: Call): TagDescription[] {
  const own = world.images.filter((one) => one.region === region && one.image.OwnerId === caller.account)
  return [
    ...place.instances.flatMap((one) => described('instance', one.id, instanceAt(one, now)?.Tags)),
    ...place.volumes.flatMap(({ VolumeId = '', Tags }) => described('volume', VolumeId, Tags)),
    ...own.flatMap(({ image: { ImageId = '', Tags } }) => described('image', ImageId, Tags)),
  ]
}

function described(type: ResourceType, id: string, tags: readonly Tag[] = []): TagDescription[] {
  return tags.map(({ Key, Value }) => ({ Key, ResourceId: id, ResourceType: type, Value }))
}
