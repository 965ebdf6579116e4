import type { Instance as Described } from '@aws-sdk/client-ec2'
import pLimit from 'p-limit'
import type { Instance } from '../core/ec2/instance.ts'
import { readInstances, readProtection } from './instance-questions.ts'
import { inGroups, listed } from './listed.ts'
import type { Ask } from './place-calls.ts'
import { toInstance } from './to-instance.ts'
import { troubleOf } from './trouble.ts'

export type Whole = { readonly instance: Instance; readonly answer: Described }

// EC2 User Guide, "Find your Amazon EC2 resources": up to 200 values per filter.
const mostValues = 200
const asksAtOnce = 10

export function readWhole(instances: readonly Instance[]): Ask<ReadonlyMap<string, Whole>> {
  return async (client, abortSignal) => {
    const described = await readInstances(instances)(client, abortSignal)
    return new Map(
      instances.flatMap(({ id, place }) => {
        const answer = described.get(id)
        return answer === undefined ? [] : [[id, { answer, instance: toInstance(answer, place) }] as const]
      }),
    )
  }
}

/** Elastic addresses, by the instance that they are on. */
export function readAddresses(ids: readonly string[]): Ask<ReadonlyMap<string, string>> {
  return async (client, abortSignal) => {
    const answers = inGroups(ids, mostValues).map((group) =>
      client.describeAddresses({ Filters: [{ Name: 'instance-id', Values: [...group] }] }, { abortSignal }),
    )
    const addresses = (await Promise.all(answers)).flatMap(({ Addresses }) => listed(Addresses))
    return new Map(addresses.map(({ InstanceId = '', PublicIp = '' }) => [InstanceId, PublicIp]))
  }
}

/** By instance id. EC2 tells this of one instance a call. */
export function readProtections(
  ids: readonly string[],
  attribute: Parameters<typeof readProtection>[1],
): Ask<ReadonlyMap<string, boolean | undefined>> {
  return async (client, abortSignal) => {
    const limit = pLimit(asksAtOnce)
    const isProtected = (id: string) => readProtection({ id }, attribute)(client, abortSignal).catch(unlessGone)
    const answers = ids.map((id) => limit(async () => [id, await isProtected(id)] as const))
    return new Map(await Promise.all(answers))
  }
}

/** One that is gone says nothing, and must not keep the others from being read. */
function unlessGone(error: unknown): undefined {
  if (troubleOf(error)?.code !== 'InvalidInstanceID.NotFound') throw error
}
