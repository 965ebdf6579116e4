import type { FieldKind, FormField, PayloadForm } from '../form.ts'
import type { Parsed } from '../parsed.ts'
import { nearest } from '../suggest.ts'
import {
  type FieldType,
  fieldName,
  fieldProblem,
  fieldTypes,
  labelOf,
  mostFields,
  notAFieldName,
} from './form-problem.ts'

/**
 * The tag `windlass:form` with the fields in it, blanks between them: `order:text amount:number:1..500
 * reason:choice:damaged/late=late note:text:long:optional`. Each is a name, a type, options of the type, `optional`
 * where it may be empty, and after `=` what it begins with. Just the characters that a value of a tag may have.
 *
 * Options: of a text `long` (several lines) and `..200` (at most so many characters); of a number `1..500`, `..5`, `0..`
 * (whole, unless a limit has decimals: `0.0..1.0`); of a choice its values with `/` between them.
 */
export function parseFormTag(text: string): Parsed<PayloadForm> {
  const fields: FormField[] = []
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const field = parseField(word)
    if (!field.ok) return field
    if (fields.some(({ name }) => name === field.value.name))
      return refused(`There are two fields ${field.value.name}.`)
    fields.push(field.value)
  }
  if (fields.length === 0) return refused('There is no field in it. Write fields like order:text, blanks between them.')
  if (fields.length > mostFields) return refused(`At most ${mostFields} fields fit a form; these are ${fields.length}.`)
  return { ok: true, value: { title: 'Payload', fields } }
}

function parseField(word: string): Parsed<FormField> {
  const [head = ''] = word.split('=', 1)
  const initial = head.length < word.length ? word.slice(head.length + 1) : undefined
  const [name = '', type = '', ...options] = head.split(':')
  if (!fieldName.test(name)) return refused(`${name === '' ? word : name} ${notAFieldName}.`)
  const known = fieldTypes.find((each) => each === type)
  if (known === undefined) return notAType(name, type)
  const own = options.filter((option) => option !== 'optional')
  const kind = kindOf(known, own)
  if (kind === undefined) return refused(notItsOptions(`${name}:${type}`, own.join(':'), known))
  const isRequired = own.length === options.length
  const field = { name, label: labelOf(name), isRequired, ...(initial === undefined ? {} : { initial }), ...kind }
  const wrong = fieldProblem(field)
  if (wrong === undefined) return { ok: true, value: field }
  const what = {
    initial: `What ${name} begins with`,
    limits: `The limits of ${name}`,
    choices: `The choices of ${name}`,
  }
  return refused(`${what[wrong.about]} ${wrong.problem}.`)
}

function notAType(name: string, type: string): Parsed<FormField> {
  const all = `Types are ${fieldTypes.join(', ')}.`
  if (type === '') return refused(`The field ${name} has no type; write ${name}:text, for one. ${all}`)
  const [meant] = nearest(type, fieldTypes, 1)
  const instead = meant === undefined ? all : `Did you mean ${name}:${meant}?`
  return refused(`${type} is not a type of field. ${instead}`)
}

function notItsOptions(head: string, options: string, type: FieldType): string {
  const wrong = options === '' ? `${head} alone says too little.` : `${options} does not go with ${head}.`
  return `${wrong} ${helps[type]}`
}

const plain = 'It has no options but optional.'
const helps: Readonly<Record<FieldType, string>> = {
  text: 'Its options are long, ..200 for at most 200 characters, and optional.',
  number: 'Its options are limits like 1..500, ..5 or 0.0..1.0, and optional.',
  choice: 'It needs its choices, like choice:damaged/late/other.',
  date: plain,
  person: plain,
  channel: plain,
  instance: plain,
  json: plain,
}

/** Nothing where the options are not of that type. */
function kindOf(type: FieldType, options: readonly string[]): FieldKind | undefined {
  const [option, second] = options
  if (type === 'text') return textKind(options)
  if (type === 'number') return second === undefined ? numberKind(option) : undefined
  if (type !== 'choice') return option === undefined ? { kind: type } : undefined
  if (option === undefined || second !== undefined) return undefined
  return { kind: type, choices: option.split('/').map((value) => ({ label: value, value })) }
}

function textKind(options: readonly string[]): FieldKind | undefined {
  const limits = options.filter((option) => option !== 'long')
  const [, longest] = /^\.\.(\d{1,5})$/.exec(limits[0] ?? '') ?? []
  if (limits.length > 1 || (limits.length === 1 && longest === undefined)) return undefined
  return {
    kind: 'text',
    ...(limits.length < options.length ? { isLong: true } : {}),
    ...(longest === undefined ? {} : { longest: Number(longest) }),
  }
}

function numberKind(limits: string | undefined): FieldKind | undefined {
  if (limits === undefined) return { kind: 'number', isWhole: true }
  const number = String.raw`-?\d{1,15}(?:\.\d{1,15})?`
  const [whole, least, most] = new RegExp(`^(${number})?\\.\\.(${number})?$`).exec(limits) ?? []
  if (whole === undefined || (least === undefined && most === undefined)) return undefined
  return {
    kind: 'number',
    isWhole: ![least, most].some((limit) => limit?.includes('.')),
    ...(least === undefined ? {} : { least: Number(least) }),
    ...(most === undefined ? {} : { most: Number(most) }),
  }
}

const refused = (message: string) => ({ ok: false, message }) as const
