import type { DiskInfo, EbsOptimizedInfo, InstanceTypeInfo, NetworkInfo, VCpuInfo } from '@aws-sdk/client-ec2'
import type { Field, Filterable, Scalar } from './filter.ts'

type Fields = Readonly<Record<string, Field<InstanceTypeInfo>>>
type Read<Part> = (part: Part) => Scalar | readonly Scalar[]

const bandwidth =
  (read: Read<EbsOptimizedInfo>): Field<InstanceTypeInfo> =>
  ({ EbsInfo }) =>
    EbsInfo?.EbsOptimizedInfo === undefined ? undefined : read(EbsInfo.EbsOptimizedInfo)
const disk =
  (read: (disk: DiskInfo) => Scalar): Field<InstanceTypeInfo> =>
  ({ InstanceStorageInfo }) =>
    InstanceStorageInfo?.Disks?.map(read)
const network =
  (read: Read<NetworkInfo>): Field<InstanceTypeInfo> =>
  ({ NetworkInfo: info }) =>
    info === undefined ? undefined : read(info)
const cpu =
  (read: Read<VCpuInfo>): Field<InstanceTypeInfo> =>
  ({ VCpuInfo: info }) =>
    info === undefined ? undefined : read(info)

const storage: Fields = {
  'ebs-info.attachment-limit-type': ({ EbsInfo }) => EbsInfo?.AttachmentLimitType,
  'ebs-info.maximum-ebs-attachments': ({ EbsInfo }) => EbsInfo?.MaximumEbsAttachments,
  'ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps': bandwidth((info) => info.BaselineBandwidthInMbps),
  'ebs-info.ebs-optimized-info.baseline-iops': bandwidth((info) => info.BaselineIops),
  'ebs-info.ebs-optimized-info.baseline-throughput-in-mbps': bandwidth((info) => info.BaselineThroughputInMBps),
  'ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps': bandwidth((info) => info.MaximumBandwidthInMbps),
  'ebs-info.ebs-optimized-info.maximum-iops': bandwidth((info) => info.MaximumIops),
  'ebs-info.ebs-optimized-info.maximum-throughput-in-mbps': bandwidth((info) => info.MaximumThroughputInMBps),
  'ebs-info.ebs-optimized-support': ({ EbsInfo }) => EbsInfo?.EbsOptimizedSupport,
  'ebs-info.encryption-support': ({ EbsInfo }) => EbsInfo?.EncryptionSupport,
  'ebs-info.nvme-support': ({ EbsInfo }) => EbsInfo?.NvmeSupport,
  'instance-storage-info.disk.count': disk(({ Count }) => Count),
  'instance-storage-info.disk.size-in-gb': disk(({ SizeInGB }) => SizeInGB),
  'instance-storage-info.disk.type': disk(({ Type }) => Type),
  'instance-storage-info.encryption-support': ({ InstanceStorageInfo }) => InstanceStorageInfo?.EncryptionSupport,
  'instance-storage-info.nvme-support': ({ InstanceStorageInfo }) => InstanceStorageInfo?.NvmeSupport,
  'instance-storage-info.total-size-in-gb': ({ InstanceStorageInfo }) => InstanceStorageInfo?.TotalSizeInGB,
  'instance-storage-supported': ({ InstanceStorageSupported }) => InstanceStorageSupported,
  'supported-root-device-type': ({ SupportedRootDeviceTypes }) => SupportedRootDeviceTypes,
}

const networkFields: Fields = {
  'network-info.bandwidth-weightings': network((info) => info.BandwidthWeightings),
  'network-info.efa-info.maximum-efa-interfaces': network((info) => info.EfaInfo?.MaximumEfaInterfaces),
  'network-info.efa-supported': network((info) => info.EfaSupported),
  'network-info.ena-support': network((info) => info.EnaSupport),
  'network-info.encryption-in-transit-supported': network((info) => info.EncryptionInTransitSupported),
  'network-info.flexible-ena-queues-support': network((info) => info.FlexibleEnaQueuesSupport),
  'network-info.ipv4-addresses-per-interface': network((info) => info.Ipv4AddressesPerInterface),
  'network-info.ipv6-addresses-per-interface': network((info) => info.Ipv6AddressesPerInterface),
  'network-info.ipv6-supported': network((info) => info.Ipv6Supported),
  'network-info.maximum-network-cards': network((info) => info.MaximumNetworkCards),
  'network-info.maximum-network-interfaces': network((info) => info.MaximumNetworkInterfaces),
  'network-info.network-performance': network((info) => info.NetworkPerformance),
}

const processor: Fields = {
  'memory-info.size-in-mib': ({ MemoryInfo }) => MemoryInfo?.SizeInMiB,
  'processor-info.supported-architecture': ({ ProcessorInfo }) => ProcessorInfo?.SupportedArchitectures,
  'processor-info.supported-features': ({ ProcessorInfo }) => ProcessorInfo?.SupportedFeatures,
  'processor-info.sustained-clock-speed-in-ghz': ({ ProcessorInfo }) => ProcessorInfo?.SustainedClockSpeedInGhz,
  'vcpu-info.default-cores': cpu((info) => info.DefaultCores),
  'vcpu-info.default-threads-per-core': cpu((info) => info.DefaultThreadsPerCore),
  'vcpu-info.default-vcpus': cpu((info) => info.DefaultVCpus),
  'vcpu-info.valid-cores': cpu((info) => info.ValidCores),
  'vcpu-info.valid-threads-per-core': cpu((info) => info.ValidThreadsPerCore),
}

/** EC2 API Reference, DescribeInstanceTypes. */
export const instanceTypeFilters: Filterable<InstanceTypeInfo> = {
  fields: {
    ...storage,
    ...networkFields,
    ...processor,
    'auto-recovery-supported': ({ AutoRecoverySupported }) => AutoRecoverySupported,
    'bare-metal': ({ BareMetal }) => BareMetal,
    'burstable-performance-supported': ({ BurstablePerformanceSupported }) => BurstablePerformanceSupported,
    'current-generation': ({ CurrentGeneration }) => CurrentGeneration,
    'dedicated-hosts-supported': ({ DedicatedHostsSupported }) => DedicatedHostsSupported,
    'free-tier-eligible': ({ FreeTierEligible }) => FreeTierEligible,
    'hibernation-supported': ({ HibernationSupported }) => HibernationSupported,
    hypervisor: ({ Hypervisor }) => Hypervisor,
    'instance-type': ({ InstanceType }) => InstanceType,
    'nitro-enclaves-support': ({ NitroEnclavesSupport }) => NitroEnclavesSupport,
    'nitro-tpm-info.supported-versions': ({ NitroTpmInfo }) => NitroTpmInfo?.SupportedVersions,
    'nitro-tpm-support': ({ NitroTpmSupport }) => NitroTpmSupport,
    'reboot-migration-support': ({ RebootMigrationSupport }) => RebootMigrationSupport,
    'supported-boot-mode': ({ SupportedBootModes }) => SupportedBootModes,
    'supported-usage-class': ({ SupportedUsageClasses }) => SupportedUsageClasses,
    'supported-virtualization-type': ({ SupportedVirtualizationTypes }) => SupportedVirtualizationTypes,
  },
}
