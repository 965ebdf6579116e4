import type * as lambda from '@aws-sdk/client-lambda'
import { action, type Call, type Resource } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import { findFunction, noResource, referenceOf } from './find-function.ts'
import { markerPage } from './marker-page.ts'
import type { Mapping } from './simulated-function.ts'

type Chosen = { readonly UUID: string | undefined }

const arnOf = (id: string, { region, caller }: Call): string =>
  `arn:aws:lambda:${region}:${caller.account}:event-source-mapping:${id}`

function mappingResource({ UUID: id = '' }: Chosen, call: Call): readonly Resource[] {
  const mapping = call.place.mappings.find((one) => one.id === id)
  const keys = new Map(mapping === undefined ? [] : [['lambda:FunctionArn', [mapping.functionArn]] as const])
  return [{ arn: arnOf(id, call), tags: new Map(), keys }]
}

function findMapping({ UUID: id = '' }: Chosen, { place }: Call): Mapping {
  const mapping = place.mappings.find((one) => one.id === id)
  if (mapping === undefined) throw noResource('The resource you requested does not exist.')
  return mapping
}

function mappingAt(mapping: Mapping, call: Call): lambda.EventSourceMappingConfiguration {
  const { id, functionArn, configuration, isEnabled, settledAt } = mapping
  const isMoving = call.now < settledAt
  return {
    ...configuration,
    UUID: id,
    FunctionArn: functionArn,
    EventSourceMappingArn: arnOf(id, call),
    State: isEnabled ? (isMoving ? 'Enabling' : 'Enabled') : isMoving ? 'Disabling' : 'Disabled',
  }
}

const listEventSourceMappings = action({
  name: 'ListEventSourceMappings',
  run(input: lambda.ListEventSourceMappingsRequest, call): lambda.ListEventSourceMappingsResponse {
    const { EventSourceArn: source, FunctionName: name } = input
    // With a qualifier only those of that version or alias, without one those of the function as a whole.
    const wanted = name === undefined ? undefined : arnAsked(name, call)
    const fitting = call.place.mappings.filter(
      ({ functionArn, configuration }) =>
        (wanted === undefined || functionArn === wanted) &&
        (source === undefined || configuration.EventSourceArn === source),
    )
    const { items, ...next } = markerPage(fitting, input)
    return { EventSourceMappings: items.map((mapping) => mappingAt(mapping, call)), ...next }
  },
})

function arnAsked(name: string, call: Call): string {
  const { qualifier } = referenceOf({ FunctionName: name })
  const { arn } = findFunction({ FunctionName: name }, call).simulated
  return qualifier === undefined ? arn : `${arn}:${qualifier}`
}

const getEventSourceMapping = action({
  name: 'GetEventSourceMapping',
  resources: mappingResource,
  run: (input: lambda.GetEventSourceMappingRequest, call) => mappingAt(findMapping(input, call), call),
})

const updateEventSourceMapping = action({
  name: 'UpdateEventSourceMapping',
  resources: mappingResource,
  run(input: lambda.UpdateEventSourceMappingRequest, call): lambda.EventSourceMappingConfiguration {
    const mapping = findMapping(input, call)
    if (call.now < mapping.settledAt) throw inUse()
    const { Enabled: isEnabled = mapping.isEnabled } = input
    if (isEnabled !== mapping.isEnabled) {
      call.lambdas.pastOf(mapping.functionArn, call)
      mapping.isEnabled = isEnabled
      mapping.settledAt = call.now + call.world.pace.mappingMs
    }
    return { ...mappingAt(mapping, call), LastModified: new Date(call.now) }
  },
})

const inUse = (): AwsError =>
  new AwsError('ResourceInUseException', 'Cannot update the event source mapping because it is in use.', {
    members: { Type: 'User' },
  })

export const mappingActions = [listEventSourceMappings, getEventSourceMapping, updateEventSourceMapping]
