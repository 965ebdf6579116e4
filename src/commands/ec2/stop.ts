import { changeCommand } from '../../core/command.ts'
import { changeParameters, lookingActions, planningActions } from '../../core/ec2/change-parameters.ts'
import { alongThe, lookAtInstances } from '../../core/ec2/look-at-instances.ts'
import { planInstances } from '../../core/ec2/plan-instances.ts'
import { wordsOn } from '../../core/ec2/words-on.ts'

const words = ['ec2', 'stop'] as const
const action = 'ec2:StopInstances'

export const ec2Stop = changeCommand({
  words,
  about: 'Stop running instances',
  examples: ['web-1 --reason "OPS-412 patching"', 'web-* --account staging', 'tag:env=dev', 'batch-3 --hibernate'],
  parameters: {
    ...changeParameters,
    hibernate: { kind: 'flag', about: 'keep what is in memory on disk, where it was launched for that' },
  },
  aws: { read: [...planningActions, ...lookingActions], change: [action] },
  repeat: 'safe',
  isFinal: false,
  wording: { ask: 'Stop', doing: 'Stopping', done: 'Stopped', noun: 'instance' },
  takesMs: { usually: 60_000, atMost: 15 * 60_000 },
  plan: ({ instances, hibernate }, ports) =>
    planInstances(instances, { verb: 'stop', words, action, hibernate }, ports),
  apply: ({ input }, target, { ec2 }) => ec2.stopInstance(target, { hibernate: input['Hibernate'] === true }),
  look: (steps, ports) => lookAtInstances(steps, ports, { judge: alongThe(way), gone: way.gone }),
  undo: (targets) => wordsOn(['ec2', 'start'], targets),
})

const way = { there: 'stopped', moving: ['stopping'], untouched: ['running', 'pending'], gone: 'astray' } as const
