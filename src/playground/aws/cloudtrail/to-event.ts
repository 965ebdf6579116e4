import type { Event, Resource } from '@aws-sdk/client-cloudtrail'
import { functionNameIn } from '../lambda/function-reference.ts'
import type { TrailEvent } from '../trail.ts'

/** An event as LookupEvents gives it: some fields of it, and all of it as text. */
export function toEvent(event: TrailEvent): Event {
  return {
    EventId: event.eventID,
    EventName: event.eventName,
    EventSource: event.eventSource,
    EventTime: new Date(event.eventTime),
    ReadOnly: String(event.readOnly),
    Username: userNameOf(event),
    Resources: [...resourcesOf(event)],
    CloudTrailEvent: JSON.stringify({ eventVersion: '1.11', ...event }),
  }
}

/** Of a role it is the name of the session. */
export function userNameOf({ userIdentity: { type, userName, arn } }: TrailEvent): string | undefined {
  if (type === 'Root') return 'root'
  return type === 'AssumedRole' ? arn?.split('/').at(-1) : userName
}

/** The instances, functions, groups and parts of a network that were asked about or came of it. */
export function resourcesOf({ requestParameters, responseElements }: TrailEvent): readonly Resource[] {
  const found = [...resourcesIn(requestParameters), ...resourcesIn(responseElements)]
  return [...new Map(found.map((resource) => [resource.ResourceName, resource])).values()]
}

const ofNetwork = [
  ['routetableid', 'AWS::EC2::RouteTable'],
  ['networkaclid', 'AWS::EC2::NetworkAcl'],
  ['natgatewayid', 'AWS::EC2::NatGateway'],
  ['internetgatewayid', 'AWS::EC2::InternetGateway'],
] as const

function resourcesIn(value: unknown): Resource[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]: [string, unknown]): Resource[] => {
    if (typeof item !== 'string') return resourcesIn(item)
    if (name === 'instanceId') return [{ ResourceType: 'AWS::EC2::Instance', ResourceName: item }]
    if (/^groupId$/i.test(name)) return [{ ResourceType: 'AWS::EC2::SecurityGroup', ResourceName: item }]
    const [, kind] = ofNetwork.find(([key]) => key === name.toLowerCase()) ?? []
    if (kind !== undefined) return [{ ResourceType: kind, ResourceName: item }]
    if (name === 'autoScalingGroupName')
      return [{ ResourceType: 'AWS::AutoScaling::AutoScalingGroup', ResourceName: item }]
    return name === 'functionName'
      ? [{ ResourceType: 'AWS::Lambda::Function', ResourceName: functionNameIn(item) }]
      : []
  })
}
