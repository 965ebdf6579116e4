import type { FormField } from '../form.ts'
import type { Parsed } from '../parsed.ts'
import { isSealed } from '../sealer.ts'
import { readPayload } from './payload.ts'

/** What was given for a field: as it stands in JSON, and as it stands within a longer text. */
export type FieldValue = { readonly json: string; readonly text: string }

type Field<Kind extends FormField['kind']> = Extract<FormField, { kind: Kind }>

// Slack, "Plain-text input": max_length.
export const longestText = 3000

const asks: Readonly<Record<FormField['kind'], string>> = {
  text: 'Write something here.',
  number: 'Write a number here.',
  choice: 'Choose one.',
  date: 'Choose a date.',
  person: 'Choose a person.',
  channel: 'Choose a channel.',
  instance: 'Choose an instance.',
  json: 'Write JSON here, {} for nothing.',
}

/** Nothing where nothing was given, and nothing has to be. */
export function readField(field: FormField, typed: string): Parsed<FieldValue | undefined> {
  if (typed.trim() !== '') return readGiven(field, typed)
  return field.isRequired ? refused(asks[field.kind]) : { ok: true, value: undefined }
}

function readGiven(field: FormField, typed: string): Parsed<FieldValue> {
  const word = typed.trim()
  switch (field.kind) {
    case 'text':
      return readText(field, field.isLong === true ? typed : word)
    case 'number':
      return readNumber(field, word)
    case 'choice':
      if (field.choices.some(({ value }) => value === typed)) return text(typed)
      return refused(`${cut(word)} is none of the choices. Choose ${listed(field.choices.map(({ value }) => value))}.`)
    case 'date':
      return isDate(word) ? text(word) : refused(`${cut(word)} is not a date. Write one like 2026-11-24.`)
    case 'person':
      // Slack, "Using the Slack Web API": object ids.
      return /^[UW][A-Z0-9]{2,30}$/.test(word) ? text(word) : refused(`${cut(word)} is not a person. Choose one.`)
    case 'channel':
      return /^C[A-Z0-9]{2,30}$/.test(word) ? text(word) : refused(`${cut(word)} is not a channel. Choose one.`)
    case 'instance':
      return /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(word)
        ? text(word)
        : refused(`${cut(word)} is not the id of an instance. Those look like i-0123456789abcdef0.`)
    case 'json': {
      const read = readPayload(typed)
      return read.ok ? { ok: true, value: { json: read.value, text: read.value } } : read
    }
  }
}

function readText({ longest = longestText, isSecret }: Field<'text'>, typed: string): Parsed<FieldValue> {
  // Sealed it is longer than what was typed, which Slack has measured.
  if (isSecret === true && isSealed(typed)) return text(typed)
  if (typed.length <= longest) return text(typed)
  return refused(`At most ${longest} characters; these are ${typed.length}. Shorten it.`)
}

function readNumber({ isWhole, least, most }: Field<'number'>, word: string): Parsed<FieldValue> {
  const kind = isWhole ? 'a whole number' : 'a number'
  const [, sign = '', digits, decimals = ''] = /^(-?)0*(\d{1,40})(\.\d{1,40})?$/.exec(word) ?? []
  if (digits === undefined)
    return refused(`${cut(word)} is not a number. Write ${kind} with digits, like ${isWhole ? '12' : '12.5'}.`)
  if (isWhole && decimals !== '') return refused(`${word} is not a whole number. Leave out what is after the point.`)
  const value = Number(word)
  if ((least !== undefined && value < least) || (most !== undefined && value > most))
    return refused(`${word} is not ${boundsOf(least, most)}. Write ${kind} ${boundsOf(least, most)}.`)
  const written = `${sign}${digits}${decimals}`
  return { ok: true, value: { json: written, text: written } }
}

function boundsOf(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return `from ${least} to ${most}`
  return least === undefined ? `up to ${most}` : `from ${least} on`
}

function isDate(word: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(word)) return false
  try {
    Temporal.PlainDate.from(word)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function listed(values: readonly string[]): string {
  if (values.length > 10) return `one of the ${values.length} in the list`
  return values.length === 1 ? `${values[0]}` : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}

const cut = (word: string) => (word.length > 40 ? `${word.slice(0, 40).toWellFormed()}…` : word)
const text = (value: string): Parsed<FieldValue> => ({ ok: true, value: { json: JSON.stringify(value), text: value } })
const refused = (message: string) => ({ ok: false, message }) as const
