import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import type { Surface } from '../core/delivery.ts'
import { instanceStates } from '../core/ec2/instance.ts'
import { nearest } from '../core/suggest.ts'
import { weekdays } from './request.ts'
import type { Worded } from './wording.ts'

/** AWS Lambda, API reference, "FunctionConfiguration". */
export const functionStates = [
  'Active',
  'ActiveNonInvocable',
  'Deactivated',
  'Deactivating',
  'Deleting',
  'Failed',
  'Inactive',
  'Pending',
] as const

// From the shortcut of a message comes a form and nothing that is decided; what is filled in comes from a modal.
const surfaces: readonly Surface[] = ['slash', 'mention', 'direct', 'click', 'modal']

/** What has only a few values, by how a policy reads it. */
const closed = new Map<string, readonly string[]>([
  ['context.weekday', weekdays],
  ['context.surface', surfaces],
  ['resource.state', [...instanceStates, ...functionStates]],
])

type Strange = Worded & { readonly value: string }

/** Texts that are compared with what never has them. The engine knows that they are texts, and no more. */
export function findStrangeValues({ conditions }: Pick<PolicyJson, 'conditions'>): Strange[] {
  const compared = new Map(comparedIn(conditions).map((each) => [`${each.read} ${each.value}`, each]))
  return [...compared.values()].flatMap(({ read, value }) => {
    const values = closed.get(read)
    if (values === undefined || values.includes(value)) return []
    const lower = value.toLowerCase()
    const meant = values.find((each) => lower.startsWith(each)) ?? nearest(lower, values, 1)[0]
    return [
      {
        value,
        problem: `compares ${read} with "${value}", which it never is`,
        help: meant === undefined ? `It is one of ${values.join(', ')}.` : `Did you mean "${meant}"?`,
      },
    ]
  })
}

type Compared = { readonly read: string; readonly value: string }

const comparisons = ['==', '!=', 'contains'] as const

/** Every text beside every attribute that it is compared with, also as one of a set. */
function comparedIn(expression: unknown): Compared[] {
  if (typeof expression !== 'object' || expression === null) return []
  const own = comparisons.flatMap((operator) => {
    const sides = field(expression, operator)
    const [left, right] = [field(sides, 'left'), field(sides, 'right')]
    return [...paired(left, right), ...paired(right, left)]
  })
  return [...own, ...Object.values(expression).flatMap(comparedIn)]
}

function paired(reading: unknown, compared: unknown): Compared[] {
  const access = field(reading, '.')
  const subject = field(field(access, 'left'), 'Var')
  const name = field(access, 'attr')
  if (typeof subject !== 'string' || typeof name !== 'string') return []
  return textsIn(compared).map((value) => ({ read: `${subject}.${name}`, value }))
}

function textsIn(expression: unknown): string[] {
  const value = field(expression, 'Value')
  if (typeof value === 'string') return [value]
  const members = field(expression, 'Set')
  return Array.isArray(members) ? members.flatMap(textsIn) : []
}

/** What stands there in the JSON of a policy. */
export function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
}
