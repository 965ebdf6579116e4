import type { Instance, Volume } from '@aws-sdk/client-ec2'
import { idOf, uuidOf } from '../aws/id.ts'
import { rootDeviceOf } from './aws-images.ts'
import { type Parts, placementOf, tagsOf } from './aws-parts.ts'
import { agoMs, type Disk } from './aws-row.ts'

const usualDisks: readonly Disk[] = [{ gib: 16, type: 'gp3', isEncrypted: true }]

/** The first is the root; a terminated instance took its volumes with it. */
export function volumesOf(parts: Parts): Volume[] {
  const { life, disks = usualDisks } = parts.row[4] ?? {}
  return life?.state === 'terminated' ? [] : disks.map((disk, index) => volumeOf(disk, index, parts))
}

function volumeOf({ gib, type, isEncrypted, iops = 3000 }: Disk, index: number, parts: Parts): Volume {
  const { row, group, place, seed } = parts
  const [, , zone, launched, { image = group.image } = {}] = row
  const createdAt = new Date(place.now - agoMs(launched))
  const { AvailabilityZone, AvailabilityZoneId } = placementOf(place.region, zone)
  const key = `arn:aws:kms:${place.region}:${place.account}:key/${uuidOf(`key/${place.account}`)}`
  const volumeId = idOf('vol', `${index}/${seed}`)
  const attachment = {
    VolumeId: volumeId,
    InstanceId: idOf('i', seed),
    Device: index === 0 ? rootDeviceOf(image) : `/dev/sd${String.fromCharCode(101 + index)}`,
    State: 'attached' as const,
    AttachTime: createdAt,
    DeleteOnTermination: index === 0,
  }
  return {
    VolumeId: volumeId,
    Size: gib,
    VolumeType: type,
    Iops: iops,
    ...(type === 'gp3' ? { Throughput: 125 } : {}),
    State: 'in-use',
    Encrypted: isEncrypted,
    ...(isEncrypted ? { KmsKeyId: key } : {}),
    SnapshotId: index === 0 ? idOf('snap', `${image}/${place.region}`) : '',
    AvailabilityZone,
    AvailabilityZoneId,
    CreateTime: createdAt,
    MultiAttachEnabled: false,
    Operator: { Managed: false },
    Attachments: [attachment],
    Tags: tagsOf(parts),
  }
}

/** The same volumes as the instance lists them. */
export function devicesOf(volumes: readonly Volume[]): NonNullable<Instance['BlockDeviceMappings']> {
  return volumes.flatMap(({ VolumeId, Attachments = [] }) =>
    Attachments.map(({ Device, DeleteOnTermination, AttachTime }) => ({
      DeviceName: Device,
      Ebs: { VolumeId, DeleteOnTermination, Status: 'attached' as const, AttachTime },
    })),
  )
}
