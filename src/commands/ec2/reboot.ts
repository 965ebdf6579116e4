import type { Seen } from '../../core/acted.ts'
import { changeCommand } from '../../core/command.ts'
import { changeParameters, lookingActions, planningActions } from '../../core/ec2/change-parameters.ts'
import { type Look, lookAtInstances } from '../../core/ec2/look-at-instances.ts'
import { planInstances } from '../../core/ec2/plan-instances.ts'

const words = ['ec2', 'reboot'] as const
const action = 'ec2:RebootInstances'

export const ec2Reboot = changeCommand({
  words,
  about: 'Reboot running instances',
  examples: ['web-1 --reason "hangs since ten"', 'tag:service=orders --account staging'],
  parameters: changeParameters,
  aws: { read: [...planningActions, ...lookingActions], change: [action] },
  repeat: 'never',
  isFinal: false,
  wording: { ask: 'Reboot', doing: 'Rebooting', done: 'Rebooted', noun: 'instance' },
  takesMs: { usually: 180_000, atMost: 15 * 60_000 },
  plan: ({ instances }, ports) => planInstances(instances, { verb: 'reboot', words, action }, ports),
  apply: (_, target, { ec2 }) => ec2.rebootInstance(target),
  look: (steps, ports) => lookAtInstances(steps, ports, { judge, gone: 'astray' }),
})

// An instance is `running` all through a reboot, and its checks show the time before it for a while.
const settlesMs = 20_000

async function judge({ planned: { acceptedAt }, instance, ports }: Look): Promise<Seen> {
  const { state } = instance
  if (state !== 'running') return { kind: 'astray', state, why: `it is ${state} now.` }
  if (acceptedAt === undefined) return { kind: 'unclear', state }
  if (ports.now - acceptedAt < settlesMs) return { kind: 'moving', state: 'rebooting' }
  const { instanceCheck, systemCheck } = await ports.ec2.describeInstance(instance)
  if (instanceCheck === 'ok' && systemCheck === 'ok') return { kind: 'there', state: 'running, status checks passed' }
  return { kind: 'moving', state: `rebooting, instance check ${instanceCheck ?? 'not known'}` }
}
