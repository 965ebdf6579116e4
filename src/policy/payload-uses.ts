import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import { type PayloadType, typeOf } from './payload.ts'
import { field } from './values.ts'

/** One mention of something in `context.payload`; the empty path is the payload itself. */
export type PayloadUse = {
  readonly path: readonly string[]
  /** Of the literal that it is compared with, where it is. */
  readonly type: PayloadType | undefined
  /** `context.payload has …`: it asks whether it is there, and fails nowhere. */
  readonly isTest: boolean
}

/** Every mention of the payload in a policy. */
export function payloadUsesIn({ conditions }: Pick<PolicyJson, 'conditions'>): PayloadUse[] {
  return usesIn(conditions)
}

const comparisons = ['==', '!=', '<', '<=', '>', '>='] as const

function usesIn(expression: unknown): PayloadUse[] {
  if (typeof expression !== 'object' || expression === null) return []
  const own = comparedIn(expression) ?? testedIn(expression)
  if (own !== undefined) return own
  const path = pathOf(expression)
  return path === undefined ? Object.values(expression).flatMap(usesIn) : [{ path, type: undefined, isTest: false }]
}

/** `context.payload.mode == "dry"`, either way round; `like`; `["a", "b"].contains(context.payload.mode)`. */
function comparedIn(expression: object): PayloadUse[] | undefined {
  const sides = comparisons.map((operator) => field(expression, operator)).find((found) => found !== undefined)
  const [left, right] = [field(sides, 'left'), field(sides, 'right')]
  if (sides !== undefined) return [...sideUses(left, literalType(right)), ...sideUses(right, literalType(left))]
  const contains = field(expression, 'contains')
  const members = field(field(contains, 'left'), 'Set')
  if (Array.isArray(members)) return sideUses(field(contains, 'right'), literalType(members[0]))
  const path = pathOf(field(field(expression, 'like'), 'left'))
  return path === undefined ? undefined : [{ path, type: 'String', isTest: false }]
}

function sideUses(side: unknown, type: PayloadType | undefined): PayloadUse[] {
  const path = pathOf(side)
  return path === undefined ? usesIn(side) : [{ path, type, isTest: false }]
}

function literalType(expression: unknown): PayloadType | undefined {
  return typeOf(field(expression, 'Value'))
}

/** `context.payload has order`, `context.payload has order.id`, `context has payload.order`. */
function testedIn(expression: object): PayloadUse[] | undefined {
  const test = field(expression, 'has')
  const left = field(test, 'left')
  const names = [field(test, 'attr')].flat().filter((name) => typeof name === 'string')
  const base = pathOf(left)
  if (base !== undefined) return tests([...base, ...names])
  const [first, ...rest] = names
  return field(left, 'Var') === 'context' && first === 'payload' ? tests(rest) : undefined
}

/** Whoever asks for a part asks for the whole as well. */
function tests(path: readonly string[]): PayloadUse[] {
  return [...path, ''].map((_, length) => ({ path: path.slice(0, length), type: undefined, isTest: true }))
}

function pathOf(expression: unknown): string[] | undefined {
  const access = field(expression, '.')
  const [left, name] = [field(access, 'left'), field(access, 'attr')]
  if (typeof name !== 'string') return undefined
  if (field(left, 'Var') === 'context') return name === 'payload' ? [] : undefined
  const base = pathOf(left)
  return base === undefined ? undefined : [...base, name]
}
