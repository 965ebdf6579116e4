import type { FormField, FormMistakes, FormValues, PayloadForm } from '../form.ts'
import { type FieldValue, longestText, readField } from './field-value.ts'
import { membersOf, prettyJson } from './json-tokens.ts'
import { readPayload } from './payload.ts'
import { fillTemplate, writeObject } from './template.ts'

export type Filled =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly mistakes: FormMistakes }

/** The field that chooses one of a form's presets. */
export const presetField = 'preset'

/** Checks what was given, whoever checked it before, and makes the payload of it. */
export function fillForm(form: PayloadForm, values: FormValues): Filled {
  const given = (name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : '')
  const preset = form.presets?.find(({ name }) => name === given(presetField))
  if (preset !== undefined) return { ok: true, payload: preset.payload }
  const filled = new Map<string, FieldValue | undefined>()
  const mistakes: [name: string, sentence: string][] = []
  for (const field of form.fields) {
    const isRequired = field.isRequired || form.needed?.includes(field.name) === true
    const read = readField({ ...field, isRequired }, given(field.name))
    if (read.ok) filled.set(field.name, read.value)
    else mistakes.push([field.name, read.message])
  }
  if (mistakes.length > 0) return { ok: false, mistakes: Object.fromEntries(mistakes) }
  return { ok: true, payload: payloadOf(form, filled) }
}

function payloadOf(form: PayloadForm, filled: ReadonlyMap<string, FieldValue | undefined>): string {
  if (form.template !== undefined) return fillTemplate(form.template, filled)
  const whole = wholeField(form)
  if (whole !== undefined) return filled.get(whole.name)?.json ?? '{}'
  return writeObject(
    sentFields(form).flatMap(({ name }) => {
      const value = filled.get(name)
      return value === undefined ? [] : [[name, value.json] as const]
    }),
  )
}

/** The form as an earlier payload would have been filled in; as it is where its template makes another JSON of it. */
export function prefill(form: PayloadForm, payload: string): PayloadForm {
  const read = readPayload(payload)
  if (form.template !== undefined || !read.ok) return form
  const whole = wholeField(form)
  const members = whole === undefined ? membersOf(read.value) : new Map([[whole.name, read.value]])
  if (members === undefined) return form
  const sent = sentFields(form)
  return {
    ...form,
    fields: form.fields.map((field) => (sent.includes(field) ? begin(field, members.get(field.name)) : field)),
  }
}

/** What was left out stays empty where it may be; what does not fit the field leaves it as it was. */
function begin(field: FormField, json: string | undefined): FormField {
  if (json === undefined || json === 'null') {
    const { initial: _, ...empty } = field
    return field.isRequired ? field : empty
  }
  if (field.kind !== 'json' && /^[{[]/.test(json)) return field
  const initial = field.kind === 'json' ? fittingJson(json) : json.startsWith('"') ? String(JSON.parse(json)) : json
  return initial !== undefined && readField(field, initial).ok ? { ...field, initial } : field
}

/** JSON as an input may begin: over several lines where there is room, nothing where there is none. */
export function fittingJson(json: string): string | undefined {
  return [prettyJson(json), json].find((text) => text.length <= longestText)
}

function sentFields({ fields, presets }: PayloadForm): readonly FormField[] {
  return presets === undefined ? fields : fields.filter(({ name }) => name !== presetField)
}

/** The field that is the whole payload. */
function wholeField(form: PayloadForm): FormField | undefined {
  const [field, second] = sentFields(form)
  return field?.kind === 'json' && second === undefined ? field : undefined
}
