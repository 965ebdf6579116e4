import type { Instance as Described, Image, InstanceStatus, Volume } from '@aws-sdk/client-ec2'
import type { Instance } from '../core/ec2/instance.ts'
import { UserError } from '../core/errors.ts'
import { placeName } from '../core/place.ts'
import type { Ask } from './place-calls.ts'
import { UndecodableBody } from './undecodable-body.ts'

export type TypeSize = { readonly vcpus: number | undefined; readonly memoryMib: number | undefined }

/** One question each about one instance. All but two by filter: EC2 then answers "none" instead of failing. */
export function readInstance({ id, name, place }: Instance): Ask<Described> {
  return async (client, abortSignal) => {
    const { Reservations } = await client.describeInstances(
      { Filters: [{ Name: 'instance-id', Values: [id] }] },
      { abortSignal },
    )
    const [instance] = listed(Reservations).flatMap(({ Instances = [] }) => Instances)
    if (instance !== undefined) return instance
    throw new UserError(
      'NotFound',
      `${name === undefined ? id : `${name} (${id})`} is no longer in ${placeName(place)}.`,
    )
  }
}

export function readStatus({ id }: Instance): Ask<InstanceStatus | undefined> {
  return async (client, abortSignal) => {
    const { InstanceStatuses } = await client.describeInstanceStatus(
      { InstanceIds: [id], IncludeAllInstances: true },
      { abortSignal },
    )
    return listed(InstanceStatuses)[0]
  }
}

export function readVolumes({ id }: Instance): Ask<readonly Volume[]> {
  return async (client, abortSignal) => {
    const { Volumes } = await client.describeVolumes(
      { Filters: [{ Name: 'attachment.instance-id', Values: [id] }] },
      { abortSignal },
    )
    return listed(Volumes)
  }
}

/** Nothing where the image is deregistered or not shared any more, which is common and no failure. */
export function readImage({ imageId }: Instance): Ask<Image | undefined> {
  return async (client, abortSignal) => {
    if (imageId === undefined) return undefined
    const { Images } = await client.describeImages(
      { Filters: [{ Name: 'image-id', Values: [imageId] }] },
      { abortSignal },
    )
    return listed(Images)[0]
  }
}

export function readTypeSize({ type }: Instance): Ask<TypeSize | undefined> {
  return async (client, abortSignal) => {
    const { InstanceTypes } = await client.describeInstanceTypes(
      { Filters: [{ Name: 'instance-type', Values: [type] }] },
      { abortSignal },
    )
    const [found] = listed(InstanceTypes)
    return found && { vcpus: found.VCpuInfo?.DefaultVCpus, memoryMib: found.MemoryInfo?.SizeInMiB }
  }
}

export function readProtection({ id }: Instance): Ask<boolean | undefined> {
  return async (client, abortSignal) => {
    const { DisableApiTermination } = await client.describeInstanceAttribute(
      { InstanceId: id, Attribute: 'disableApiTermination' },
      { abortSignal },
    )
    return DisableApiTermination?.Value
  }
}

/** The stock reader makes an answer without a list of any page that is XML at all; EC2 always sends the list, empty or not. */
function listed<Item>(items: Item[] | undefined): Item[] {
  if (items === undefined) throw new UndecodableBody('An answer without its list')
  return items
}
