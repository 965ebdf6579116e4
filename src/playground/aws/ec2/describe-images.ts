import type { DescribeImagesRequest, DescribeImagesResult, Image } from '@aws-sdk/client-ec2'
import type { Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { filterBy } from './filters/filter.ts'
import { imageFilters } from './filters/image.ts'
import { pageOf } from './page.ts'
import { readAction } from './read-action.ts'

const wellFormed = /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

export const describeImages = readAction({
  name: 'DescribeImages',
  run(input: DescribeImagesRequest, call): DescribeImagesResult {
    const { ImageIds: ids = [], Filters } = input
    const visible = visibleImages(call)
    checkImageIds(ids, visible)
    const fits = filterBy(imageFilters, Filters)
    const isAsked = askedFor(input, call)
    const found = visible.filter((image) => isAsked(image) && fits(image))
    const limits = { call, bounds: [1, 1000], ids: { name: 'imageIdsSet', given: ids } } as const
    const { items, ...next } = pageOf(found, input, limits)
    return { Images: [...items], ...next }
  },
})

/** Public ones and the account's own; nobody in the organisation shares one with a single account. */
function visibleImages({ world, region, caller }: Call): Image[] {
  return world.images
    .filter((one) => one.region === region && (one.image.Public === true || one.image.OwnerId === caller.account))
    .map(({ image }) => image)
}

function checkImageIds(ids: readonly string[], visible: readonly Image[]): void {
  const malformed = ids.find((id) => !wellFormed.test(id))
  if (malformed !== undefined)
    throw new AwsError('InvalidAMIID.Malformed', `Invalid id: "${malformed}" (expecting "ami-...")`)
  const missing = ids.filter((id) => !visible.some(({ ImageId }) => ImageId === id))
  if (missing.length === 0) return
  const [subject, verb] = missing.length === 1 ? ['id', 'does'] : ['ids', 'do']
  throw new AwsError('InvalidAMIID.NotFound', `The image ${subject} '[${missing.join(', ')}]' ${verb} not exist`)
}

function askedFor(input: DescribeImagesRequest, { caller, now }: Call): (image: Image) => boolean {
  const { ImageIds: ids = [], Owners = [], ExecutableUsers = [], IncludeDeprecated = false } = input
  const ownerOf = (owner: string): string => (owner === 'self' ? caller.account : owner)
  const owners = new Set(Owners.map(ownerOf))
  const users = new Set(ExecutableUsers.map(ownerOf))
  return ({ ImageId = '', OwnerId = '', ImageOwnerAlias = '', Public, DeprecationTime }) => {
    const isDeprecated = DeprecationTime !== undefined && Date.parse(DeprecationTime) <= now
    const isExecutable = users.size === 0 || users.has(Public === true ? 'all' : OwnerId)
    return (
      (ids.length === 0 || ids.includes(ImageId)) &&
      (owners.size === 0 || owners.has(OwnerId) || owners.has(ImageOwnerAlias)) &&
      isExecutable &&
      // An id that is named is answered, and an owner sees its own, deprecated or not.
      (!isDeprecated || IncludeDeprecated || ids.length > 0 || OwnerId === caller.account)
    )
  }
}
