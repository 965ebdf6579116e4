import type { FormField, FormMistakes, FormValues } from './form.ts'
import { longestText } from './lambda/field-value.ts'
import { fillForm, fittingJson } from './lambda/fill-form.ts'
import { parseFunctionNames } from './lambda/names.ts'
import { readPayload } from './lambda/payload.ts'
import { longestFileBytes, type MessagePayload } from './message-payload.ts'
import { scrub, wasTakenOut } from './scrub.ts'
import { bold, type Text, text } from './text.ts'

const functionField: FormField = {
  name: 'function',
  label: 'Function',
  hint: 'Its name or its ARN.',
  isRequired: true,
  kind: 'text',
  // Longer is no ARN of a function.
  longest: 300,
}

/** Why no form is opened for it: what is to be sent could neither be shown nor be kept, or Lambda would not take it. */
export function findUnusable(payload: MessagePayload): Text | undefined {
  if (payload.kind === 'file') {
    const { name, sizeBytes = 0 } = payload
    if (sizeBytes <= longestFileBytes) return undefined
    return text`${bold(`${name} is too large.`)} Lambda takes at most 6 MB in one call.`
  }
  if (shownIn(payload) !== undefined) return undefined
  const read = readPayload(payload.text)
  if (!read.ok) return text`${bold('The JSON in this message cannot be sent.')} ${read.message}`
  if (scrub(read.value) === read.value && !wasTakenOut(read.value)) return undefined
  return text`${bold('The JSON in this message holds what looks like a secret,')} and is too long for a form. Windlass keeps no secrets: attach the JSON as a file, and use the shortcut on that message.`
}

/** What a form begins with; nothing where it is sent without being shown. */
function shownIn(payload: MessagePayload): string | undefined {
  if (payload.kind === 'file') return undefined
  const read = readPayload(payload.text)
  if (read.ok) return fittingJson(read.value)
  return payload.text.length <= longestText ? payload.text : undefined
}

/** The form's fields, and what is said above them. */
export function messageForm(payload: MessagePayload): { readonly fields: readonly FormField[]; readonly about: Text } {
  const initial = shownIn(payload)
  if (initial !== undefined) {
    const about = text`${bold('Invoke a function with the JSON of this message.')} It is sent as it stands here.`
    return { fields: [functionField, { ...payloadField, initial }], about }
  }
  const about =
    payload.kind === 'file'
      ? text`${bold(`Invoke a function with ${payload.name}`)}${sizeOf(payload.sizeBytes)}. What is in it is sent as it is.`
      : text`${bold('Invoke a function with the JSON of this message.')} All ${payload.text.length.toLocaleString('en')} characters are sent as they are: more than can be shown here.`
  return { fields: [functionField], about }
}

const payloadField: FormField = { name: 'payload', label: 'Payload', isRequired: true, kind: 'json' }

function sizeOf(bytes: number | undefined): string {
  if (bytes === undefined) return ''
  return bytes < 1_000 ? ` (${bytes} bytes)` : ` (${Math.round(bytes / 1_000).toLocaleString('en')} kB)`
}

/** `payload`: as it was filled in; absent where it was not shown. */
export type FilledMessage =
  | { readonly ok: true; readonly name: string; readonly payload?: string }
  | { readonly ok: false; readonly mistakes: FormMistakes }

export function readMessageForm(filled: FormValues): FilledMessage {
  const name = filled['function']?.trim() ?? ''
  const mistake = findMistake(name)
  const mistakes = mistake === undefined ? {} : { function: mistake }
  const given = Object.hasOwn(filled, 'payload') ? readShown(filled) : undefined
  if (given?.ok === false) return { ok: false, mistakes: { ...mistakes, ...given.mistakes } }
  if (mistake !== undefined) return { ok: false, mistakes }
  return { ok: true, name, ...(given === undefined ? {} : { payload: given.payload }) }
}

function readShown(filled: FormValues) {
  const read = fillForm({ title: '', fields: [payloadField] }, filled)
  if (!read.ok || !wasTakenOut(read.payload)) return read
  const mistakes = { payload: 'Write what belongs in the place of [redacted]: it is not kept.' }
  return { ok: false, mistakes } as const
}

function findMistake(name: string): string | undefined {
  if (name === '') return 'Write the name of a function.'
  // One word, and no flag: else it would say more than which function.
  if (name.startsWith('-')) return `${name} is not the name of a function.`
  const read = parseFunctionNames([name])
  return read.ok ? undefined : read.message
}
