import { thingsIn } from '../core/change-words.ts'
import { type ChangeCommand, typedName } from '../core/command.ts'
import type { Decision, Rule } from '../core/decision.ts'
import type { Plan, Target } from '../core/plan.ts'
import { type Problem, runs } from '../core/problem.ts'
import { bold, joinTexts, text } from '../core/text.ts'
import { quote } from '../core/words.ts'
import { type Asking, actionOf, ask, reasonOf, ruleLine } from './decide.ts'
import type { Product } from './ports.ts'

/** The rule that allows all of it, and whether one of those that do wants it confirmed. */
export type Allowed = { readonly rule: Rule; readonly confirms: boolean }

/** Whether the person may do all of it, target by target: one no is a no to the whole. */
export function decidePlan(
  command: ChangeCommand,
  plan: Pick<Plan, 'targets'>,
  { asking, product }: { readonly asking: Asking; readonly product: Product },
): Allowed | Problem {
  const decisions = decideTargets(command, plan.targets, { asking, product })
  const denied = decisions.filter(({ decision }) => decision.answer !== 'allow')
  const [first] = denied
  if (first !== undefined) return refused(command, denied)
  const rules = new Map(decisions.map(({ decision: { rule } }) => [rule.name, rule]))
  const [only] = rules.values()
  if (only === undefined) throw new Error('a plan without targets was to be decided')
  const confirms = decisions.some(({ decision }) => decision.answer === 'allow' && decision.confirms === true)
  return { rule: rules.size === 1 ? only : { name: [...rules.keys()].join(', '), where: undefined }, confirms }
}

type Decided = { readonly target: Target; readonly decision: Decision }

export function decideTargets(
  command: ChangeCommand,
  targets: readonly Target[],
  { asking, product }: { readonly asking: Asking; readonly product: Product },
): Decided[] {
  const action = actionOf(command)
  return targets.map((target) => ({
    target,
    decision: ask(asking, { action, resource: { kind: 'target', target } }, product),
  }))
}

const mostNamed = 5

function refused(command: ChangeCommand, denied: readonly Decided[]): Problem {
  const [first] = denied
  if (first === undefined) throw new Error('nothing was denied')
  const verb = command.wording.ask.toLowerCase()
  const named =
    denied.length === 1
      ? [thingsIn([first.target], command)]
      : denied.slice(0, mostNamed).map(({ target }) => target.name)
  const more = denied.length > mostNamed ? ` and ${denied.length - mostNamed} more` : ''
  const reasons = [...new Set(denied.map(({ decision }) => reasonOf(decision)))]
  const name = first.target.name
  const rules = new Map(denied.map(({ decision }) => [decision.rule.name, ruleLine(decision)]))
  return {
    code: 'Denied',
    rule: [...rules.keys()].join(', '),
    message: text`${bold(`You may not ${verb} ${named.join(', ')}${more}.`)} ${reasons.join(' ')}`,
    hint: joinTexts([...rules.values(), ['Nothing was changed.']], ' '),
    actions: [
      runs('show', `Show ${name}`.slice(0, 60), [command.words[0], 'show', first.target.id]),
      runs('may', `Why not ${typedName(command)}?`, ['windlass', 'may', ...command.words, quote(first.target.id)]),
    ],
  }
}
