import type { Instance, StartInstancesResult } from '@aws-sdk/client-ec2'
import type { Call } from '../action.ts'
import { noticeLoss } from '../auto-scaling/replace.ts'
import type { Move, SimulatedInstance } from '../world.ts'
import { changeAction, changesOf, checkStates, incorrectState } from './change-action.ts'
import { moveOn } from './instance-at.ts'
import { mayDecrypt } from './key-grant.ts'
import { isElastic, publicAssociation, withAssociation } from './public-address.ts'
import { onLaunch } from './reasons.ts'

export const startInstances = changeAction({
  name: 'StartInstances',
  run(targets, _input, call): StartInstancesResult {
    checkStates(targets, ['stopped', 'pending', 'running'], ({ simulated: { id } }) =>
      incorrectState(`The instance '${id}' is not in a state from which it can be started.`),
    )
    for (const { simulated, state } of targets) if (state === 'stopped') start(simulated, call)
    return { StartingInstances: changesOf(targets, call.now) }
  },
})

function start(simulated: SimulatedInstance, call: Call): void {
  const { now, region, world } = call
  simulated.running = relaunched(simulated.running, region, now)
  const { startingMs } = world.pace
  // EC2 says yes to the call and finds out afterwards (EC2 User Guide, "Instance terminates immediately").
  const outcome: Move = mayDecrypt(simulated, call)
    ? { at: now + startingMs, state: 'running' }
    : { at: now + startingMs / 2, state: 'stopped', ...onLaunch }
  moveOn(simulated, now, [{ at: now, state: 'pending' }, outcome])
  if (outcome.state === 'stopped') noticeLoss(simulated, { ...call, now: outcome.at })
}

/** Launched anew: at another time and, unless it is an Elastic IP address, under another public address. */
function relaunched(running: Instance, region: string, now: number): Instance {
  const launched = { ...running, LaunchTime: new Date(now) }
  const hasLease = running.PublicIpAddress !== undefined && !isElastic(running)
  return hasLease
    ? withAssociation(launched, publicAssociation({ owner: 'amazon', region, seed: `${running.InstanceId}/${now}` }))
    : launched
}
