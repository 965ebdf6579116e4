import type { Address, Instance } from '@aws-sdk/client-ec2'
import { isElastic } from '../aws/ec2/public-address.ts'
import { idOf } from '../aws/id.ts'
import { type Parts, tagsOf } from './aws-parts.ts'

/** The Elastic IP address of an instance that has one, as the account keeps it. */
export function addressesOf(instance: Instance, parts: Parts): Address[] {
  const { place, seed } = parts
  const [card] = instance.NetworkInterfaces ?? []
  if (card === undefined || !isElastic(instance)) return []
  return [
    {
      AllocationId: idOf('eipalloc', seed),
      AssociationId: idOf('eipassoc', seed),
      Domain: 'vpc',
      InstanceId: instance.InstanceId,
      NetworkBorderGroup: place.region,
      NetworkInterfaceId: card.NetworkInterfaceId,
      NetworkInterfaceOwnerId: place.account,
      PrivateIpAddress: card.PrivateIpAddress,
      PublicIp: card.Association?.PublicIp,
      PublicIpv4Pool: 'amazon',
      Tags: tagsOf(parts),
    },
  ]
}
