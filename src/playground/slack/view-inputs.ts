import { sentences } from './sentences.ts'
import type { CheckedView } from './view-check.ts'
import { inputBlock, viewLimits } from './view-limits.ts'

/** By block id and action id. */
type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>

type Input = { blockId: string; actionId: string; isOptional: boolean; minLength: number; maxLength: number }

export function listInputs({ blocks }: CheckedView): Input[] {
  return blocks.flatMap((block): Input[] => {
    const { success, data } = inputBlock.safeParse(block)
    if (!success || data.block_id === undefined || data.element.action_id === undefined) return []
    const { action_id: actionId, min_length: minLength = 0, max_length: maxLength = viewLimits.typed } = data.element
    return [{ blockId: data.block_id, actionId, isOptional: data.optional === true, minLength, maxLength }]
  })
}

/** What Slack's own client says at a block, so that the app never sees such a submission. */
export function findInputErrors(view: CheckedView, typed: Typed): Record<string, string> {
  return Object.fromEntries(
    listInputs(view).flatMap((input): [string, string][] => {
      const error = inputError(input, textOf(input, typed))
      return error === undefined ? [] : [[input.blockId, error]]
    }),
  )
}

function inputError({ isOptional, minLength, maxLength }: Input, text: string): string | undefined {
  if (text === '') return isOptional ? undefined : sentences.requiredInput
  if (text.length < minLength) return sentences.shortInput(minLength)
  return text.length > maxLength ? sentences.longInput(maxLength) : undefined
}

/** `state.values` of a submission: of every input, `null` where nothing was typed. */
export function stateValues(view: CheckedView, typed: Typed): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    listInputs(view).map((input) => {
      const text = textOf(input, typed)
      const value = text === '' ? null : text
      return [input.blockId, { [input.actionId]: { type: 'plain_text_input', value } }]
    }),
  )
}

function textOf({ blockId, actionId }: Input, typed: Typed): string {
  return typed[blockId]?.[actionId] ?? ''
}
