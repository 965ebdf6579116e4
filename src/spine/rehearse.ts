import type { Acted } from '../core/acted.ts'
import { thingsIn } from '../core/change-words.ts'
import type { ChangeCommand } from '../core/command.ts'
import { explainAction } from '../core/explained-codes.ts'
import type { Plan, Target } from '../core/plan.ts'
import { type Problem, runs } from '../core/problem.ts'
import { bold, text } from '../core/text.ts'
import { isWithoutAccess } from '../core/without-access.ts'
import type { ChangerUse, SpinePorts } from './ports.ts'

type Rehearsed = { readonly command: ChangeCommand; readonly plan: Plan; readonly use: Omit<ChangerUse, 'isRehearsal'> }

/**
 * Asks AWS whether it would do each step, by the very call that does it: when it said that it would, or what it said
 * against it. No time where it cannot be asked; then at least there are credentials for each.
 */
export async function rehearse(
  { command, plan, use }: Rehearsed,
  { aws, system }: Pick<SpinePorts, 'aws' | 'system'>,
): Promise<{ readonly at: number | undefined } | Problem> {
  const rehearsal = { ...use, isRehearsal: true }
  const by = { ec2: aws.changerFor(rehearsal), lambda: aws.callerFor(rehearsal) }
  const answers = await Promise.all(
    plan.steps.map(async (step, index) => {
      const target = plan.targets[index]
      if (target === undefined) throw new Error('a step without its target')
      return { target, acted: await command.apply(step, target, by) }
    }),
  )
  const refused = answers.flatMap(({ target, acted }) => (acted.kind === 'accepted' ? [] : [{ target, acted }]))
  if (refused.length > 0) return refusal(command, refused)
  const isRehearsed = answers.every(({ acted }) => acted.kind === 'accepted' && acted.isRehearsed !== false)
  return { at: isRehearsed ? system.now() : undefined }
}

type Refused = { readonly target: Target; readonly acted: Exclude<Acted, { kind: 'accepted' }> }

function refusal(command: ChangeCommand, refused: readonly Refused[]): Problem {
  const messages = [...new Set(refused.map(({ acted }) => acted.message))].join(' ')
  return {
    code: 'Rehearsal',
    message: text`${bold(headline(command, refused))} ${messages}`,
    hint: wasAsked(command, refused) ? text`Rehearsed with AWS; nothing was changed.` : text`Nothing was changed.`,
    actions: [
      ...explainAction(refused.map(({ acted }) => acted.code)),
      ...refused
        .slice(0, 1)
        .map(({ target }) => runs('show', `Show ${target.name}`.slice(0, 60), [command.words[0], 'show', target.id])),
    ],
  }
}

function headline(command: ChangeCommand, refused: readonly Refused[]): string {
  if (refused.every(({ acted }) => isWithoutAccess(acted.code))) {
    const accounts = [...new Set(refused.map(({ target }) => target.place.account))]
    return `Windlass cannot change anything in ${accounts.join(', ')}.`
  }
  const targets = refused.map(({ target }) => target)
  const names = targets.length === 1 ? thingsIn(targets, command) : targets.map(({ name }) => name).join(', ')
  const ask = command.wording.ask.toLowerCase()
  return wasAsked(command, refused) ? `AWS would not ${ask} ${names}.` : `Windlass cannot ${ask} ${names}.`
}

/** Lambda has a dry run of calls, and none of changes (core/lambda/changer.ts). */
function wasAsked({ answer }: ChangeCommand, refused: readonly Refused[]): boolean {
  return refused.some(
    ({ target, acted: { kind, code } }) =>
      kind === 'refused' && !isWithoutAccess(code) && (target.kind !== 'function' || answer !== undefined),
  )
}
