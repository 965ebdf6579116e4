import type { Scope } from '../../core/command.ts'
import { type Instance, visibleName } from '../../core/ec2/instance.ts'
import { countByState } from '../../core/ec2/state.ts'
import { wordsOn } from '../../core/ec2/words-on.ts'
import { explainOne } from '../../core/explain-one.ts'
import { explainAction } from '../../core/explained-codes.ts'
import { type Page, pageButtons } from '../../core/page.ts'
import type { PlaceFailure } from '../../core/place.ts'
import type { Action, Choice } from '../../core/view.ts'

type Listed = {
  readonly instances: readonly Instance[]
  readonly failures: readonly PlaceFailure[]
  /** By state, which a person may want to undo. */
  readonly isFiltered: boolean
}

/** Turning pages, narrowing by state, why one is as it is, and in the menu sorting and export. */
export function listActions(
  { instances, failures, isFiltered }: Listed,
  page: Page<Instance>,
  { again }: Scope,
): Action[] {
  const states = countByState(instances)
  return [
    ...pageButtons(page, { again }),
    ...(states.length > 1 ? [stateSelect(states, again)] : []),
    ...(isFiltered ? [allStates(again)] : []),
    ...explainOne(page.rows.map(toExplain)),
    ...explainAction(failures.map(({ code }) => code)),
    {
      kind: 'overflow',
      verb: 'more',
      choices: [
        choice('csv', 'Export as CSV', again({ export: 'csv' })),
        choice('json', 'Export as JSON', again({ export: 'json' })),
        choice('newest', 'Newest first', again({ sort: 'age', page: undefined })),
        choice('owners', 'Show owner and environment', again({ columns: 'name,state,owner,environment,account' })),
        choice('refresh', 'Read again', again({})),
      ],
    },
  ]
}

function toExplain(instance: Instance) {
  const { id, state } = instance
  return { label: `${visibleName(instance)} · ${state}`, id, words: wordsOn(['ec2', 'why'], [instance]) }
}

function stateSelect(states: readonly [string, number][], again: Scope['again']): Action {
  return {
    kind: 'select',
    verb: 'state',
    placeholder: 'State',
    choices: states.map(([state, count]) => choice(state, `${state} (${count})`, again({ state, page: undefined }))),
  }
}

function allStates(again: Scope['again']): Action {
  return { kind: 'button', ...choice('all-states', 'All states', again({ state: undefined, page: undefined })) }
}

function choice(verb: string, label: string, words: readonly string[]): Choice {
  return { verb, label, does: { kind: 'run', words } }
}
