import type { InstanceStatus, InstanceStatusEvent, InstanceStatusSummary } from '@aws-sdk/client-ec2'
import type { Field, Filterable, Scalar } from './filter.ts'

const event =
  (read: (event: InstanceStatusEvent) => Scalar): Field<InstanceStatus> =>
  ({ Events = [] }) =>
    Events.map(read)

function reachability(summary: InstanceStatusSummary | undefined): readonly Scalar[] {
  return (summary?.Details ?? []).filter(({ Name }) => Name === 'reachability').map(({ Status }) => Status)
}

/** EC2 API Reference, DescribeInstanceStatus. */
export const instanceStatusFilters: Filterable<InstanceStatus> = {
  fields: {
    'availability-zone': ({ AvailabilityZone }) => AvailabilityZone,
    'availability-zone-id': ({ AvailabilityZoneId }) => AvailabilityZoneId,
    'event.code': event(({ Code }) => Code),
    'event.description': event(({ Description }) => Description),
    'event.instance-event-id': event(({ InstanceEventId }) => InstanceEventId),
    'event.not-after': event(({ NotAfter }) => NotAfter),
    'event.not-before': event(({ NotBefore }) => NotBefore),
    'event.not-before-deadline': event(({ NotBeforeDeadline }) => NotBeforeDeadline),
    'instance-state-code': ({ InstanceState }) => InstanceState?.Code,
    'instance-state-name': ({ InstanceState }) => InstanceState?.Name,
    'instance-status.reachability': (status) => reachability(status.InstanceStatus),
    'instance-status.status': (status) => status.InstanceStatus?.Status,
    'operator.managed': ({ Operator }) => Operator?.Managed,
    'operator.principal': ({ Operator }) => Operator?.Principal,
    'system-status.reachability': ({ SystemStatus }) => reachability(SystemStatus),
    'system-status.status': ({ SystemStatus }) => SystemStatus?.Status,
    'attached-ebs-status.status': ({ AttachedEbsStatus }) => AttachedEbsStatus?.Status,
    'application-status.status': ({ ApplicationStatus }) => ApplicationStatus?.Status,
  },
}
