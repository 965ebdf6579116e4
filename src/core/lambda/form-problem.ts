import type { FormField } from '../form.ts'
import { longestText, readField } from './field-value.ts'

/** A modal has 100 blocks (Slack, "Modals"); more than these nobody fills in. */
export const mostFields = 30
// Slack, "Select menu element" and "Option object".
const mostChoices = 100
const longestChoice = 75

export const fieldTypes = ['text', 'number', 'choice', 'date', 'person', 'channel', 'instance', 'json'] as const
export type FieldType = (typeof fieldTypes)[number]

export const fieldName = /^[A-Za-z_][\w-]{0,59}$/
export const notAFieldName = 'is not the name of a field: letters, digits, _ and -, a letter first, at most 60'

type FieldProblem = { readonly about: 'initial' | 'limits' | 'choices'; readonly problem: string }

/** What makes a field impossible to fill in. */
export function fieldProblem(field: FormField): FieldProblem | undefined {
  return limitsProblem(field) ?? choicesProblem(field) ?? initialProblem(field)
}

function limitsProblem(field: FormField): FieldProblem | undefined {
  if (field.kind === 'text') {
    const { longest = 1 } = field
    if (Number.isInteger(longest) && longest >= 1 && longest <= longestText) return undefined
    return { about: 'limits', problem: `must be a whole number from 1 to ${longestText}` }
  }
  if (field.kind !== 'number' || field.least === undefined || field.most === undefined) return undefined
  return field.least <= field.most ? undefined : { about: 'limits', problem: 'begin above where they end' }
}

function choicesProblem(field: FormField): FieldProblem | undefined {
  if (field.kind !== 'choice') return undefined
  const values = field.choices.map(({ value }) => value)
  const wrong =
    values.length === 0
      ? 'are missing'
      : values.length > mostChoices
        ? `are ${values.length}, and ${mostChoices} fit a list`
        : new Set(values).size < values.length
          ? 'have one twice'
          : values.some((value) => value.trim() === '' || value.length > longestChoice)
            ? `have one that is empty or longer than ${longestChoice} characters`
            : undefined
  return wrong === undefined ? undefined : { about: 'choices', problem: wrong }
}

function initialProblem(field: FormField): FieldProblem | undefined {
  if (field.initial === undefined) return undefined
  const read = readField({ ...field, isRequired: true }, field.initial)
  return read.ok ? undefined : { about: 'initial', problem: `cannot be filled in: ${read.message.replace(/\.$/, '')}` }
}

/** `order_id` and `orderId` → `Order id`. */
export function labelOf(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ')
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1)
}
