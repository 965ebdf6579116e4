import type { Volume, VolumeAttachment } from '@aws-sdk/client-ec2'
import type { Field, Filterable, Scalar } from './filter.ts'

const attachment =
  (read: (attachment: VolumeAttachment) => Scalar): Field<Volume> =>
  ({ Attachments = [] }) =>
    Attachments.map(read)

/** EC2 API Reference, DescribeVolumes. */
export const volumeFilters: Filterable<Volume> = {
  fields: {
    'attachment.attach-time': attachment(({ AttachTime }) => AttachTime),
    'attachment.delete-on-termination': attachment(({ DeleteOnTermination }) => DeleteOnTermination),
    'attachment.device': attachment(({ Device }) => Device),
    'attachment.instance-id': attachment(({ InstanceId }) => InstanceId),
    'attachment.status': attachment(({ State }) => State),
    'availability-zone': ({ AvailabilityZone }) => AvailabilityZone,
    'availability-zone-id': ({ AvailabilityZoneId }) => AvailabilityZoneId,
    'create-time': ({ CreateTime }) => CreateTime,
    encrypted: ({ Encrypted }) => Encrypted,
    'fast-restored': ({ FastRestored }) => FastRestored,
    'multi-attach-enabled': ({ MultiAttachEnabled }) => MultiAttachEnabled,
    'operator.managed': ({ Operator }) => Operator?.Managed,
    'operator.principal': ({ Operator }) => Operator?.Principal,
    size: ({ Size }) => Size,
    'snapshot-id': ({ SnapshotId }) => SnapshotId,
    status: ({ State }) => State,
    'volume-id': ({ VolumeId }) => VolumeId,
    'volume-type': ({ VolumeType }) => VolumeType,
  },
  tagsOf: ({ Tags }) => Tags,
}
