import type { Acted } from '../core/acted.ts'
import type { ChangeCommand } from '../core/command.ts'
import type { Plan, Target } from '../core/plan.ts'
import { type Problem, runs } from '../core/problem.ts'
import { bold, text } from '../core/text.ts'
import type { ChangerUse, SpinePorts } from './ports.ts'

type Rehearsed = { readonly command: ChangeCommand; readonly plan: Plan; readonly use: Omit<ChangerUse, 'isRehearsal'> }

/** Asks AWS whether it would do each step, by the very call that does it. Nothing where it would; else what it said. */
export async function rehearse(
  { command, plan, use }: Rehearsed,
  { aws }: Pick<SpinePorts, 'aws'>,
): Promise<Problem | undefined> {
  const rehearsal = { ...use, isRehearsal: true }
  const by = { ec2: aws.changerFor(rehearsal), lambda: aws.callerFor(rehearsal) }
  const answers = await Promise.all(
    plan.steps.map(async (step, index) => {
      const target = plan.targets[index]
      if (target === undefined) throw new Error('a step without its target')
      return { target, acted: await command.apply(step, target, by) }
    }),
  )
  const refused = answers.filter(({ acted }) => acted.kind !== 'accepted')
  return refused.length === 0 ? undefined : refusal(command, refused)
}

type Refused = { readonly target: Target; readonly acted: Acted }

function refusal(command: ChangeCommand, refused: readonly Refused[]): Problem {
  const names = refused.map(({ target }) => target.name).join(', ')
  const messages = [...new Set(refused.flatMap(({ acted }) => (acted.kind === 'accepted' ? [] : [acted.message])))]
  return {
    code: 'Rehearsal',
    message: text`${bold(`AWS would not ${command.wording.ask.toLowerCase()} ${names}.`)} ${messages.join(' ')}`,
    hint: text`Rehearsed with AWS; nothing was changed.`,
    actions: refused
      .slice(0, 1)
      .map(({ target }) => runs('show', `Show ${target.name}`.slice(0, 60), [command.words[0], 'show', target.id])),
  }
}
