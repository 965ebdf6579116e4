import type { PastEvent } from '../past-event.ts'

const service = 'autoscaling.amazonaws.com'

/** Auto Scaling calls EC2 by its service-linked role (EC2 Auto Scaling User Guide, "Service-linked roles"). */
export function asAutoScaling(name: 'RunInstances' | 'TerminateInstances', instanceId: string, at: number): PastEvent {
  const instances = { instancesSet: { items: [{ instanceId }] } }
  return {
    at,
    service: 'ec2',
    name,
    doer: { kind: 'role', name: 'AWSServiceRoleForAutoScaling', session: 'AutoScaling', by: service },
    from: service,
    // Of a launch, only the answer knows the instance.
    parameters: name === 'RunInstances' ? {} : instances,
    answer: instances,
  }
}
