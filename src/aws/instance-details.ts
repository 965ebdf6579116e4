import type {
  Instance as Described,
  Volume as DescribedVolume,
  Image,
  InstanceBlockDeviceMapping,
  InstanceStatus,
} from '@aws-sdk/client-ec2'
import type { InstanceDetails, Volume } from '../core/ec2/instance.ts'
import type { Place } from '../core/place.ts'
import type { TypeSize } from './instance-questions.ts'
import { roleName } from './names.ts'
import { presentOf, toInstance } from './to-instance.ts'

export type Answers = {
  readonly place: Place
  readonly status: InstanceStatus | undefined
  readonly volumes: readonly DescribedVolume[] | undefined
  readonly image: Image | undefined
  readonly size: TypeSize | undefined
  readonly isTerminationProtected: boolean | undefined
  readonly unread: readonly string[]
}

// Past events stay listed for a week, marked so in their description (EC2 User Guide, "Scheduled events").
const pastEvent = /^\[(?:Completed|Canceled)\]/
const lifecycles = ['spot', 'scheduled', 'capacity-block'] as const

export function detailsOf(described: Described, answers: Answers): InstanceDetails {
  const { IamInstanceProfile, StateReason } = described
  return {
    instance: toInstance(described, answers.place),
    imageName: presentOf(answers.image?.Name),
    keyName: presentOf(described.KeyName),
    platform: presentOf(described.PlatformDetails),
    architecture: presentOf(described.Architecture),
    lifecycle: lifecycleOf(described),
    ...tenancyOf(described),
    vcpus: answers.size?.vcpus,
    memoryMib: answers.size?.memoryMib,
    networkGbps: answers.size?.networkGbps,
    vpcId: presentOf(described.VpcId),
    subnetId: presentOf(described.SubnetId),
    ipv6Addresses: ipv6AddressesOf(described),
    isPublicAddressElastic: isElastic(described),
    securityGroups: (described.SecurityGroups ?? []).map(({ GroupId = '', GroupName = '' }) => ({
      id: GroupId,
      name: GroupName,
    })),
    role: IamInstanceProfile?.Arn === undefined ? undefined : roleName(IamInstanceProfile.Arn),
    volumes: volumesOf(described.BlockDeviceMappings ?? [], answers.volumes ?? []),
    ...rootDeviceOf(described),
    ...checksOf(answers.status),
    stateReason:
      StateReason?.Code === undefined || StateReason.Code === ''
        ? undefined
        : { code: StateReason.Code, message: StateReason.Message ?? '' },
    stateTransition: presentOf(described.StateTransitionReason),
    isTerminationProtected: answers.isTerminationProtected,
    unread: answers.unread,
  }
}

export function lifecycleOf({ InstanceLifecycle }: Described): InstanceDetails['lifecycle'] {
  return lifecycles.find((name) => name === InstanceLifecycle) ?? 'on-demand'
}

function rootDeviceOf({ RootDeviceType: rootDevice }: Described): Pick<InstanceDetails, 'rootDevice'> {
  return rootDevice === 'ebs' || rootDevice === 'instance-store' ? { rootDevice } : {}
}

/** `default`: the host is shared. */
function tenancyOf({ Placement: { Tenancy } = {} }: Described): Pick<InstanceDetails, 'tenancy'> {
  return Tenancy === 'dedicated' || Tenancy === 'host' ? { tenancy: Tenancy } : {}
}

/**
 * An address that EC2 lends belongs to `amazon`, or to a carrier in a Wavelength Zone; an Elastic IP address to an
 * account, or to whoever brought the range (EC2 API reference, InstanceNetworkInterfaceAssociation).
 */
function isElastic({ PublicIpAddress, NetworkInterfaces = [] }: Described): boolean {
  return NetworkInterfaces.some(
    ({ Association: { PublicIp, IpOwnerId = 'amazon', CarrierIp } = {} }) =>
      presentOf(PublicIp) !== undefined &&
      PublicIp === PublicIpAddress &&
      IpOwnerId !== 'amazon' &&
      CarrierIp !== PublicIp,
  )
}

function ipv6AddressesOf({ Ipv6Address, NetworkInterfaces = [] }: Described): string[] {
  const ofCards = NetworkInterfaces.flatMap(({ Ipv6Addresses = [] }) =>
    Ipv6Addresses.map(({ Ipv6Address: address }) => address),
  )
  return [...new Set([Ipv6Address, ...ofCards].flatMap((address) => presentOf(address) ?? []))]
}

/** In the order of the instance's own mapping, which also names volumes that could not be read. */
export function volumesOf(
  mappings: readonly InstanceBlockDeviceMapping[],
  described: readonly DescribedVolume[],
): Volume[] {
  const byId = new Map(described.map((volume) => [volume.VolumeId, volume]))
  return mappings.flatMap(({ DeviceName = '', Ebs }) => {
    if (Ebs?.VolumeId === undefined) return []
    const volume = byId.get(Ebs.VolumeId)
    return [
      {
        id: Ebs.VolumeId,
        device: DeviceName,
        sizeGib: volume?.Size,
        type: volume?.VolumeType,
        ...(volume?.Iops === undefined ? {} : { iops: volume.Iops }),
        isEncrypted: volume?.Encrypted,
        ...(volume?.KmsKeyId === undefined ? {} : { keyArn: volume.KmsKeyId }),
        isDeletedOnTermination: Ebs.DeleteOnTermination ?? false,
      },
    ]
  })
}

function checksOf(
  status: InstanceStatus | undefined,
): Pick<InstanceDetails, 'instanceCheck' | 'systemCheck' | 'scheduledEvents'> {
  return {
    instanceCheck: presentOf(status?.InstanceStatus?.Status),
    systemCheck: presentOf(status?.SystemStatus?.Status),
    scheduledEvents: (status?.Events ?? [])
      .filter(({ Description = '' }) => !pastEvent.test(Description))
      .map(({ Code, Description, NotBefore }) => ({
        what: presentOf(Description) ?? Code ?? 'an event',
        code: Code,
        notBefore: NotBefore?.getTime(),
      })),
  }
}
