import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2'
import type { Field, Filterable, Scalar } from './filter.ts'

type Read = (permission: IpPermission) => readonly Scalar[]

const inbound =
  (read: Read): Field<SecurityGroup> =>
  ({ IpPermissions = [] }) =>
    IpPermissions.flatMap(read)
const outbound =
  (read: Read): Field<SecurityGroup> =>
  ({ IpPermissionsEgress = [] }) =>
    IpPermissionsEgress.flatMap(read)

const cidr: Read = ({ IpRanges = [] }) => IpRanges.map(({ CidrIp }) => CidrIp)
const ipv6Cidr: Read = ({ Ipv6Ranges = [] }) => Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)
const fromPort: Read = ({ FromPort }) => [FromPort]
const toPort: Read = ({ ToPort }) => [ToPort]
const groupId: Read = ({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map(({ GroupId }) => GroupId)
const groupName: Read = ({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map(({ GroupName }) => GroupName)
const prefixList: Read = ({ PrefixListIds = [] }) => PrefixListIds.map(({ PrefixListId }) => PrefixListId)
const protocol: Read = ({ IpProtocol }) => [IpProtocol]
const userId: Read = ({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map(({ UserId }) => UserId)

/** EC2 API Reference, DescribeSecurityGroups. */
export const securityGroupFilters: Filterable<SecurityGroup> = {
  fields: {
    description: ({ Description }) => Description,
    'egress.ip-permission.cidr': outbound(cidr),
    'egress.ip-permission.from-port': outbound(fromPort),
    'egress.ip-permission.group-id': outbound(groupId),
    'egress.ip-permission.group-name': outbound(groupName),
    'egress.ip-permission.ipv6-cidr': outbound(ipv6Cidr),
    'egress.ip-permission.prefix-list-id': outbound(prefixList),
    'egress.ip-permission.protocol': outbound(protocol),
    'egress.ip-permission.to-port': outbound(toPort),
    'egress.ip-permission.user-id': outbound(userId),
    'group-id': ({ GroupId }) => GroupId,
    'group-name': ({ GroupName }) => GroupName,
    'ip-permission.cidr': inbound(cidr),
    'ip-permission.from-port': inbound(fromPort),
    'ip-permission.group-id': inbound(groupId),
    'ip-permission.group-name': inbound(groupName),
    'ip-permission.ipv6-cidr': inbound(ipv6Cidr),
    'ip-permission.prefix-list-id': inbound(prefixList),
    'ip-permission.protocol': inbound(protocol),
    'ip-permission.to-port': inbound(toPort),
    'ip-permission.user-id': inbound(userId),
    'owner-id': ({ OwnerId }) => OwnerId,
    'vpc-id': ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
}
