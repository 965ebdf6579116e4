import type {
  ActionsBlock,
  ActionsBlockElement,
  ConfirmationDialog,
  PlainTextElement,
  PlainTextOption,
} from '@slack/types'
import type { Action, Choice, Confirm } from '../core/view.ts'
import { limits } from './block-limits.ts'
import { oneLine, shorten } from './clean-text.ts'

const { actions: max, confirm: maxConfirm } = limits

// In direct messages answers last as cards do: what was pressed says by this which of the two it stands on.
const cardMark = 'card:'

/** Whether what was pressed stands on a card. */
export function isOfCard(actionId: string): boolean {
  return actionId.startsWith(cardMark)
}

/** One row of things to press, or nothing where there is nothing to press. */
export function renderActions(actions: readonly Action[], recordId: string, isCard: boolean): ActionsBlock | undefined {
  const mark = isCard ? cardMark : ''
  const elements = actions
    .map((action, index) => renderAction(action, { recordId, actionId: `${mark}${index}:${action.verb}` }))
    .filter((element) => element !== undefined)
    .slice(0, max.elements)
  return elements.length === 0 ? undefined : { type: 'actions', elements }
}

type Record = { readonly recordId: string; readonly actionId: string }

function renderAction(action: Action, record: Record): ActionsBlockElement | undefined {
  if (action.kind === 'button') return renderButton(action, record)
  const choices = action.choices.filter(({ verb }) => valueOf(record.recordId, verb).length <= max.optionValue)
  const [first] = choices
  if (first === undefined) return undefined
  if (action.kind === 'select') return renderSelect({ ...action, choices }, record)
  // Slack refuses an overflow menu of one; and six do not fit, so that they become a select.
  if (choices.length === 1) return renderButton(first, record)
  if (choices.length > max.overflowOptions) return renderSelect({ ...action, placeholder: 'More', choices }, record)
  return { type: 'overflow', action_id: fitting(record.actionId), options: options(choices, record.recordId) }
}

type Button = Omit<Extract<Action, { kind: 'button' }>, 'kind'>

function renderButton({ verb, label, style, confirm }: Button, record: Record): ActionsBlockElement | undefined {
  const value = valueOf(record.recordId, verb)
  // A cut value would do something else than it says: rather no button.
  if (value.length > max.buttonValue) return undefined
  return {
    type: 'button',
    action_id: fitting(record.actionId),
    text: plainText(label, max.buttonText),
    value,
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined ? {} : { confirm: renderConfirm(confirm, style) }),
  }
}

type Select = { readonly verb: string; readonly placeholder: string; readonly choices: readonly Choice[] }

function renderSelect({ verb, placeholder, choices }: Select, record: Record): ActionsBlockElement | undefined {
  const shown = plainText(placeholder, max.placeholder)
  if (choices.length <= max.selectOptions) {
    const action_id = fitting(record.actionId)
    return { type: 'static_select', action_id, placeholder: shown, options: options(choices, record.recordId) }
  }
  // More than Slack takes at once: asked for as somebody types. The search finds its record by this id.
  const action_id = valueOf(record.recordId, verb)
  if (action_id.length > max.actionId) return undefined
  return { type: 'external_select', action_id, placeholder: shown, min_query_length: 0 }
}

function options(choices: readonly Choice[], recordId: string): PlainTextOption[] {
  return choices.map(({ verb, label }) => renderOption({ label, value: valueOf(recordId, verb) }))
}

export function renderOption({ label, value }: { label: string; value: string }): PlainTextOption {
  return { text: plainText(label, max.optionText), value }
}

function renderConfirm({ title, text, confirm, deny }: Confirm, style: Button['style']): ConfirmationDialog {
  return {
    title: plainText(title, maxConfirm.title),
    text: plainText(text, maxConfirm.text),
    confirm: plainText(confirm, maxConfirm.button),
    deny: plainText(deny, maxConfirm.button),
    ...(style === undefined ? {} : { style }),
  }
}

function valueOf(recordId: string, verb: string): string {
  return `${recordId}:${verb}`
}

function fitting(actionId: string): string {
  return shorten(actionId, max.actionId)
}

export function plainText(text: string, maxLength: number): PlainTextElement {
  // emoji: false, since a name that reads `:fire:` is a name.
  return { type: 'plain_text', text: shorten(oneLine(text), maxLength), emoji: false }
}
