import { age } from '../age.ts'
import type { Parsed } from '../parsed.ts'
import { nearest } from '../suggest.ts'
import type { CallCounts, LambdaFunction } from './function.ts'
import { markedRuntime } from './runtime-words.ts'
import { supportOf } from './runtimes.ts'
import { limitOf, megabytes } from './sizes.ts'

const functionColumns = [
  'name',
  'runtime',
  'memory',
  'timeout',
  'errors',
  'invocations',
  'throttles',
  'support',
  'changed',
  'architecture',
  'packaging',
  'account',
  'region',
  'description',
] as const

export type FunctionColumn = (typeof functionColumns)[number]

/** Five: more does not fit a phone. */
export const defaultFunctionColumns: readonly FunctionColumn[] = ['name', 'runtime', 'memory', 'timeout', 'errors']

export type FunctionFacts = { readonly now: number; readonly counts: ReadonlyMap<string, CallCounts> }

type Column = {
  readonly title: string
  readonly align?: 'right'
  /** What a table shows; `undefined` becomes a dash. */
  show(found: LambdaFunction, facts: FunctionFacts): string | undefined
  /** What it is sorted by: names from a to z, the largest number and the newest first. */
  key(found: LambdaFunction, facts: FunctionFacts): string | number | undefined
}

function word(title: string, show: (found: LambdaFunction) => string | undefined): Column {
  return { title, show, key: show }
}

function counted(title: string, of: keyof CallCounts): Column {
  const count = ({ arn }: LambdaFunction, { counts }: FunctionFacts) => counts.get(arn)?.[of]
  return {
    title,
    align: 'right',
    show: (found, facts) => count(found, facts)?.toLocaleString('en'),
    key: (found, facts) => negative(count(found, facts)),
  }
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value
}

const columns: Record<FunctionColumn, Column> = {
  name: word('Name', ({ name }) => name),
  runtime: {
    title: 'Runtime',
    show: (found, { now }) => markedRuntime(found, now),
    key: ({ runtime }) => runtime,
  },
  memory: {
    title: 'Memory',
    align: 'right',
    show: ({ memoryMb }) => megabytes(memoryMb),
    key: ({ memoryMb }) => -memoryMb,
  },
  timeout: {
    title: 'Timeout',
    align: 'right',
    show: ({ timeoutSeconds }) => limitOf(timeoutSeconds),
    key: ({ timeoutSeconds }) => -timeoutSeconds,
  },
  errors: counted('Errors', 'errors'),
  invocations: counted('Invocations', 'invocations'),
  throttles: counted('Throttles', 'throttles'),
  support: word('Supported until', ({ runtime }) => supportOf(runtime, 0)?.endsOn),
  changed: {
    title: 'Changed',
    align: 'right',
    show: ({ modifiedAt }, { now }) => (modifiedAt === undefined ? undefined : age(now - modifiedAt)),
    key: ({ modifiedAt }) => negative(modifiedAt),
  },
  architecture: word('Architecture', ({ architecture }) => architecture),
  packaging: word('Packaging', ({ packaging }) => packaging),
  account: word('Account', ({ place }) => place.account),
  region: word('Region', ({ place }) => place.region),
  description: word('Description', ({ description }) => description),
}

export function functionColumnOf(name: FunctionColumn): Column {
  return columns[name]
}

/** What is read from CloudWatch, function by function. */
export function isCounted(name: FunctionColumn): boolean {
  return name === 'errors' || name === 'invocations' || name === 'throttles'
}

const aliases: ReadonlyMap<string, FunctionColumn> = new Map(
  Object.entries({
    calls: 'invocations',
    arch: 'architecture',
    modified: 'changed',
    age: 'changed',
    package: 'packaging',
    'end-of-support': 'support',
  } as const),
)

export function parseFunctionColumn(typed: string): Parsed<FunctionColumn> {
  const lower = typed.toLowerCase()
  const value = functionColumns.find((name) => name === lower) ?? aliases.get(lower)
  if (value !== undefined) return { ok: true, value }
  const [instead] = nearest(lower, [...functionColumns, ...aliases.keys()], 1)
  const message = `${typed} is not a column. There are ${functionColumns.join(', ')}.`
  return { ok: false, message, ...(instead === undefined ? {} : { instead }) }
}
