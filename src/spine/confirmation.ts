import type { ChangeCommand } from '../core/command.ts'
import type { Plan } from '../core/plan.ts'
import { bold, code, text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { Allowed } from './decide-plan.ts'

/** On a target: that it is not touched without a second press. */
const confirmTag = 'windlass:confirm'

/** Every change is confirmed; what is done at once only in production, and where the target or the rule asks for it. */
export function needsConfirmation({ answer }: ChangeCommand, { targets }: Plan, { confirms }: Allowed): boolean {
  if (answer === undefined || confirms) return true
  return targets.some(({ isProduction, tags }) => isProduction || asksFor(tags[confirmTag]))
}

function asksFor(value: string | undefined): boolean {
  return value !== undefined && value.toLowerCase() !== 'no'
}

/** What would come of it, and that nothing did. */
export function rehearsed(command: ChangeCommand, plan: Plan, allowed: Allowed): View {
  const names = plan.targets.map(({ name }) => name).join(', ')
  const next = needsConfirmation(command, plan, allowed)
    ? 'It would wait for your confirmation.'
    : 'It would be done at once.'
  return {
    lead: text`${bold(`You may ${command.wording.ask.toLowerCase()} ${names}, and AWS would do it.`)} ${next}`,
    parts: plan.impact.length === 0 ? [] : [{ kind: 'bullets', items: plan.impact }],
    note: text`Rehearsed with AWS; nothing was done. Rule ${code(allowed.rule.name)}.`,
    actions: [],
  }
}
