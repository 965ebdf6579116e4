import type { NetworkAcl, NetworkAclAssociation, NetworkAclEntry } from '@aws-sdk/client-ec2'
import type { Field, Filterable, Scalar } from './filter.ts'

const association =
  (read: (association: NetworkAclAssociation) => Scalar): Field<NetworkAcl> =>
  ({ Associations = [] }) =>
    Associations.map(read)
const entry =
  (read: (entry: NetworkAclEntry) => Scalar): Field<NetworkAcl> =>
  ({ Entries = [] }) =>
    Entries.map(read)

/** EC2 API Reference, DescribeNetworkAcls. */
export const networkAclFilters: Filterable<NetworkAcl> = {
  fields: {
    'association.association-id': association(({ NetworkAclAssociationId }) => NetworkAclAssociationId),
    'association.network-acl-id': association(({ NetworkAclId }) => NetworkAclId),
    'association.subnet-id': association(({ SubnetId }) => SubnetId),
    default: ({ IsDefault }) => IsDefault,
    'entry.cidr': entry(({ CidrBlock }) => CidrBlock),
    'entry.egress': entry(({ Egress }) => Egress),
    'entry.icmp.code': entry(({ IcmpTypeCode }) => IcmpTypeCode?.Code),
    'entry.icmp.type': entry(({ IcmpTypeCode }) => IcmpTypeCode?.Type),
    'entry.ipv6-cidr': entry(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
    'entry.port-range.from': entry(({ PortRange }) => PortRange?.From),
    'entry.port-range.to': entry(({ PortRange }) => PortRange?.To),
    'entry.protocol': entry(({ Protocol }) => Protocol),
    'entry.rule-action': entry(({ RuleAction }) => RuleAction),
    'entry.rule-number': entry(({ RuleNumber }) => RuleNumber),
    'network-acl-id': ({ NetworkAclId }) => NetworkAclId,
    'owner-id': ({ OwnerId }) => OwnerId,
    'vpc-id': ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
}
