import type { LookupAttribute, LookupAttributeKey } from '@aws-sdk/client-cloudtrail'
import { AwsError } from '../aws-error.ts'
import type { TrailEvent } from '../trail.ts'
import { resourcesOf, userNameOf } from './to-event.ts'

type Read = (event: TrailEvent) => readonly (string | undefined)[]

/** CloudTrail API Reference, LookupAttribute. */
const attributes: Readonly<Record<Exclude<LookupAttributeKey, 'AccessKeyId'>, Read>> = {
  EventId: ({ eventID }) => [eventID],
  EventName: ({ eventName }) => [eventName],
  EventSource: ({ eventSource }) => [eventSource],
  ReadOnly: ({ readOnly }) => [String(readOnly)],
  ResourceName: (event) => resourcesOf(event).map(({ ResourceName }) => ResourceName),
  ResourceType: (event) => resourcesOf(event).map(({ ResourceType }) => ResourceType),
  Username: (event) => [userNameOf(event)],
}

/** Whether an event has what is looked for, to the letter. */
export function isKept(event: TrailEvent, attribute: LookupAttribute | undefined): boolean {
  if (attribute === undefined) return true
  const { AttributeKey: key, AttributeValue: value } = attribute
  if (key === 'AccessKeyId')
    throw new AwsError('NotImplemented', 'The simulated organisation keeps no access keys of events.', 501)
  if (key === undefined || value === undefined || !Object.hasOwn(attributes, key))
    throw new AwsError('InvalidLookupAttributesException', 'The lookup attribute is not valid.')
  return attributes[key](event).includes(value)
}
