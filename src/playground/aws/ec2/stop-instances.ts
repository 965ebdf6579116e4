import type { StopInstancesRequest, StopInstancesResult } from '@aws-sdk/client-ec2'
import { noticeLoss } from '../auto-scaling/replace.ts'
import { AwsError } from '../aws-error.ts'
import type { Pace } from '../pace.ts'
import { changeAction, changesOf, checkStates, incorrectState, type Target } from './change-action.ts'
import { moveOn } from './instance-at.ts'
import { byHibernation, byPerson } from './reasons.ts'

type How = Pick<StopInstancesRequest, 'Hibernate' | 'Force' | 'SkipOsShutdown'>

export const stopInstances = changeAction({
  name: 'StopInstances',
  run(targets, input, call): StopInstancesResult {
    checkStates(targets, ['running', 'stopping', 'stopped'], refusal)
    for (const target of targets) checkStoppable(target, input)
    const { now, world } = call
    const why = input.Hibernate === true ? byHibernation(now) : byPerson(now)
    const untilMs = stoppingMs(input, world.pace)
    for (const { simulated, state } of targets) {
      const isHurried = state === 'stopping' && input.Force === true
      if (state !== 'running' && !isHurried) continue
      moveOn(simulated, now, [
        ...(isHurried ? [] : [{ at: now, state: 'stopping' as const, ...why }]),
        { at: now + untilMs, state: 'stopped', ...why },
      ])
      noticeLoss(simulated, call)
    }
    return { StoppingInstances: changesOf(targets, now) }
  },
})

function refusal({ simulated: { id, moves }, state }: Target): AwsError {
  if (state === 'pending' && !moves.some((move) => move.state === 'stopped'))
    return incorrectState(`Instance '${id}' cannot be stopped as it has never reached the 'running' state.`)
  return incorrectState(`This instance '${id}' is not in a state from which it can be stopped.`)
}

function checkStoppable({ simulated: { id, running, attributes } }: Target, { Hibernate }: How): void {
  if (running.RootDeviceType === 'instance-store') {
    const message = `The instance '${id}' does not have an 'ebs' root device type and cannot be stopped`
    throw new AwsError('UnsupportedOperation', message)
  }
  // Nobody here has a persistent request: those of Auto Scaling groups and fleets are one-time as well.
  if (running.InstanceLifecycle === 'spot') {
    const message = `You can't stop the Spot Instance '${id}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.`
    throw new AwsError('UnsupportedOperation', message)
  }
  if (attributes.isStopProtected) {
    const message = `The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`
    throw new AwsError('OperationNotPermitted', message)
  }
  if (Hibernate === true && running.HibernationOptions?.Configured !== true) {
    const message = `Instance is not configured for hibernation: ${id}`
    throw new AwsError('UnsupportedHibernationConfiguration', message)
  }
}

function stoppingMs({ Hibernate, Force, SkipOsShutdown }: How, pace: Pace): number {
  if (Hibernate === true) return pace.hibernatingMs
  return Force === true || SkipOsShutdown === true ? pace.stoppingMs / 2 : pace.stoppingMs
}
