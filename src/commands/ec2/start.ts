import { changeCommand } from '../../core/command.ts'
import { changeParameters, lookingActions, planningActions } from '../../core/ec2/change-parameters.ts'
import { alongThe, lookAtInstances } from '../../core/ec2/look-at-instances.ts'
import { planInstances } from '../../core/ec2/plan-instances.ts'
import { wordsOn } from '../../core/ec2/words-on.ts'

const words = ['ec2', 'start'] as const
const action = 'ec2:StartInstances'

export const ec2Start = changeCommand({
  words,
  about: 'Start stopped instances',
  examples: ['web-1', 'web-* --account staging', 'tag:env=dev --reason "demo at ten"'],
  parameters: changeParameters,
  // Encrypted volumes: EC2 asks for the grant in the caller's name (EC2 user guide, "EBS encryption").
  aws: { read: [...planningActions, ...lookingActions], change: [action], beside: ['kms:CreateGrant'] },
  repeat: 'safe',
  isFinal: false,
  wording: { ask: 'Start', doing: 'Starting', done: 'Started', noun: 'instance' },
  takesMs: { usually: 60_000, atMost: 10 * 60_000 },
  plan: ({ instances }, ports) => planInstances(instances, { verb: 'start', words, action }, ports),
  apply: (_, target, { ec2 }) => ec2.startInstance(target),
  look: (steps, ports) => lookAtInstances(steps, ports, { judge: alongThe(way), gone: way.gone }),
  undo: (targets) => wordsOn(['ec2', 'stop'], targets),
})

const way = { there: 'running', moving: ['pending'], untouched: ['stopped'], gone: 'astray' } as const
