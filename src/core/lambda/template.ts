import type { Canonical } from '../canonical-json.ts'
import type { FieldValue } from './field-value.ts'

const slot = /\{\{\s*([^{}]*?)\s*\}\}/g
const onlySlot = /^\{\{\s*([^{}]*?)\s*\}\}$/

type Values = ReadonlyMap<string, FieldValue | undefined>

/** JSON with the values in their places. Values are put in as they are written: no digit is lost, nothing is read twice. */
export function fillTemplate(template: Canonical, values: Values): string {
  return write(template, values) ?? 'null'
}

export function isOnlySlot(text: string): boolean {
  return onlySlot.test(text)
}

/** The names between `{{` and `}}` in a text. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(slot)].map(([, name = '']) => name)
}

/** An object of JSON texts. */
export function writeObject(members: readonly (readonly [key: string, json: string])[]): string {
  return `{${members.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`
}

/** Nothing for the place of an empty field. */
function write(part: Canonical | undefined, values: Values): string | undefined {
  if (typeof part === 'string') return writeText(part, values)
  if (isList(part)) return `[${part.map((each) => write(each, values) ?? 'null').join(',')}]`
  if (typeof part !== 'object' || part === null) return JSON.stringify(part)
  const members = Object.entries(part).map(([key, each]) => [key, write(each, values)] as const)
  return writeObject(members.flatMap(([key, json]) => (json === undefined ? [] : [[key, json] as const])))
}

function writeText(text: string, values: Values): string | undefined {
  const [, name] = onlySlot.exec(text) ?? []
  if (name !== undefined) return values.get(name)?.json
  return JSON.stringify(text.replace(slot, (_, inside: string) => values.get(inside)?.text ?? ''))
}

function isList(value: Canonical | undefined): value is readonly Canonical[] {
  return Array.isArray(value)
}
