import type { Question } from '../core/decision.ts'
import { fieldsOf, findOtherCase, keyOf, type PayloadField, type PayloadType, spelt, standingOf } from './payload.ts'
import type { PayloadUse } from './payload-uses.ts'
import type { PolicyRule } from './rules.ts'
import type { Worded } from './wording.ts'

const typeWords: Readonly<Record<PayloadType, string>> = {
  Bool: 'true or false',
  String: 'text',
  Long: 'a whole number',
}

/** What keeps the fields of a rule from being declared, given those of every rule. */
export function findPayloadProblem(uses: readonly PayloadUse[], fields: readonly PayloadField[]): Worded | undefined {
  const byKey = new Map(fields.map((field) => [keyOf(field.path), field]))
  for (const { path, type, isTest } of uses) {
    if (path.length === 0 && isTest) continue
    const declared = byKey.get(keyOf(path))
    if (type !== undefined && declared !== undefined && declared.type !== type) return mixed(path, type, declared.type)
    const part = fields.find((other) => isBelow(other.path, path))
    if (part !== undefined && !isTest) return whole(path, part.path)
    if (part === undefined && declared === undefined) return uncompared(path)
  }
  return undefined
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return path.length > above.length && keyOf(path.slice(0, above.length)) === keyOf(above)
}

function mixed(path: readonly string[], one: PayloadType, other: PayloadType): Worded {
  return {
    problem: `compares ${spelt(path)} with ${typeWords[one]}, and elsewhere it is compared with ${typeWords[other]}`,
    help: 'It can be of one kind only, in all policies together.',
  }
}

function whole(path: readonly string[], part: readonly string[]): Worded {
  return {
    problem: `reads ${spelt(path)} as a whole`,
    help: `Compare one of its fields, as is done with ${spelt(part)}.`,
  }
}

function uncompared(path: readonly string[]): Worded {
  const name = spelt(path.length === 0 ? ['dryRun'] : path)
  return {
    problem: `reads ${spelt(path)} and compares it with nothing, so that nobody knows what it has to be`,
    help: `Write ${name} == true, ${name} == "text" or ${name} == 5.`,
  }
}

/** Why a rule that reads the payload could not be evaluated, where the payload is to blame: `the payload needs …`. */
export function findPayloadLack(
  { payloadUses }: PolicyRule,
  { payload }: Question['context'],
  fields: readonly PayloadField[],
): string | undefined {
  if (payloadUses.length === 0) return undefined
  if (payload === undefined) return 'it reads the payload, and there is none yet'
  const strange = fields.find((field) => standingOf(field, payload) === 'strange')
  const other = strange === undefined ? undefined : findOtherCase(strange, payload)
  if (other !== undefined) return `in the payload, ${JSON.stringify(other.written)} must be written ${other.key}`
  if (strange !== undefined) return `in the payload, ${strange.path.join('.')} must be ${typeWords[strange.type]}`
  const tested = payloadUses.filter(({ isTest }) => isTest).map(({ path }) => keyOf(path))
  const needed = fieldsOf(payloadUses).filter(({ path }) => !tested.includes(keyOf(path)))
  const lacking = needed.find((field) => standingOf(field, payload) === 'absent')
  return lacking === undefined
    ? undefined
    : `the payload needs ${lacking.path.join('.')}, and it must be ${typeWords[lacking.type]}`
}
