import type { TerminateInstancesResult } from '@aws-sdk/client-ec2'
import { noticeLoss } from '../auto-scaling/replace.ts'
import { AwsError } from '../aws-error.ts'
import { changeAction, changesOf, type Target } from './change-action.ts'
import { terminate } from './terminate.ts'

export const terminateInstances = changeAction({
  name: 'TerminateInstances',
  run(targets, _input, call): TerminateInstancesResult {
    const alive = targets.filter(({ state }) => state !== 'shutting-down' && state !== 'terminated')
    const refused = alive.filter(isProtected)
    // The request fails where one is protected, yet those in other Availability Zones than a protected one are
    // terminated (EC2 API Reference, TerminateInstances).
    const sparedZones = new Set(refused.map(zoneOf))
    for (const target of alive.filter((one) => !sparedZones.has(zoneOf(one)))) {
      terminate(target, call)
      noticeLoss(target.simulated, call)
    }
    const [first] = refused
    if (first !== undefined) throw notPermitted(first)
    return { TerminatingInstances: changesOf(targets, call.now) }
  },
})

const zoneOf = ({ simulated }: Target): string | undefined => simulated.running.Placement?.AvailabilityZone

/** Stop protection protects from termination too (EC2 User Guide, "Enable stop protection"). */
const isProtected = ({ simulated: { attributes } }: Target): boolean =>
  attributes.isTerminationProtected || attributes.isStopProtected

function notPermitted({ simulated: { id, attributes } }: Target): AwsError {
  const attribute = attributes.isTerminationProtected ? 'disableApiTermination' : 'disableApiStop'
  const message = `The instance '${id}' may not be terminated. Modify its '${attribute}' instance attribute and try again.`
  return new AwsError('OperationNotPermitted', message)
}
