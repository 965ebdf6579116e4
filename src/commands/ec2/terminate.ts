import { changeCommand } from '../../core/command.ts'
import { changeParameters, lookingActions, planningActions } from '../../core/ec2/change-parameters.ts'
import { alongThe, lookAtInstances } from '../../core/ec2/look-at-instances.ts'
import { planInstances } from '../../core/ec2/plan-instances.ts'

const words = ['ec2', 'terminate'] as const
const action = 'ec2:TerminateInstances'

export const ec2Terminate = changeCommand({
  words,
  about: 'Delete instances for good, which nothing takes back',
  examples: ['batch-3 --reason "OPS-431 not needed any more"', 'i-0a9c31f7e21b40d55'],
  parameters: changeParameters,
  aws: { read: [...planningActions, ...lookingActions], change: [action] },
  repeat: 'safe',
  isFinal: true,
  wording: { ask: 'Terminate', doing: 'Terminating', done: 'Terminated', noun: 'instance' },
  takesMs: { usually: 60_000, atMost: 15 * 60_000 },
  plan: ({ instances }, ports) => planInstances(instances, { verb: 'terminate', words, action }, ports),
  apply: (_, target, { ec2 }) => ec2.terminateInstance(target),
  look: (steps, ports) => lookAtInstances(steps, ports, { judge: alongThe(way), gone: way.gone }),
})

const way = {
  there: 'terminated',
  moving: ['shutting-down'],
  untouched: ['pending', 'running', 'stopping', 'stopped'],
  gone: 'there',
} as const
