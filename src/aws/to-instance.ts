import type { Instance as Described, Tag } from '@aws-sdk/client-ec2'
import { type Instance, type InstanceId, type InstanceState, instanceStates } from '../core/ec2/instance.ts'
import type { Place } from '../core/place.ts'
import { UndecodableBody } from './undecodable-body.ts'
import type { Wanted } from './xml-shapes.ts'

/** What `toInstance` looks at, by the names of EC2's structures: the rest of an answer is not even read. */
export const listedFields = {
  Reservation: ['Instances'],
  Instance: [
    'InstanceId',
    'ImageId',
    'State',
    'InstanceType',
    'LaunchTime',
    'Placement',
    'PrivateIpAddress',
    'PublicIpAddress',
    'Tags',
  ],
  InstanceState: ['Name'],
  Placement: ['AvailabilityZone'],
} satisfies Wanted

export function toInstance(described: Described, place: Place): Instance {
  const tags = tagsOf(described.Tags)
  return {
    id: idOf(described),
    place,
    name: presentOf(tags.get('Name')),
    state: stateOf(described),
    type: described.InstanceType ?? '',
    zone: described.Placement?.AvailabilityZone ?? '',
    launchedAt: launchOf(described),
    tags,
    privateAddress: presentOf(described.PrivateIpAddress),
    publicAddress: presentOf(described.PublicIpAddress),
    imageId: presentOf(described.ImageId),
  }
}

// Every instance of EC2's has one; some emulators leave it out, or answer with the beginning of 1970.
function launchOf({ LaunchTime }: Described): number | undefined {
  const ms = LaunchTime?.getTime() ?? 0
  return ms > 0 ? ms : undefined
}

/** Some answer with an empty element where EC2 leaves it out. */
export function presentOf(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

function tagsOf(tags: readonly Tag[] = []): Map<string, string> {
  const map = new Map<string, string>()
  for (const { Key, Value } of tags) if (Key !== undefined) map.set(Key, Value ?? '')
  return map
}

// An instance without an id or state is not left out: a list that is silently too short would be believed.
function idOf({ InstanceId }: Described): InstanceId {
  if (isInstanceId(InstanceId)) return InstanceId
  throw new UndecodableBody('An instance without an id')
}

function isInstanceId(id: string | undefined): id is InstanceId {
  return id?.startsWith('i-') ?? false
}

function stateOf({ State }: Described): InstanceState {
  const state = instanceStates.find((name) => name === State?.Name)
  if (state === undefined) throw new UndecodableBody('An instance in a state that EC2 does not document')
  return state
}
