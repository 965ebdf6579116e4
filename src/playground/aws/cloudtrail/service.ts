import * as client from '@aws-sdk/client-cloudtrail'
import type { Service } from '../action.ts'
import { jsonRefusals } from '../json-refusals.ts'
import type { TrailEvent } from '../trail.ts'
import { awsJsonProtocol } from '../wire/json-protocol.ts'
import { operationsOf } from '../wire/schema.ts'
import { lookupEvents } from './lookup-events.ts'

const operations = operationsOf(client)

/** Tells of the calls that were made, and of what the world remembers beside them. */
export function cloudTrailService(made: readonly TrailEvent[]): Service {
  const action = lookupEvents(made)
  return {
    name: 'cloudtrail',
    protocol: awsJsonProtocol('1.1'),
    operations,
    actions: new Map([[action.name, action]]),
    refusals: jsonRefusals,
  }
}
