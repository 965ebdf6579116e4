import type { FormField, PayloadForm, Preset } from '../form.ts'
import type { Target } from '../plan.ts'
import { nearest } from '../suggest.ts'
import { fittingJson, presetField } from './fill-form.ts'
import { parseFormTag } from './form-tag.ts'
import { readPayload } from './payload.ts'
import type { FunctionRules } from './rules.ts'

const tagKey = 'windlass:form'
// Slack, "Select menu element".
const mostPresets = 100

type FormProblem = { readonly problem: string }

/** The form of a function: what its tag says, else the first rule that fits its name and has one. */
export function formFor(
  target: Pick<Target, 'name' | 'tags'>,
  rules: FunctionRules,
): PayloadForm | FormProblem | undefined {
  const tag = target.tags[tagKey]?.trim() ?? ''
  if (tag.includes(':')) return inlineForm(target.name, tag)
  if (tag !== '') return namedForm(tag, rules) ?? unknownForm(target.name, tag, rules)
  const rule = rules.functions.find(({ name, form }) => form !== undefined && fitsName(name, target.name))
  return rule?.form === undefined ? undefined : namedForm(rule.form, rules)
}

function inlineForm(name: string, tag: string): PayloadForm | FormProblem {
  const parsed = parseFormTag(tag)
  if (parsed.ok) return { ...parsed.value, title: name }
  return { problem: `The tag ${tagKey} of ${name} cannot be read: ${parsed.message} Correct the tag, or remove it.` }
}

function namedForm(name: string, { forms }: FunctionRules): PayloadForm | undefined {
  return Object.hasOwn(forms, name) ? forms[name] : undefined
}

function unknownForm(name: string, tag: string, { forms }: FunctionRules): FormProblem {
  const [meant] = nearest(tag, Object.keys(forms), 1)
  const helps = meant === undefined ? 'Add it there under forms, or correct the tag.' : `Did you mean ${meant}?`
  return { problem: `The tag ${tagKey} of ${name} names the form ${tag}, which windlass.yaml does not have. ${helps}` }
}

/** Of all rules that fit the name; of two with the same name the first. */
export function presetsFor(name: string, { functions }: FunctionRules): readonly Preset[] {
  const presets = functions.filter((rule) => fitsName(rule.name, name)).flatMap((rule) => rule.presets)
  const isFirst = (preset: Preset, index: number) => presets.findIndex((each) => each.name === preset.name) === index
  return presets.filter(isFirst).slice(0, mostPresets)
}

/** What is asked for where there is no form: one of the presets, or JSON. */
export function formOfPresets(presets: readonly Preset[], lastPayload: string | undefined): PayloadForm {
  const last = lastPayload === undefined ? undefined : readPayload(lastPayload)
  const initial = (last?.ok === true ? fittingJson(last.value) : undefined) ?? '{}'
  const payload: FormField = {
    name: 'payload',
    label: 'Payload',
    hint: 'JSON; nothing is the same as {}.',
    isRequired: false,
    initial,
    kind: 'json',
  }
  if (presets.length === 0) return { title: 'Payload', fields: [payload] }
  const names = presets.slice(0, mostPresets).map(({ name }) => name)
  const hint = 'If you choose one, it is sent instead of the payload below.'
  return { title: 'Payload', fields: [choiceOf(names, { label: 'Preset', hint }), payload], presets }
}

const noPreset = 'None, but the fields above'

/** The form with its presets beside it: what is chosen last is sent instead of what is filled in. */
export function withPresets(form: PayloadForm, presets: readonly Preset[]): PayloadForm {
  // Two choices of one name could not be told apart, nor two fields.
  const offered = presets.filter(({ name }) => name !== noPreset).slice(0, mostPresets - 1)
  if (offered.length === 0 || form.fields.some(({ name }) => name === presetField)) return form
  const names = [noPreset, ...offered.map(({ name }) => name)]
  const hint = 'If you choose one, it is sent instead of the fields above.'
  return {
    ...form,
    fields: [...form.fields.map(optional), choiceOf(names, { label: 'Or a preset', hint })],
    presets: offered,
    needed: form.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name),
  }
}

function choiceOf(names: readonly string[], says: Pick<FormField, 'label' | 'hint'>): FormField {
  const choices = names.map((name) => ({ label: name, value: name }))
  return { name: presetField, ...says, isRequired: false, kind: 'choice', choices }
}

/** Slack writes "optional" beside it, so that it has to say itself that it is not. */
function optional(field: FormField): FormField {
  if (!field.isRequired) return field
  const needed = 'Needed, unless you choose a preset.'
  return { ...field, isRequired: false, hint: field.hint === undefined ? needed : `${needed} ${field.hint}` }
}

/**
 * `*` is any characters, `?` is just one: not a pattern of EC2's (aws/wildcard.ts), where it may be none. Takes time in
 * the product of both lengths at most.
 */
function fitsName(glob: string, name: string): boolean {
  let [inGlob, inName] = [0, 0]
  let star: { readonly inGlob: number; inName: number } | undefined
  while (inName < name.length) {
    if (glob[inGlob] === '*') {
      inGlob += 1
      star = { inGlob, inName }
    } else if (glob[inGlob] === '?' || glob[inGlob] === name[inName]) {
      inGlob += 1
      inName += 1
    } else if (star !== undefined) {
      star.inName += 1
      ;[inGlob, inName] = [star.inGlob, star.inName]
    } else return false
  }
  return /^\**$/.test(glob.slice(inGlob))
}
