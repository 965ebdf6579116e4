import type { Instance, InstanceNetworkInterfaceAssociation } from '@aws-sdk/client-ec2'
import { numbersOf } from '../id.ts'

type Asked = { readonly owner: string; readonly region: string; readonly seed: string }

/** Addresses from the ranges kept for documentation (RFC 5737); an Elastic IP address belongs to the account, any other to Amazon. */
export function publicAssociation({ owner, region, seed }: Asked): InstanceNetworkInterfaceAssociation {
  const [host = 0] = numbersOf(`public/${seed}`, [254])
  const ip = `${owner === 'amazon' ? '198.51.100' : '203.0.113'}.${host + 1}`
  const name = `ec2-${ip.replaceAll('.', '-')}`
  return {
    IpOwnerId: owner,
    PublicIp: ip,
    PublicDnsName:
      region === 'us-east-1' ? `${name}.compute-1.amazonaws.com` : `${name}.${region}.compute.amazonaws.com`,
  }
}

export const isElastic = ({ NetworkInterfaces = [] }: Instance): boolean =>
  NetworkInterfaces.some(({ Association, OwnerId }) => Association?.IpOwnerId === OwnerId)

/** The same instance under this public address. */
export function withAssociation(instance: Instance, association: InstanceNetworkInterfaceAssociation): Instance {
  const { NetworkInterfaces = [] } = instance
  return {
    ...instance,
    PublicIpAddress: association.PublicIp,
    PublicDnsName: association.PublicDnsName,
    NetworkInterfaces: NetworkInterfaces.map((card) => ({
      ...card,
      Association: association,
      PrivateIpAddresses: card.PrivateIpAddresses?.map((address) => ({ ...address, Association: association })),
    })),
  }
}
