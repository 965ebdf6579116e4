import type { EbsInstanceBlockDevice, Instance, InstanceMetadataOptionsResponse } from '@aws-sdk/client-ec2'
import type { Field, Filterable, Scalar } from './filter.ts'
import { networkInterfaceFields } from './network-interface.ts'

export type ListedInstance = {
  readonly instance: Instance
  readonly owner: string
  readonly reservationId: string
  readonly requesterId: string | undefined
}

type Fields = Readonly<Record<string, Field<ListedInstance>>>

const of =
  (read: (instance: Instance) => Scalar | readonly Scalar[]): Field<ListedInstance> =>
  ({ instance }) =>
    read(instance)
const device = (read: (ebs: EbsInstanceBlockDevice) => Scalar): Field<ListedInstance> =>
  of(({ BlockDeviceMappings = [] }) =>
    BlockDeviceMappings.map(({ Ebs }) => (Ebs === undefined ? undefined : read(Ebs))),
  )
const metadata = (read: (options: InstanceMetadataOptionsResponse) => Scalar): Field<ListedInstance> =>
  of(({ MetadataOptions }) => (MetadataOptions === undefined ? undefined : read(MetadataOptions)))

const identity: Fields = {
  'client-token': of(({ ClientToken }) => ClientToken),
  'image-id': of(({ ImageId }) => ImageId),
  'instance-id': of(({ InstanceId }) => InstanceId),
  'instance-lifecycle': of(({ InstanceLifecycle }) => InstanceLifecycle),
  'instance-type': of(({ InstanceType }) => InstanceType),
  'kernel-id': of(({ KernelId }) => KernelId),
  'key-name': of(({ KeyName }) => KeyName),
  'launch-index': of(({ AmiLaunchIndex }) => AmiLaunchIndex),
  'launch-time': of(({ LaunchTime }) => LaunchTime),
  'operator.managed': of(({ Operator }) => Operator?.Managed),
  'operator.principal': of(({ Operator }) => Operator?.Principal),
  'outpost-arn': of(({ OutpostArn }) => OutpostArn),
  'owner-id': ({ owner }) => owner,
  'product-code': of(({ ProductCodes = [] }) => ProductCodes.map(({ ProductCodeId }) => ProductCodeId)),
  'product-code.type': of(({ ProductCodes = [] }) => ProductCodes.map(({ ProductCodeType }) => ProductCodeType)),
  'ramdisk-id': of(({ RamdiskId }) => RamdiskId),
  'requester-id': ({ requesterId }) => requesterId,
  'reservation-id': ({ reservationId }) => reservationId,
  'spot-instance-request-id': of(({ SpotInstanceRequestId }) => SpotInstanceRequestId),
}

const state: Fields = {
  'instance-state-code': of(({ State }) => State?.Code),
  'instance-state-name': of(({ State }) => State?.Name),
  reason: of(({ StateTransitionReason }) => StateTransitionReason),
  'state-reason-code': of(({ StateReason }) => StateReason?.Code),
  'state-reason-message': of(({ StateReason }) => StateReason?.Message),
}

const place: Fields = {
  affinity: of(({ Placement }) => Placement?.Affinity),
  'availability-zone': of(({ Placement }) => Placement?.AvailabilityZone),
  'availability-zone-id': of(({ Placement }) => Placement?.AvailabilityZoneId),
  'host-id': of(({ Placement }) => Placement?.HostId),
  'placement-group-name': of(({ Placement }) => Placement?.GroupName),
  'placement-partition-number': of(({ Placement }) => Placement?.PartitionNumber),
  tenancy: of(({ Placement }) => Placement?.Tenancy),
}

const network: Fields = {
  'dns-name': of(({ PublicDnsName }) => PublicDnsName),
  'instance.group-id': of(({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupId }) => GroupId)),
  'instance.group-name': of(({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupName }) => GroupName)),
  'ip-address': of(({ PublicIpAddress }) => PublicIpAddress),
  'ipv6-address': of(({ Ipv6Address }) => Ipv6Address),
  'network-performance-options.bandwidth-weighting': of(
    ({ NetworkPerformanceOptions }) => NetworkPerformanceOptions?.BandwidthWeighting,
  ),
  'private-dns-name': of(({ PrivateDnsName }) => PrivateDnsName),
  'private-dns-name-options.enable-resource-name-dns-a-record': of(
    ({ PrivateDnsNameOptions }) => PrivateDnsNameOptions?.EnableResourceNameDnsARecord,
  ),
  'private-dns-name-options.enable-resource-name-dns-aaaa-record': of(
    ({ PrivateDnsNameOptions }) => PrivateDnsNameOptions?.EnableResourceNameDnsAAAARecord,
  ),
  'private-dns-name-options.hostname-type': of(({ PrivateDnsNameOptions }) => PrivateDnsNameOptions?.HostnameType),
  'private-ip-address': of(({ PrivateIpAddress }) => PrivateIpAddress),
  'source-dest-check': of(({ SourceDestCheck }) => SourceDestCheck),
  'subnet-id': of(({ SubnetId }) => SubnetId),
  'vpc-id': of(({ VpcId }) => VpcId),
}

const machine: Fields = {
  architecture: of(({ Architecture }) => Architecture),
  'boot-mode': of(({ BootMode }) => BootMode),
  'current-instance-boot-mode': of(({ CurrentInstanceBootMode }) => CurrentInstanceBootMode),
  'ebs-optimized': of(({ EbsOptimized }) => EbsOptimized),
  'ena-support': of(({ EnaSupport }) => EnaSupport),
  'enclave-options.enabled': of(({ EnclaveOptions }) => EnclaveOptions?.Enabled),
  'hibernation-options.configured': of(({ HibernationOptions }) => HibernationOptions?.Configured),
  hypervisor: of(({ Hypervisor }) => Hypervisor),
  'iam-instance-profile.arn': of(({ IamInstanceProfile }) => IamInstanceProfile?.Arn),
  'iam-instance-profile.id': of(({ IamInstanceProfile }) => IamInstanceProfile?.Id),
  'maintenance-options.auto-recovery': of(({ MaintenanceOptions }) => MaintenanceOptions?.AutoRecovery),
  'metadata-options.http-endpoint': metadata(({ HttpEndpoint }) => HttpEndpoint),
  // The answer has no field for IPv4: it is on whenever the endpoint is.
  'metadata-options.http-protocol-ipv4': metadata(({ HttpEndpoint }) => HttpEndpoint),
  'metadata-options.http-protocol-ipv6': metadata(({ HttpProtocolIpv6 }) => HttpProtocolIpv6),
  'metadata-options.http-put-response-hop-limit': metadata(({ HttpPutResponseHopLimit }) => HttpPutResponseHopLimit),
  'metadata-options.http-tokens': metadata(({ HttpTokens }) => HttpTokens),
  'metadata-options.instance-metadata-tags': metadata(({ InstanceMetadataTags }) => InstanceMetadataTags),
  'metadata-options.state': metadata(({ State }) => State),
  'monitoring-state': of(({ Monitoring }) => Monitoring?.State),
  platform: of(({ Platform }) => Platform),
  'platform-details': of(({ PlatformDetails }) => PlatformDetails),
  'tpm-support': of(({ TpmSupport }) => TpmSupport),
  'usage-operation': of(({ UsageOperation }) => UsageOperation),
  'usage-operation-update-time': of(({ UsageOperationUpdateTime }) => UsageOperationUpdateTime),
  'virtualization-type': of(({ VirtualizationType }) => VirtualizationType),
}

const reservedCapacity = 'capacity-reservation-specification'
const capacity: Fields = {
  'capacity-reservation-id': of(({ CapacityReservationId }) => CapacityReservationId),
  [`${reservedCapacity}.capacity-reservation-preference`]: of(
    ({ CapacityReservationSpecification }) => CapacityReservationSpecification?.CapacityReservationPreference,
  ),
  [`${reservedCapacity}.capacity-reservation-target.capacity-reservation-id`]: of(
    ({ CapacityReservationSpecification }) =>
      CapacityReservationSpecification?.CapacityReservationTarget?.CapacityReservationId,
  ),
  [`${reservedCapacity}.capacity-reservation-target.capacity-reservation-resource-group-arn`]: of(
    ({ CapacityReservationSpecification }) =>
      CapacityReservationSpecification?.CapacityReservationTarget?.CapacityReservationResourceGroupArn,
  ),
}

const storage: Fields = {
  'block-device-mapping.attach-time': device(({ AttachTime }) => AttachTime),
  'block-device-mapping.delete-on-termination': device(({ DeleteOnTermination }) => DeleteOnTermination),
  'block-device-mapping.device-name': of(({ BlockDeviceMappings = [] }) =>
    BlockDeviceMappings.map(({ DeviceName }) => DeviceName),
  ),
  'block-device-mapping.status': device(({ Status }) => Status),
  'block-device-mapping.volume-id': device(({ VolumeId }) => VolumeId),
  'root-device-name': of(({ RootDeviceName }) => RootDeviceName),
  'root-device-type': of(({ RootDeviceType }) => RootDeviceType),
}

/** EC2 API Reference, DescribeInstances. */
export const instanceFilters: Filterable<ListedInstance> = {
  fields: {
    ...identity,
    ...state,
    ...place,
    ...network,
    ...machine,
    ...capacity,
    ...storage,
    ...networkInterfaceFields,
  },
  tagsOf: ({ instance }) => instance.Tags,
}
