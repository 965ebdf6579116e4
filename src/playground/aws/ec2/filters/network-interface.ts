import type { Instance, InstanceNetworkInterface, InstancePrivateIpAddress } from '@aws-sdk/client-ec2'
import type { Field, Scalar } from './filter.ts'

type Listed = { readonly instance: Instance; readonly owner: string }

const interfacesOf = ({ instance }: Listed): readonly InstanceNetworkInterface[] => instance.NetworkInterfaces ?? []

const each =
  (read: (one: InstanceNetworkInterface) => Scalar): Field<Listed> =>
  (listed) =>
    interfacesOf(listed).map(read)

const every =
  (read: (one: InstanceNetworkInterface) => readonly Scalar[] | undefined): Field<Listed> =>
  (listed) =>
    interfacesOf(listed).flatMap((one) => read(one) ?? [])

const address = (read: (one: InstancePrivateIpAddress) => Scalar): Field<Listed> =>
  every(({ PrivateIpAddresses }) => PrivateIpAddresses?.map(read))

/** Only of what a network interface of somebody else's would have, which nothing in the organisation is. */
const none: Field<Listed> = () => []

const associationFields: Readonly<Record<string, Field<Listed>>> = {
  'addresses.association.allocation-id': none,
  'addresses.association.association-id': none,
  'addresses.association.carrier-ip': address(({ Association }) => Association?.CarrierIp),
  'addresses.association.customer-owned-ip': address(({ Association }) => Association?.CustomerOwnedIp),
  'addresses.association.ip-owner-id': address(({ Association }) => Association?.IpOwnerId),
  'addresses.association.public-dns-name': address(({ Association }) => Association?.PublicDnsName),
  'addresses.association.public-ip': address(({ Association }) => Association?.PublicIp),
  'addresses.primary': address(({ Primary }) => Primary),
  'addresses.private-dns-name': address(({ PrivateDnsName }) => PrivateDnsName),
  'addresses.private-ip-address': address(({ PrivateIpAddress }) => PrivateIpAddress),
  'association.allocation-id': none,
  'association.association-id': none,
  'association.carrier-ip': each(({ Association }) => Association?.CarrierIp),
  'association.customer-owned-ip': each(({ Association }) => Association?.CustomerOwnedIp),
  'association.ip-owner-id': each(({ Association }) => Association?.IpOwnerId),
  'association.public-dns-name': each(({ Association }) => Association?.PublicDnsName),
  'association.public-ip': each(({ Association }) => Association?.PublicIp),
}

const attachmentFields: Readonly<Record<string, Field<Listed>>> = {
  'attachment.attach-time': each(({ Attachment }) => Attachment?.AttachTime),
  'attachment.attachment-id': each(({ Attachment }) => Attachment?.AttachmentId),
  'attachment.delete-on-termination': each(({ Attachment }) => Attachment?.DeleteOnTermination),
  'attachment.device-index': each(({ Attachment }) => Attachment?.DeviceIndex),
  'attachment.instance-id': (listed) => interfacesOf(listed).map(() => listed.instance.InstanceId),
  'attachment.instance-owner-id': (listed) => interfacesOf(listed).map(() => listed.owner),
  'attachment.network-card-index': each(({ Attachment }) => Attachment?.NetworkCardIndex),
  'attachment.status': each(({ Attachment }) => Attachment?.Status),
}

const ownFields: Readonly<Record<string, Field<Listed>>> = {
  'availability-zone': (listed) => interfacesOf(listed).map(() => listed.instance.Placement?.AvailabilityZone),
  'deny-all-igw-traffic': none,
  description: each(({ Description }) => Description),
  'group-id': every(({ Groups }) => Groups?.map(({ GroupId }) => GroupId)),
  'group-name': every(({ Groups }) => Groups?.map(({ GroupName }) => GroupName)),
  'ipv4-prefixes.ipv4-prefix': every(({ Ipv4Prefixes }) => Ipv4Prefixes?.map(({ Ipv4Prefix }) => Ipv4Prefix)),
  'ipv6-address': every(({ Ipv6Addresses }) => Ipv6Addresses?.map(({ Ipv6Address }) => Ipv6Address)),
  'ipv6-addresses.ipv6-address': every(({ Ipv6Addresses }) => Ipv6Addresses?.map(({ Ipv6Address }) => Ipv6Address)),
  'ipv6-addresses.is-primary-ipv6': every(({ Ipv6Addresses }) =>
    Ipv6Addresses?.map(({ IsPrimaryIpv6 }) => IsPrimaryIpv6),
  ),
  'ipv6-native': each(() => false),
  'ipv6-prefixes.ipv6-prefix': every(({ Ipv6Prefixes }) => Ipv6Prefixes?.map(({ Ipv6Prefix }) => Ipv6Prefix)),
  'mac-address': each(({ MacAddress }) => MacAddress),
  'network-interface-id': each(({ NetworkInterfaceId }) => NetworkInterfaceId),
  'operator.managed': each(({ Operator }) => Operator?.Managed),
  'operator.principal': each(({ Operator }) => Operator?.Principal),
  'outpost-arn': none,
  'owner-id': each(({ OwnerId }) => OwnerId),
  'private-dns-name': each(({ PrivateDnsName }) => PrivateDnsName),
  'private-ip-address': each(({ PrivateIpAddress }) => PrivateIpAddress),
  'public-dns-name': each(({ Association }) => Association?.PublicDnsName),
  'requester-id': none,
  'requester-managed': each(() => false),
  status: each(({ Status }) => Status),
  'source-dest-check': each(({ SourceDestCheck }) => SourceDestCheck),
  'subnet-id': each(({ SubnetId }) => SubnetId),
  'tag-key': none,
  'tag-value': none,
  'vpc-id': each(({ VpcId }) => VpcId),
}

/** The filters of DescribeInstances that start with `network-interface.`. */
export const networkInterfaceFields: Readonly<Record<string, Field<Listed>>> = Object.fromEntries(
  Object.entries({ ...associationFields, ...attachmentFields, ...ownFields }).map(
    ([name, field]) => [`network-interface.${name}`, field] as const,
  ),
)
