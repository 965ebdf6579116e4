import type { InstanceStateChange, InstanceStateName, StopInstancesRequest } from '@aws-sdk/client-ec2'
import { type Action, action, type Call } from '../action.ts'
import { AwsError } from '../aws-error.ts'
import type { SimulatedInstance } from '../world.ts'
import { dryRunOperation } from './dry-run.ts'
import { instanceState, moveAt } from './instance-at.ts'
import { checkFound, checkInstanceIds } from './instance-ids.ts'
import { instanceResource } from './instance-resource.ts'

/** What StopInstances may be asked; the others know a part of it. */
type Input = Partial<StopInstancesRequest>

/** An instance that a change is asked of, and the state that it is in. */
export type Target = { readonly simulated: SimulatedInstance; readonly state: InstanceStateName }

/**
 * An action that changes instances. IAM is asked about each, then all must be there; a dry run ends here, "without
 * actually making the request", so it says nothing of states (EC2 API Reference, StopInstances).
 */
export function changeAction(definition: {
  name: string
  run(targets: readonly Target[], input: Input, call: Call): object
}): Action {
  return action({
    name: definition.name,
    resources: ({ InstanceIds: ids = [] }: Input, call) => ids.map((id) => instanceResource(id, call)),
    run(input: Input, call) {
      const ids = [...new Set(input.InstanceIds)]
      if (ids.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter InstanceId')
      checkInstanceIds(ids)
      const targets = ids.flatMap((id) => findTarget(id, call))
      checkFound(ids, (id) => targets.some(({ simulated }) => simulated.id === id))
      if (input.DryRun === true) throw dryRunOperation()
      return definition.run(targets, input, call)
    },
  })
}

function findTarget(id: string, { place, now }: Call): Target[] {
  const simulated = place.instances.find((one) => one.id === id)
  const state = simulated === undefined ? undefined : moveAt(simulated, now)?.state
  return simulated === undefined || state === undefined || state === 'gone' ? [] : [{ simulated, state }]
}

/** What changed, read after it was done. */
export function changesOf(targets: readonly Target[], now: number): InstanceStateChange[] {
  return targets.map(({ simulated, state }) => ({
    InstanceId: simulated.id,
    CurrentState: instanceState(stateNow(simulated, now) ?? state),
    PreviousState: instanceState(state),
  }))
}

function stateNow(simulated: SimulatedInstance, now: number): InstanceStateName | undefined {
  const state = moveAt(simulated, now)?.state
  return state === 'gone' ? undefined : state
}

/** Throws for the first that is in none of these states, before anything is done to any. */
export function checkStates(
  targets: readonly Target[],
  states: readonly InstanceStateName[],
  refuse: (target: Target) => AwsError,
): void {
  const wrong = targets.find(({ state }) => !states.includes(state))
  if (wrong !== undefined) throw refuse(wrong)
}

export const incorrectState = (message: string): AwsError => new AwsError('IncorrectInstanceState', message)
