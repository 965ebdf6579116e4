import type { Scope } from '../../core/command.ts'
import type { Instance } from '../../core/ec2/instance.ts'
import { countByState } from '../../core/ec2/state.ts'
import type { Action, Choice } from '../../core/view.ts'
import type { Page } from './list-page.ts'

type Listed = {
  readonly instances: readonly Instance[]
  /** By state, which a person may want to undo. */
  readonly isFiltered: boolean
}

/** Turning pages, narrowing by state, and in the menu sorting and export. */
export function pageActions({ instances, isFiltered }: Listed, page: Page, { again }: Scope): Action[] {
  const states = countByState(instances)
  return [
    ...pageButtons(page, again),
    ...(states.length > 1 ? [stateSelect(states, again)] : []),
    ...(isFiltered ? [allStates(again)] : []),
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

/** `21–40 of 58 ›`: each button says which rows it brings. */
function pageButtons({ number, first, rows, total }: Page, again: Scope['again']): Action[] {
  const last = first + rows.length
  const size = number === 1 || last < total ? rows.length : first / (number - 1)
  const button = (verb: string, label: string, to: number): Action => ({
    kind: 'button',
    ...choice(verb, label, again({ page: String(to) })),
  })
  return [
    ...(first > 0 ? [button('previous', `‹ ${first - size + 1}–${first} of ${total}`, number - 1)] : []),
    ...(last < total ? [button('next', `${last + 1}–${Math.min(last + size, total)} of ${total} ›`, number + 1)] : []),
  ]
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
