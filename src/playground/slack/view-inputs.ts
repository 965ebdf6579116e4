import { optionsOf } from './elements.ts'
import { findInputError } from './input-errors.ts'
import { sentences } from './sentences.ts'
import type { CheckedView } from './view-check.ts'
import type { InputElement } from './view-elements.ts'
import { inputBlock } from './view-limits.ts'
import type { Workspace } from './workspace.ts'

/** By block id and action id: what was typed, the value of what was chosen, a date, an id. */
type Filled = Readonly<Record<string, Readonly<Record<string, string>>>>

type Input = { blockId: string; actionId: string; isOptional: boolean; element: InputElement }

export function listInputs({ blocks }: CheckedView): Input[] {
  return blocks.flatMap((block): Input[] => {
    const { success, data } = inputBlock.safeParse(block)
    if (!success || data.block_id === undefined || data.element.action_id === undefined) return []
    const { block_id: blockId, element, optional } = data
    return [{ blockId, actionId: data.element.action_id, isOptional: optional === true, element }]
  })
}

/** What Slack's own client says at a block, so that the app never sees such a submission. */
export function findInputErrors(view: CheckedView, filled: Filled, workspace: Workspace): Record<string, string> {
  return Object.fromEntries(
    listInputs(view).flatMap((input): [string, string][] => {
      const text = textOf(input, filled)
      const missing = input.isOptional ? undefined : sentences.requiredInput
      const error = text === '' ? missing : findInputError(input.element, text, workspace)
      return error === undefined ? [] : [[input.blockId, error]]
    }),
  )
}

/** `state.values` of a submission: of every input, `null` where nothing was filled in. */
export function stateValues(view: CheckedView, filled: Filled): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    listInputs(view).map((input) => {
      const text = textOf(input, filled)
      const state = stateOf(input.element, text === '' ? null : text)
      return [input.blockId, { [input.actionId]: { type: input.element.type, ...state } }]
    }),
  )
}

/** Each kind of element has a name of its own for what it holds. */
function stateOf(element: InputElement, text: string | null): Record<string, unknown> {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return { value: text }
    case 'static_select':
      return { selected_option: optionsOf(element).find(({ value }) => value === text) ?? null }
    case 'datepicker':
      return { selected_date: text }
    case 'users_select':
      return { selected_user: text }
    case 'channels_select':
      return { selected_channel: text }
  }
}

function textOf({ blockId, actionId }: Input, filled: Filled): string {
  return filled[blockId]?.[actionId] ?? ''
}
