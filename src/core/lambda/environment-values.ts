import { UserError } from '../errors.ts'
import type { FormMistakes } from '../form.ts'
import { isSealed } from '../sealer.ts'

/** Fields of the form: one for each variable by this and its name, and those for what is new or goes. */
export const fieldNames = { value: 'value.', newName: 'new.name', newValue: 'new.value', remove: 'remove' } as const

export type EnvironmentEdit = {
  /** Sealed values by the names of their variables. */
  readonly set: Readonly<Record<string, string>>
  readonly remove: readonly string[]
}

/** What the form gave, as JSON with its fields, and what `--remove` named. Throws a UserError where that cannot be meant. */
export function readEdit(values: string | undefined, removed: readonly string[], command: string): EnvironmentEdit {
  const fields = values === undefined ? [] : fieldsOf(values, command)
  const sealed = (value: string) => (isSealed(value) ? value : refuse(notTyped(command)))
  const set = new Map<string, string>()
  const remove = new Set(removed)
  for (const [field, value] of fields) {
    if (field.startsWith(fieldNames.value)) set.set(field.slice(fieldNames.value.length), sealed(value))
    else if (field === fieldNames.remove) remove.add(value)
  }
  const { [fieldNames.newName]: name, [fieldNames.newValue]: value } = Object.fromEntries(fields)
  if (name === undefined && value !== undefined) refuse('The new value has no name: fill in both.')
  if (name !== undefined && value === undefined) refuse(`${name} has no value: fill in both.`)
  if (name !== undefined && value !== undefined) {
    if (set.has(name)) refuse(`${name} is given two values: keep one of them.`)
    set.set(name, sealed(value))
  }
  for (const each of set.keys()) refuseBadName(each)
  const [both] = [...remove].filter((each) => set.has(each))
  if (both !== undefined) refuse(`${both} is given a value and removed: do one of the two.`, 'SetAndRemoved')
  return { set: Object.fromEntries(set), remove: [...remove] }
}

/** Why what was filled in cannot be meant, at the field that says it. */
export function findEnvironmentMistakes(values: string): FormMistakes | undefined {
  try {
    const { set, remove } = readEdit(values, [], '/lambda env')
    if (Object.keys(set).length + remove.length > 0) return undefined
    return { [fieldNames.newName]: 'Nothing is filled in: write a new value, or choose what to remove.' }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const field = error.code === 'SetAndRemoved' ? fieldNames.remove : fieldNames.newName
    return { [field]: error.message }
  }
}

/** As it would come back from the form. */
export function valuesOf(variables: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(variables).map(([name, value]) => [`${fieldNames.value}${name}`, value])),
  )
}

function fieldsOf(values: string, command: string): [field: string, value: string][] {
  const read: unknown = JSON.parse(values)
  const isObject = typeof read === 'object' && read !== null && !Array.isArray(read)
  if (!isObject) return refuse(notTyped(command))
  return Object.entries(read).flatMap(([field, value]: [string, unknown]) => {
    if (typeof value !== 'string' || !isField(field)) return refuse(notTyped(command))
    return value.trim() === '' ? [] : [[field, field === fieldNames.newName ? value.trim() : value]]
  })
}

function isField(field: string): boolean {
  const { value, ...others } = fieldNames
  return field.startsWith(value) || Object.values<string>(others).includes(field)
}

function notTyped(command: string): string {
  return `Values are typed into the form, never into a message: ${command} opens it.`
}

// Lambda API, Environment: keys. Lambda Developer Guide, "Defined runtime environment variables": the reserved ones.
const namePattern = /^[a-zA-Z][a-zA-Z0-9_]+$/
const reserved: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
])

function refuseBadName(name: string): void {
  if (!namePattern.test(name))
    refuse(`"${name}" is no name for a variable: a letter, then at least one more letter, digit or underscore.`)
  if (reserved.has(name)) refuse(`${name} is set by Lambda itself and cannot be changed.`)
}

function refuse(message: string, code = 'BadVariable'): never {
  throw new UserError(code, message, { hint: 'Nothing was changed.' })
}
