import type { LRUCache } from 'lru-cache'
import type { Instance, InstanceDetails } from '../core/ec2/instance.ts'
import { UserError } from '../core/errors.ts'
import { detailsOf } from './instance-details.ts'
import {
  readImage,
  readInstance,
  readProtection,
  readStatus,
  readTypeSizes,
  readVolumes,
  type TypeSize,
} from './instance-questions.ts'
import type { Answer, PlaceCalls } from './place-calls.ts'

/** By Region and type: facts that do not change and belong to nobody. */
export type TypeSizes = LRUCache<string, TypeSize>

export function typeKey({ place, type }: Pick<Instance, 'place' | 'type'>): string {
  return `${place.region} ${type}`
}

type Ports = { readonly calls: PlaceCalls; readonly typeSizes: TypeSizes }

/** Six questions at once. Only the instance itself is indispensable; what else could not be read is said. */
export async function describeInstance(instance: Instance, { calls, typeSizes }: Ports): Promise<InstanceDetails> {
  const asking = { place: instance.place, reads: 'whole' } as const
  const sizeKey = typeKey(instance)
  const knownSize = typeSizes.get(sizeKey)
  const [described, status, volumes, image, size, protection] = await Promise.all([
    calls.attempt({ ...asking, action: 'ec2:DescribeInstances' }, readInstance(instance)),
    calls.attempt({ ...asking, action: 'ec2:DescribeInstanceStatus' }, readStatus(instance)),
    calls.attempt({ ...asking, action: 'ec2:DescribeVolumes' }, readVolumes([instance])),
    calls.attempt({ ...asking, action: 'ec2:DescribeImages' }, readImage(instance)),
    knownSize === undefined
      ? calls.attempt({ ...asking, action: 'ec2:DescribeInstanceTypes' }, readTypeSizes([instance.type]))
      : { value: new Map([[instance.type, knownSize]]) },
    calls.attempt(
      { ...asking, action: 'ec2:DescribeInstanceAttribute' },
      readProtection(instance, 'disableApiTermination'),
    ),
  ])
  if ('failure' in described) throw new UserError(described.failure.code, described.failure.message)
  const readSize = valueOf(size)?.get(instance.type)
  if (readSize !== undefined) typeSizes.set(sizeKey, readSize)
  return detailsOf(described.value, {
    place: instance.place,
    status: valueOf(status),
    volumes: valueOf(volumes),
    image: valueOf(image),
    size: readSize,
    isTerminationProtected: valueOf(protection),
    unread: [
      ...unreadOf('The status checks', status),
      ...unreadOf('The volumes', volumes),
      ...unreadOf('The image', image),
      ...unreadOf('The size of the type', size),
      ...unreadOf('The termination protection', protection),
    ],
  })
}

export function valueOf<Value>(answer: Answer<Value>): Value | undefined {
  return 'value' in answer ? answer.value : undefined
}

export function unreadOf<Value>(what: string, answer: Answer<Value>): string[] {
  return 'failure' in answer ? [`${what} could not be read: ${answer.failure.message}`] : []
}
