import type { FormField, PayloadForm } from '../form.ts'
import { fieldNames } from './environment-values.ts'

// More would be a long way down; the rest is reached by its name.
const mostVariables = 40
// "Select menu element": 100 options, of 75 characters each.
const mostChoices = 100
const longestChoice = 75
// All variables together have 4 KB (Lambda Developer Guide, "Lambda quotas"); sealed, a value is a third longer.
const longestSealed = 5_600

/** A form that shows no value, and takes new ones. */
export function environmentForm(names: readonly string[]): PayloadForm {
  const sorted = names.toSorted()
  const shown = sorted.slice(0, mostVariables)
  const rest =
    shown.length < sorted.length
      ? ` Of ${sorted.length} variables the first ${shown.length} are here; another one is changed by writing its name below.`
      : ''
  return {
    title: 'Change the environment',
    isEnvironment: true,
    about: `No value is shown, here or later. What you type is stored encrypted until it is set.${rest}`,
    fields: [
      ...shown.map((name) => secret({ name: `${fieldNames.value}${name}`, label: name, hint: keeps })),
      {
        kind: 'text',
        name: fieldNames.newName,
        label: 'New variable',
        hint: 'Its name, like LOG_LEVEL.',
        isRequired: false,
      },
      secret({
        name: fieldNames.newValue,
        label: 'Value of the new variable',
        hint: 'Line breaks cannot be typed here.',
      }),
      ...removal(sorted),
    ],
  }
}

const keeps = 'Leave it empty to keep what is there.'

function secret(field: { name: string; label: string; hint?: string }): FormField {
  return { ...field, kind: 'text', isSecret: true, longest: longestSealed, isRequired: false }
}

function removal(names: readonly string[]): FormField[] {
  const choices = names.flatMap((name) => (name.length > longestChoice ? [] : [{ label: name, value: name }]))
  if (choices.length === 0) return []
  return [
    {
      kind: 'choice',
      name: fieldNames.remove,
      label: 'Remove',
      hint: 'Leave it empty to remove none.',
      isRequired: false,
      choices: choices.slice(0, mostChoices),
    },
  ]
}
