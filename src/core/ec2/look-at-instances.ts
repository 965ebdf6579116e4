import type { Seen } from '../acted.ts'
import type { LookPorts, PlannedStep } from '../command.ts'
import { UserError } from '../errors.ts'
import { type PlaceFailure, placeName } from '../place.ts'
import type { Instance, InstanceState } from './instance.ts'
import { everyInstance } from './looked-for.ts'
import { isInstanceId } from './selector.ts'
import { stateReasonLine } from './state-reason.ts'

/** Where the states of an instance stand on the way that a command sends it. */
type Way = {
  readonly there: InstanceState
  readonly moving: readonly InstanceState[]
  readonly untouched: readonly InstanceState[]
  /** What it is where it is not found any more. */
  readonly gone: 'there' | 'astray'
}

export type Look = { readonly planned: PlannedStep; readonly instance: Instance; readonly ports: LookPorts }

/** One question to the places of all steps at once, and what each instance has become; `judge` says what its state means. */
export async function lookAtInstances(
  steps: readonly PlannedStep[],
  ports: LookPorts,
  { judge, gone }: { judge(look: Look): Promise<Seen> | Seen; gone: Way['gone'] },
): Promise<ReadonlyMap<string, Seen>> {
  const places = [...new Map(steps.map(({ target: { place } }) => [placeName(place), place])).values()]
  const selectors = steps.flatMap(({ target: { id } }) => (isInstanceId(id) ? [{ kind: 'id', id } as const] : []))
  const { instances, failures } = await ports.ec2.findInstances({ ...everyInstance, places, selectors })
  const found = new Map<string, Instance>(instances.map((instance) => [instance.id, instance]))
  const seen = await Promise.all(
    steps.map(async (planned): Promise<[string, Seen]> => {
      const { id } = planned.target
      const instance = found.get(id)
      if (instance === undefined) return [id, unfound(planned, failures, gone)]
      return [id, await unlessUnseen(async () => judge({ planned, instance, ports }))]
    }),
  )
  return new Map(seen)
}

function unfound({ target }: PlannedStep, failures: readonly PlaceFailure[], gone: Way['gone']): Seen {
  const failure = failures.find(({ place }) => placeName(place) === placeName(target.place))
  if (failure !== undefined) return { kind: 'unseen', why: failure.message }
  // EC2 forgets a terminated instance after about an hour.
  return gone === 'there'
    ? { kind: 'there', state: 'terminated' }
    : { kind: 'astray', state: 'gone', why: 'it is not there any more.' }
}

async function unlessUnseen(look: () => Promise<Seen>): Promise<Seen> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof UserError) return { kind: 'unseen', why: error.message }
    throw error
  }
}

/** For changes of state. Only what went elsewhere is asked why. */
export function alongThe(way: Way): (look: Look) => Promise<Seen> {
  return async ({ planned, instance, ports }) => {
    const { state } = instance
    if (state === way.there) return { kind: 'there', state }
    if (way.moving.includes(state)) return { kind: 'moving', state }
    if (!way.untouched.includes(state)) return { kind: 'astray', state, why: await whyIn(instance, ports) }
    const { acceptedAt } = planned
    // Taken by AWS, and back where it began: it may have tried and failed. Before that it may only not show yet.
    if (acceptedAt === undefined || ports.now - acceptedAt < showsAfterMs) return { kind: 'untouched', state }
    return { kind: 'astray', state, why: await whyIn(instance, ports) }
  }
}

// Describing lags behind what was done (EC2 API reference, "Eventual consistency").
const showsAfterMs = 30_000

async function whyIn(instance: Instance, { ec2 }: LookPorts): Promise<string> {
  const { stateReason, instance: now } = await ec2.describeInstance(instance)
  return `AWS accepted it, and it is ${now.state}${stateReason === undefined ? '' : `: ${stateReasonLine(stateReason)}`}.`
}
