import type { Instance as Described, Image, InstanceStatus, NetworkInfo, Volume } from '@aws-sdk/client-ec2'
import type { Instance } from '../core/ec2/instance.ts'
import { UserError } from '../core/errors.ts'
import { placeName } from '../core/place.ts'
import { inGroups, listed } from './listed.ts'
import type { Ask } from './place-calls.ts'

export type TypeSize = {
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  /** GB on disks of the host; 0 where it has none. */
  readonly instanceStoreGb: number | undefined
  /** Of its one network card; absent where it has several. */
  readonly networkGbps?: number
}

type Ids = readonly { readonly id: string }[]

// EC2 User Guide, "Find your Amazon EC2 resources": up to 200 values per filter.
const mostValues = 200
// EC2 API reference, DescribeInstanceTypes: up to 100 in one answer.
const mostTypes = 100

/** Those that are still there, by id. All but two questions ask by filter: EC2 then answers "none" instead of failing. */
export function readInstances(instances: Ids): Ask<ReadonlyMap<string, Described>> {
  return async (client, abortSignal) => {
    const pages = inGroups(instances, mostValues).map((group) =>
      client.describeInstances({ Filters: [idFilter('instance-id', group)] }, { abortSignal }),
    )
    const described = (await Promise.all(pages)).flatMap(({ Reservations }) =>
      listed(Reservations).flatMap(({ Instances = [] }) => Instances),
    )
    return new Map(described.map((each) => [each.InstanceId ?? '', each]))
  }
}

export function readInstance(instance: Instance): Ask<Described> {
  return async (client, abortSignal) => {
    const [described] = (await readInstances([instance])(client, abortSignal)).values()
    if (described !== undefined) return described
    throw new UserError('NotFound', isGone(instance))
  }
}

export function isGone({ id, name, place }: Instance): string {
  return `${name === undefined ? id : `${name} (${id})`} is no longer in ${placeName(place)}.`
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

export function readVolumes(instances: Ids): Ask<readonly Volume[]> {
  return async (client, abortSignal) => {
    const pages = inGroups(instances, mostValues).map((group) =>
      client.describeVolumes({ Filters: [idFilter('attachment.instance-id', group)] }, { abortSignal }),
    )
    return (await Promise.all(pages)).flatMap(({ Volumes }) => listed(Volumes))
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

/** Those of the types that the Region knows. */
export function readTypeSizes(types: readonly string[]): Ask<ReadonlyMap<string, TypeSize>> {
  return async (client, abortSignal) => {
    const pages = inGroups(types, mostTypes).map((group) =>
      client.describeInstanceTypes({ Filters: [{ Name: 'instance-type', Values: [...group] }] }, { abortSignal }),
    )
    const found = (await Promise.all(pages)).flatMap(({ InstanceTypes }) => listed(InstanceTypes))
    return new Map(
      found.map(({ InstanceType = '', VCpuInfo, MemoryInfo, InstanceStorageInfo, NetworkInfo }) => [
        InstanceType,
        {
          vcpus: VCpuInfo?.DefaultVCpus,
          memoryMib: MemoryInfo?.SizeInMiB,
          instanceStoreGb: InstanceStorageInfo === undefined ? 0 : InstanceStorageInfo.TotalSizeInGB,
          ...networkOf(NetworkInfo),
        },
      ]),
    )
  }
}

function networkOf(network: NetworkInfo | undefined): Pick<TypeSize, 'networkGbps'> {
  const [card, ...more] = network?.NetworkCards ?? []
  const networkGbps = card?.BaselineBandwidthInGbps
  return networkGbps === undefined || more.length > 0 ? {} : { networkGbps }
}

export function readProtection(
  { id }: { readonly id: string },
  Attribute: 'disableApiTermination' | 'disableApiStop',
): Ask<boolean | undefined> {
  return async (client, abortSignal) => {
    const answer = await client.describeInstanceAttribute({ InstanceId: id, Attribute }, { abortSignal })
    return (Attribute === 'disableApiStop' ? answer.DisableApiStop : answer.DisableApiTermination)?.Value
  }
}

function idFilter(Name: string, instances: Ids) {
  return { Name, Values: instances.map(({ id }) => id) }
}
