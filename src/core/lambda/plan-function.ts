import type { Canonical } from '../canonical-json.ts'
import type { Plan, Step, Target } from '../plan.ts'
import type { Text } from '../text.ts'
import type { FunctionChange } from './changer.ts'

type Planned = Pick<Plan, 'words' | 'impact' | 'unread'> &
  Pick<Step, 'action' | 'precondition'> & {
    readonly target: Target
    readonly change: FunctionChange
    readonly parameters: Readonly<Record<string, Stored>>
    readonly summary: Text
    readonly undo?: Plan['undo']
  }

/** The plan of one call that changes one function. What is undefined is left out. */
export function functionPlan(planned: Planned): Plan {
  const { target, action, change, precondition, parameters, summary, undo, ...plan } = planned
  return {
    ...nothing,
    ...plan,
    parameters: defined(parameters),
    targets: [target],
    steps: [{ target: target.id, action, input: defined(change), precondition }],
    summary,
    ...(undo === undefined ? {} : { undo }),
  }
}

function defined(values: Readonly<Record<string, Stored>>): Record<string, Canonical> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}

/** Nothing to do: `order-intake is already at 512 MB.` */
export function alreadySo(target: Target, words: readonly string[], reason: string): Plan {
  return { ...nothing, words, parameters: {}, targets: [], steps: [], skipped: [{ target, reason }] }
}

const nothing = {
  skipped: [],
  impact: [],
  unread: [],
  takes: { groups: [], environments: [], uncounted: [] },
  cost: undefined,
}

/** What a stored step changes. */
export function changeOf({ input }: Step): FunctionChange {
  const kind = text(input['kind'])
  switch (kind) {
    case 'configure':
      return { kind, memoryMb: number(input['memoryMb']), timeoutSeconds: number(input['timeoutSeconds']) }
    case 'environment':
      return { kind, set: texts(input['set']), remove: list(input['remove']), revision: text(input['revision']) }
    case 'reserve':
      return { kind, concurrency: number(input['concurrency']) }
    case 'provision':
      return { kind, qualifier: text(input['qualifier']), concurrency: number(input['concurrency']) }
    case 'publish': {
      const { description, revision } = input
      return { kind, description: description === undefined ? undefined : text(description), revision: text(revision) }
    }
    case 'point': {
      const { alias, version, weights, revision } = input
      return { kind, alias: text(alias), version: text(version), weights: numbers(weights), revision: text(revision) }
    }
    case 'trigger':
      return { kind, mapping: text(input['mapping']), isOn: isTrue(input['isOn']) }
    default:
      return unreadable(input)
  }
}

/** A change of another shape than it was stored in: never applied as something else. */
function unreadable(input: unknown): never {
  throw new Error(`a step that changes no function: ${Object.keys(Object(input)).join(', ')}`)
}

type Stored = Canonical | undefined

function text(value: Stored): string {
  return typeof value === 'string' ? value : unreadable({ value })
}

function isTrue(value: Stored): boolean {
  return typeof value === 'boolean' ? value : unreadable({ value })
}

function number(value: Stored): number | undefined {
  return value === undefined || typeof value === 'number' ? value : unreadable({ value })
}

function list(value: Stored): readonly string[] {
  return Array.isArray(value) ? value.map(text) : unreadable({ value })
}

function texts(value: Stored): Readonly<Record<string, string>> {
  return Object.fromEntries(entries(value).map(([key, each]) => [key, text(each)]))
}

function numbers(value: Stored): Readonly<Record<string, number>> {
  return Object.fromEntries(entries(value).map(([key, each]) => [key, number(each) ?? unreadable({ each })]))
}

function entries(value: Stored): readonly [string, Stored][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : unreadable({ value })
}
