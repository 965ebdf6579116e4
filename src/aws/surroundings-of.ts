import type { Volume } from '@aws-sdk/client-ec2'
import type { Instance } from '../core/ec2/instance.ts'
import type { ScalingGroup, Surroundings } from '../core/ec2/surroundings.ts'
import { placeName } from '../core/place.ts'
import { valueOf } from './describe-instance.ts'
import { lifecycleOf, volumesOf } from './instance-details.ts'
import { isGone, type TypeSize } from './instance-questions.ts'
import type { Answer } from './place-calls.ts'
import type { Whole } from './surroundings-questions.ts'
import { presentOf } from './to-instance.ts'

type Registered = NonNullable<Surroundings['targetGroups']>

/** What one place said, by instance id (sizes by type). */
export type PlaceAnswers = {
  readonly described: Answer<ReadonlyMap<string, Whole>>
  readonly volumes: Answer<readonly Volume[]>
  readonly addresses: Answer<ReadonlyMap<string, string>>
  readonly sizes: Answer<ReadonlyMap<string, TypeSize>>
  readonly terminationProtected: Answer<ReadonlyMap<string, boolean | undefined>>
  readonly stopProtected: Answer<ReadonlyMap<string, boolean | undefined>>
  readonly groups: Answer<ReadonlyMap<string, ScalingGroup>>
  /** `asked` of `all` target groups were looked into. */
  readonly registrations: Answer<{
    readonly byId: ReadonlyMap<string, Registered>
    readonly asked: number
    readonly all: number
  }>
}

export function surroundingsOf(asked: Instance, answers: PlaceAnswers): Surroundings {
  const whole = valueOf(answers.described)?.get(asked.id)
  const described = whole?.answer
  const instance = whole?.instance ?? asked
  const registrations = valueOf(answers.registrations)
  const mappings = described && (described.BlockDeviceMappings ?? [])
  return {
    instance,
    group: valueOf(answers.groups)?.get(asked.id),
    targetGroups: registrations && (registrations.byId.get(asked.id) ?? []),
    elasticAddress: presentOf(valueOf(answers.addresses)?.get(asked.id)),
    volumes: mappings && volumesOf(mappings, valueOf(answers.volumes) ?? []),
    instanceStoreGb: valueOf(answers.sizes)?.get(instance.type)?.instanceStoreGb,
    rootDevice: described?.RootDeviceType === 'instance-store' ? 'instance-store' : 'ebs',
    lifecycle: described === undefined ? 'on-demand' : lifecycleOf(described),
    platform: presentOf(described?.PlatformDetails),
    isHibernationConfigured: described?.HibernationOptions?.Configured ?? false,
    isTerminationProtected: valueOf(answers.terminationProtected)?.get(asked.id),
    isStopProtected: valueOf(answers.stopProtected)?.get(asked.id),
  }
}

/** Whole sentences; where one cause kept several parts from being read, one sentence for them all. */
export function unreadOf(instances: readonly Instance[], answers: PlaceAnswers): string[] {
  const failed = partsOf(answers).flatMap(({ name, answer }) =>
    'failure' in answer ? [{ name, message: answer.failure.message }] : [],
  )
  const byCause = Map.groupBy(failed, ({ message }) => message)
  const described = valueOf(answers.described)
  const gone = described === undefined ? [] : instances.filter(({ id }) => !described.has(id))
  return [
    ...[...byCause].map(
      ([message, parts]) => `${listing(parts.map(({ name }) => name))} could not be read: ${message}`,
    ),
    ...gone.map(isGone),
    ...leftOut(instances, answers),
  ]
}

function partsOf(answers: PlaceAnswers): { name: string; answer: Answer<unknown> }[] {
  return [
    { name: 'the instances', answer: answers.described },
    { name: 'the volumes', answer: answers.volumes },
    { name: 'the Elastic addresses', answer: answers.addresses },
    { name: 'the disks of the hosts', answer: answers.sizes },
    { name: 'the termination protection', answer: answers.terminationProtected },
    { name: 'the stop protection', answer: answers.stopProtected },
    { name: 'the Auto Scaling groups', answer: answers.groups },
    { name: 'the load balancers', answer: answers.registrations },
  ]
}

function leftOut([first]: readonly Instance[], { registrations }: PlaceAnswers): string[] {
  const { asked = 0, all = 0 } = valueOf(registrations) ?? {}
  if (first === undefined || asked === all) return []
  return [
    `${placeName(first.place)} has ${all} target groups for these networks; only ${asked} of them were looked into.`,
  ]
}

function listing(names: readonly string[]): string {
  const text = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}
