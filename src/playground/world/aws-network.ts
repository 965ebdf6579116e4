import type { Instance, InstanceNetworkInterface, InstanceNetworkInterfaceAssociation } from '@aws-sdk/client-ec2'
import { publicAssociation } from '../aws/ec2/public-address.ts'
import { idOf, numbersOf } from '../aws/id.ts'

export type Home = {
  readonly account: string
  readonly region: string
  readonly zone: string
  /** What makes this instance's ids its own. */
  readonly seed: string
  readonly service: string
  readonly attachedAt: Date
  readonly address: 'elastic' | 'public' | undefined
}

type Network = Pick<
  Instance,
  | 'NetworkInterfaces'
  | 'PrivateDnsName'
  | 'PrivateIpAddress'
  | 'PublicDnsName'
  | 'SecurityGroups'
  | 'SubnetId'
  | 'VpcId'
> & { PublicIpAddress?: string }

type Region = { readonly account: string; readonly region: string }

export const vpcOf = ({ account, region }: Region): string => idOf('vpc', `${account}/${region}`)
export const groupIdOf = ({ account, region }: Region, service: string): string =>
  idOf('sg', `${account}/${region}/${service}`)

/** One network in every Region, and in every zone a subnet for those with public addresses and one for the others. */
export function subnetOf(
  { account, region }: Region,
  { zone, isPublic }: { readonly zone: string; readonly isPublic: boolean },
): string {
  return idOf('subnet', `${account}/${region}${zone}${isPublic ? '/public' : ''}`)
}

export const cidrOf = (where: Region): string => `10.${secondOctet(where)}.0.0/16`

function secondOctet({ account, region }: Region): number {
  const [network = 0] = numbersOf(`network/${account}/${region}`, [200])
  return network + 10
}

/** Everything of an instance that has to do with its one network interface. */
export function networkOf(home: Home): Network {
  const { account, region, zone, service, address } = home
  const vpc = vpcOf(home)
  const subnet = subnetOf(home, { zone, isPublic: address !== undefined })
  const group = { GroupId: groupIdOf(home, service), GroupName: service }
  const owner = address === 'elastic' ? account : 'amazon'
  const association = address === undefined ? undefined : publicAssociation({ owner, region, seed: home.seed })
  const inside = insideAddress(home)
  const privateName = `ip-${inside.replaceAll('.', '-')}.${region === 'us-east-1' ? 'ec2' : `${region}.compute`}.internal`
  const place = { SubnetId: subnet, VpcId: vpc, PrivateIpAddress: inside, PrivateDnsName: privateName }
  const card = cardOf(home, association)
  return {
    ...place,
    PublicDnsName: association?.PublicDnsName ?? '',
    ...(association?.PublicIp === undefined ? {} : { PublicIpAddress: association.PublicIp }),
    SecurityGroups: [group],
    NetworkInterfaces: [{ ...card, ...place, Groups: [group], PrivateIpAddresses: [addressOf(place, association)] }],
  }
}

function cardOf({ account, seed, attachedAt }: Home, association: InstanceNetworkInterfaceAssociation | undefined) {
  const card: InstanceNetworkInterface = {
    NetworkInterfaceId: idOf('eni', seed),
    OwnerId: account,
    Status: 'in-use',
    InterfaceType: 'interface',
    Description: '',
    MacAddress: macOf(seed),
    SourceDestCheck: true,
    Ipv6Addresses: [],
    ...(association === undefined ? {} : { Association: association }),
    Attachment: {
      AttachmentId: idOf('eni-attach', seed),
      AttachTime: attachedAt,
      DeleteOnTermination: true,
      DeviceIndex: 0,
      NetworkCardIndex: 0,
      Status: 'attached',
    },
  }
  return card
}

const addressOf = (
  { PrivateIpAddress, PrivateDnsName }: { PrivateIpAddress: string; PrivateDnsName: string },
  association: InstanceNetworkInterfaceAssociation | undefined,
) => ({
  Primary: true,
  PrivateIpAddress,
  PrivateDnsName,
  ...(association === undefined ? {} : { Association: association }),
})

function insideAddress({ account, region, zone, seed }: Home): string {
  const [subnet = 0, host = 0] = numbersOf(`host/${seed}`, [64, 250])
  return `10.${secondOctet({ account, region })}.${(zone.charCodeAt(0) - 97) * 64 + subnet}.${host + 4}`
}

function macOf(seed: string): string {
  const parts = numbersOf(`mac/${seed}`, [256, 256, 256, 256, 256])
  return ['06', ...parts.map((part) => part.toString(16).padStart(2, '0'))].join(':')
}
