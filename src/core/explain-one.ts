import { runs } from './problem.ts'
import type { Action } from './view.ts'

type Row = { readonly label: string; readonly id: string; readonly words: readonly string[] }

/** Why one of those that are listed is as it is: Slack's tables have nothing to press. */
export function explainOne(rows: readonly Row[]): Action[] {
  const alike = Map.groupBy(rows, ({ label }) => label)
  const choices = rows.map(({ label, id, words }, at) => {
    const told = (alike.get(label)?.length ?? 0) > 1 ? `${label} ${id}` : label
    return { verb: `why-${at + 1}`, label: told, does: { kind: 'run', words } } as const
  })
  const [only] = choices
  if (only === undefined) return []
  if (choices.length === 1) return [runs(only.verb, `Explain ${only.label}`, only.does.words)]
  return [{ kind: 'select', verb: 'why', placeholder: 'Explain one', choices }]
}
