import type { InputBlock, InputBlockElement, PlainTextInput } from '@slack/types'
import type { FieldChoice, FormField } from '../core/form.ts'
import { limits } from './block-limits.ts'
import { storable } from './clean-text.ts'
import { isSlackUser } from './elements.ts'
import { secretElement } from './form-fields.ts'
import { plainText, renderOption } from './render-actions.ts'

const { form: max, actions } = limits

type FieldOf<Kind extends FormField['kind']> = Extract<FormField, { kind: Kind }>

/** The field's name is its block's id and its element's, by which what is filled in comes back. */
export function renderField(field: FormField): InputBlock {
  const hint = field.hint ?? (field.kind === 'instance' ? 'The name or the id of an instance.' : undefined)
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(field.label, max.label),
    optional: !field.isRequired,
    ...(hint === undefined ? {} : { hint: plainText(hint, max.label) }),
    element: renderElement(field),
  }
}

function renderElement(field: FormField): InputBlockElement {
  switch (field.kind) {
    case 'text':
      return renderText(field)
    case 'instance':
      return textInput(field, {})
    case 'json':
      return textInput(field, { multiline: true })
    case 'number':
      return renderNumber(field)
    case 'choice':
      return renderChoice(field)
    case 'date':
    case 'person':
    case 'channel':
      return renderPicker(field)
  }
}

function renderText(field: FieldOf<'text'>): PlainTextInput {
  const { isLong, isSecret, longest = max.typed, placeholder } = field
  return textInput(field, {
    ...(isLong === true ? { multiline: true } : {}),
    max_length: Math.min(longest, max.typed),
    ...(isSecret === true ? { action_id: secretElement } : {}),
    ...(placeholder === undefined ? {} : { placeholder: plainText(placeholder, actions.placeholder) }),
  })
}

function textInput({ name, initial }: FormField, changes: Partial<PlainTextInput>): PlainTextInput {
  const input = { type: 'plain_text_input', action_id: name, max_length: max.typed, ...changes } as const
  const begins = storable(initial ?? '')
  // Cut off it would be another text, and no JSON any more: rather an empty field.
  return begins === '' || begins.length > input.max_length ? input : { ...input, initial_value: begins }
}

function renderNumber({ name, isWhole, least, most, initial = '' }: FieldOf<'number'>): InputBlockElement {
  const [min_value, max_value] = [decimal(least), decimal(most)]
  return {
    type: 'number_input',
    action_id: name,
    is_decimal_allowed: !isWhole,
    ...(min_value === undefined ? {} : { min_value }),
    ...(max_value === undefined ? {} : { max_value }),
    ...(/^-?\d+(\.\d+)?$/.test(initial) ? { initial_value: initial } : {}),
  }
}

/** As Slack takes limits; one that has no such spelling is left to whoever reads the number. */
function decimal(limit: number | undefined): string | undefined {
  const spelling = String(limit)
  return /^-?\d+(\.\d+)?$/.test(spelling) ? spelling : undefined
}

function renderChoice(field: FieldOf<'choice'>): InputBlockElement {
  const choices = field.choices.filter(isChoosable).slice(0, actions.selectOptions)
  const options = choices.map(renderOption)
  const initial = options.find(({ value }) => value === field.initial)
  // Slack refuses a select without options, and the whole form with it: what could not be chosen may be typed.
  if (options.length === 0) return textInput(field, {})
  return {
    type: 'static_select',
    action_id: field.name,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  }
}

/** A cut value would be another one: rather no such choice. */
function isChoosable({ value }: FieldChoice): boolean {
  return value !== '' && value.length <= actions.optionValue && storable(value) === value
}

function renderPicker(field: FieldOf<'date' | 'person' | 'channel'>): InputBlockElement {
  const { name: action_id, initial = '' } = field
  // What is no date or id would make Slack refuse the whole form.
  switch (field.kind) {
    case 'date':
      return { type: 'datepicker', action_id, ...(isDate(initial) ? { initial_date: initial } : {}) }
    case 'person':
      return { type: 'users_select', action_id, ...(isSlackUser(initial) ? { initial_user: initial } : {}) }
    case 'channel':
      // Of public channels only, unlike a select of conversations.
      return { type: 'channels_select', action_id, ...(isChannel(initial) ? { initial_channel: initial } : {}) }
  }
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(`${text}T`)
}

function isChannel(id: string): boolean {
  return /^C[A-Z0-9]{1,30}$/.test(id)
}
