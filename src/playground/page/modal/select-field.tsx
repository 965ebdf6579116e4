import type { ComponentProps } from 'react'
import { Chevron } from '../blocks/select-box.tsx'
import { useSession } from '../session.ts'
import type { Workspace } from '../workspace.ts'
import type { InputElement } from './modal-values.ts'

type Select = Extract<InputElement, { type: 'static_select' | 'users_select' | 'channels_select' }>
type Choices = readonly { readonly text: string; readonly value: string }[]
type Props = { readonly element: Select; readonly field: ComponentProps<'select'> & ComponentProps<'input'> }

/** The browser's own, which every keyboard and phone knows. */
export function SelectField({ element, field: { placeholder, ...field } }: Props) {
  const { workspace } = useSession()
  return (
    <>
      <select {...field} className={field.value === '' ? 'is-empty' : undefined}>
        {/* Chosen again it empties the field, as Slack's cross does. */}
        <option value="">{placeholder ?? emptyText[element.type]}</option>
        <Options choices={choicesOf(element, workspace)} />
        {element.type === 'static_select' &&
          element.option_groups?.map(({ label, options }) => (
            <optgroup key={label.text} label={label.text}>
              <Options choices={options.map(({ text, value }) => ({ text: text.text, value }))} />
            </optgroup>
          ))}
      </select>
      <Chevron />
    </>
  )
}

const emptyText = {
  static_select: 'Select an option',
  users_select: 'Select a person',
  channels_select: 'Select a channel',
}

function choicesOf(element: Select, { users, channels }: Workspace): Choices {
  switch (element.type) {
    case 'static_select':
      return element.options?.map(({ text, value }) => ({ text: text.text, value })) ?? []
    case 'users_select':
      return users.map(({ realName, id }) => ({ text: realName, value: id }))
    case 'channels_select':
      return channels.filter(({ kind }) => kind === 'channel').map(({ name, id }) => ({ text: `#${name}`, value: id }))
  }
}

function Options({ choices }: { readonly choices: Choices }) {
  return choices.map(({ text, value }) => (
    <option key={value} value={value}>
      {text}
    </option>
  ))
}
