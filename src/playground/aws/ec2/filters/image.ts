import type { EbsBlockDevice, Image, ImageWatermark, InstanceTypeItem } from '@aws-sdk/client-ec2'
import type { Field, Filterable, Scalar } from './filter.ts'

type Fields = Readonly<Record<string, Field<Image>>>

const device =
  (read: (ebs: EbsBlockDevice) => Scalar): Field<Image> =>
  ({ BlockDeviceMappings = [] }) =>
    BlockDeviceMappings.map(({ Ebs }) => (Ebs === undefined ? undefined : read(Ebs)))

const watermark =
  (read: (watermark: ImageWatermark) => Scalar): Field<Image> =>
  ({ ImageWatermarks = [] }) =>
    ImageWatermarks.map(read)

const types = (items: readonly InstanceTypeItem[] | undefined): readonly Scalar[] =>
  (items ?? []).map(({ InstanceType }) => InstanceType)

const content: Fields = {
  'block-device-mapping.delete-on-termination': device(({ DeleteOnTermination }) => DeleteOnTermination),
  'block-device-mapping.device-name': ({ BlockDeviceMappings = [] }) =>
    BlockDeviceMappings.map(({ DeviceName }) => DeviceName),
  'block-device-mapping.encrypted': device(({ Encrypted }) => Encrypted),
  'block-device-mapping.snapshot-id': device(({ SnapshotId }) => SnapshotId),
  'block-device-mapping.volume-size': device(({ VolumeSize }) => VolumeSize),
  'block-device-mapping.volume-type': device(({ VolumeType }) => VolumeType),
  'root-device-name': ({ RootDeviceName }) => RootDeviceName,
  'root-device-type': ({ RootDeviceType }) => RootDeviceType,
}

const origin: Fields = {
  'creation-date': ({ CreationDate }) => CreationDate,
  'image-allowed': ({ ImageAllowed }) => ImageAllowed,
  'image-watermark.source-image-creation-time': watermark(({ SourceImageCreationTime }) => SourceImageCreationTime),
  'image-watermark.source-image-id': watermark(({ SourceImageId }) => SourceImageId),
  'image-watermark.source-image-region': watermark(({ SourceImageRegion }) => SourceImageRegion),
  'image-watermark.watermark-creation-time': watermark(({ WatermarkCreationTime }) => WatermarkCreationTime),
  'image-watermark.watermark-key': watermark(({ WatermarkKey }) => WatermarkKey),
  'is-public': ({ Public }) => Public,
  'manifest-location': ({ ImageLocation }) => ImageLocation,
  'owner-alias': ({ ImageOwnerAlias }) => ImageOwnerAlias,
  'owner-id': ({ OwnerId }) => OwnerId,
  'product-code': ({ ProductCodes = [] }) => ProductCodes.map(({ ProductCodeId }) => ProductCodeId),
  'product-code.type': ({ ProductCodes = [] }) => ProductCodes.map(({ ProductCodeType }) => ProductCodeType),
  'public-ssm-parameter-name': ({ PublicSsmParameterName }) => PublicSsmParameterName,
  'source-image-id': ({ SourceImageId }) => SourceImageId,
  'source-image-region': ({ SourceImageRegion }) => SourceImageRegion,
  'source-instance-id': ({ SourceInstanceId }) => SourceInstanceId,
}

const machine: Fields = {
  architecture: ({ Architecture }) => Architecture,
  'boot-mode': ({ BootMode }) => BootMode,
  'ena-support': ({ EnaSupport }) => EnaSupport,
  'free-tier-eligible': ({ FreeTierEligible }) => FreeTierEligible,
  hypervisor: ({ Hypervisor }) => Hypervisor,
  'instance-type-specification.supported-instance-type': ({ InstanceTypeSpecification: specification }) =>
    types(specification?.SupportedInstanceTypes),
  'instance-type-specification.unsupported-instance-type': ({ InstanceTypeSpecification: specification }) =>
    types(specification?.UnsupportedInstanceTypes),
  'kernel-id': ({ KernelId }) => KernelId,
  platform: ({ Platform }) => Platform,
  'ramdisk-id': ({ RamdiskId }) => RamdiskId,
  'sriov-net-support': ({ SriovNetSupport }) => SriovNetSupport,
  'virtualization-type': ({ VirtualizationType }) => VirtualizationType,
}

const scan: Fields = {
  'scan-result.critical-fix-available-since': ({ ScanResults }) => ScanResults?.CriticalFixAvailableSince,
  'scan-result.finding-scan-date': ({ ScanResults }) => ScanResults?.FindingScanDate,
  'scan-result.high-fix-available-since': ({ ScanResults }) => ScanResults?.HighFixAvailableSince,
  'scan-result.highest-finding-severity-label': ({ ScanResults }) => ScanResults?.HighestFindingSeverityLabel,
  'scan-result.informational-fix-available-since': ({ ScanResults }) => ScanResults?.InformationalFixAvailableSince,
  'scan-result.low-fix-available-since': ({ ScanResults }) => ScanResults?.LowFixAvailableSince,
  'scan-result.medium-fix-available-since': ({ ScanResults }) => ScanResults?.MediumFixAvailableSince,
}

/** EC2 API Reference, DescribeImages. */
export const imageFilters: Filterable<Image> = {
  fields: {
    ...content,
    ...origin,
    ...machine,
    ...scan,
    description: ({ Description }) => Description,
    'image-id': ({ ImageId }) => ImageId,
    'image-type': ({ ImageType }) => ImageType,
    name: ({ Name }) => Name,
    state: ({ State }) => State,
    'state-reason-code': ({ StateReason }) => StateReason?.Code,
    'state-reason-message': ({ StateReason }) => StateReason?.Message,
  },
  tagsOf: ({ Tags }) => Tags,
}
