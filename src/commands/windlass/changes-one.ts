import { type Change, isFinal, stateWords } from '../../core/change.ts'
import { changeDetails } from '../../core/change-card.ts'
import { whereOf, whoAndWhy } from '../../core/change-words.ts'
import type { Scope } from '../../core/command.ts'
import { runs } from '../../core/problem.ts'
import { bold, code, text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'

/**
 * As its card has it, but for what moves it. Who may not give the command sees what became of it, without its buttons;
 * and so does everyone else of a change that has no card: with what it was called and what it gave are the requester's.
 */
export async function changeView(change: Change, scope: Scope): Promise<View> {
  const name = change.plan.words.join(' ')
  const command = scope.commands.find(({ words }) => words.join(' ') === name)
  const more = [
    runs('audit', 'Its record', ['windlass', 'audit', '--change', change.id]),
    runs('all', 'All changes', ['windlass', 'changes', '--all']),
  ]
  if (command?.kind !== 'change') return { ...plainView(change), actions: more }
  if (command.answer !== undefined && change.user !== scope.actor.id) return { ...plainView(change), actions: more }
  const view =
    command.answer !== undefined && isFinal(change)
      ? await command.answer(change, { now: scope.now })
      : changeDetails(change, command, scope.now)
  return { ...view, actions: [...view.actions, ...more] }
}

function plainView(change: Change): Omit<View, 'actions'> {
  const { plan, progress, id, rule, proposedAt } = change
  return {
    lead: text`${bold(`/${plan.words.join(' ')}`)} in ${whereOf(plan.targets)}: ${stateWords(change)}`,
    parts: [
      { kind: 'paragraph', text: whoAndWhy(change) },
      {
        kind: 'table',
        columns: ['Name', plan.targets[0]?.kind === 'function' ? 'Function' : 'Instance', 'What became of it'].map(
          (title) => ({ title }),
        ),
        rows: plan.targets.map(({ name, id: target }, index) => [name, target, progress[index]?.kind ?? 'waiting']),
      },
    ],
    note: text`Proposed ${{ time: proposedAt }}. Rule ${code(rule.name)}. Change ${code(id)}.`,
  }
}
