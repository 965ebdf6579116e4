import type { FormField, PayloadForm } from '../../core/form.ts'
import { membersOf } from '../../core/lambda/json-tokens.ts'
import { bold, type Text, text } from '../../core/text.ts'

/** Where a number that was typed as JSON is none that the function's form would take. The form helps, and forbids nothing. */
export function beyondForm({ fields, template }: PayloadForm, payload: string): Text[] {
  // What a template makes of its fields has other names.
  const members = template === undefined ? membersOf(payload) : undefined
  if (members === undefined) return []
  return fields.flatMap((field) => {
    const allowed = field.kind === 'number' ? boundOf(field, Number(members.get(field.name))) : undefined
    return allowed === undefined ? [] : [text`${bold(`The form allows ${allowed}`)} for ${field.label}.`]
  })
}

function boundOf({ least, most }: FormField & { kind: 'number' }, value: number): string | undefined {
  if (most !== undefined && value > most) return `at most ${most}`
  return least !== undefined && value < least ? `at least ${least}` : undefined
}
