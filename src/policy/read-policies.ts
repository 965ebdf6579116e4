import { type DetailedError, type ValidationError, validate } from '@cedar-policy/cedar-wasm/nodejs'
import { isUserGroup } from '../core/groups.ts'
import type { Registry } from '../core/registry.ts'
import { findAnnotationProblem, findStrangeAnnotations } from './annotations.ts'
import { builtIn } from './built-in.ts'
import { entitiesIn, findNameProblem, type Known, namedIn } from './names.ts'
import { fieldsOf, keyOf, type PayloadField } from './payload.ts'
import { findPayloadProblem } from './payload-problems.ts'
import { type PolicyRule, toRule } from './rules.ts'
import { actionGroupNames, actionName, schemaOf } from './schema.ts'
import { type Piece, type Source, splitPolicies, spotOf, toOffset } from './source.ts'
import { findStrangeValues } from './values.ts'
import { type Worded, wordError } from './wording.ts'

/** One thing that is wrong with a policy, or (as a warning) looks it. */
export type PolicyProblem = Worded & { readonly setting: string }

export type Policies =
  | {
      readonly ok: true
      readonly rules: readonly PolicyRule[]
      readonly warnings: readonly PolicyProblem[]
      /** User groups of Slack that policies name: who is in them must be known. */
      readonly userGroups: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] }

type Context = Known & { readonly registry: Registry }

/** The administrator's files to rules, or every problem at once; without files the built-in policy. Pure. */
export function readPolicies(sources: readonly Source[] | undefined, context: Context): Policies {
  const pieces = (sources ?? [builtIn]).flatMap(splitPolicies)
  if (pieces.length === 0) return { ok: false, problems: [nothingIn(sources ?? [])] }
  const rules: PolicyRule[] = []
  const problems: PolicyProblem[] = []
  for (const [index, piece] of pieces.entries()) {
    const rule = toRule(piece, index)
    if ('key' in rule) rules.push(rule)
    else problems.push(...rule.slice(0, 1).map((error) => unparsed(piece, error)))
  }
  // The built-in policy is the same at every start, and right by its test: looking again would take 60 ms.
  const { errors, warnings } = sources === undefined ? nothingWrong : looked(rules, context.registry)
  problems.push(...errors, ...sameNames(rules))
  if (sources !== undefined) problems.push(...rules.flatMap((rule) => wrongNames(rule, context)))
  if (problems.length > 0) return { ok: false, problems }
  const named = rules.flatMap(({ json }) => namedIn(json)).filter(({ type, id }) => type === 'Group' && isUserGroup(id))
  return { ok: true, rules, warnings, userGroups: [...new Set(named.map(({ id }) => id))] }
}

const nothingWrong = { errors: [], warnings: [] }

function nothingIn(sources: readonly Source[]): PolicyProblem {
  const problem = sources.length === 0 ? 'names a folder without a .cedar file' : 'has files without a policy in them'
  const help = 'Nothing would be allowed to anybody. Remove the setting to have the built-in policy.'
  return { setting: 'policies', problem, help }
}

function at(piece: Piece, error: DetailedError, actions: readonly string[] = []): PolicyProblem {
  const [label] = error.sourceLocations ?? []
  return { setting: spotOf(piece, toOffset(piece.text, label?.start ?? 0)), ...wordError(error, actions) }
}

function unparsed(piece: Piece, error: DetailedError): PolicyProblem {
  const runsOn = /\b(?:permit|forbid)\s*\([^]*[)}]\s*(?:@|permit\b|forbid\b)/.test(piece.text)
  return { ...at(piece, error), ...(runsOn ? { help: 'Does the policy before it end with a semicolon?' } : {}) }
}

function looked(rules: readonly PolicyRule[], registry: Registry) {
  const fields = fieldsOf(rules.flatMap(({ payloadUses }) => payloadUses))
  const own = rules.flatMap((rule) => {
    const worded = findAnnotationProblem(rule) ?? findPayloadProblem(rule.payloadUses, fields)
    return worded === undefined ? [] : [{ setting: spotOf(rule.piece, 0), ...worded }]
  })
  // What the engine says of a payload that cannot be declared only repeats it.
  if (own.length > 0) return { errors: own, warnings: [] }
  // What a rule tests for may be absent to it; to the others it has to be there, and they fail where it is not.
  const alike = Map.groupBy(rules, ({ payloadUses }) => {
    const tested = payloadUses.filter(({ isTest }) => isTest).map(({ path }) => keyOf(path))
    return JSON.stringify([...new Set(tested)].toSorted())
  })
  const found = [...alike.values()].map((some) => validated(some, registry, fields))
  const strange = rules.flatMap((rule) =>
    findStrangeAnnotations(rule).map((worded) => ({ setting: spotOf(rule.piece, 0), ...worded })),
  )
  return {
    errors: found.flatMap(({ errors }) => errors),
    warnings: [...found.flatMap(({ warnings }) => warnings), ...strange],
  }
}

function validated(rules: readonly PolicyRule[], registry: Registry, fields: readonly PayloadField[]) {
  const tests = rules.flatMap(({ payloadUses }) => payloadUses).filter(({ isTest }) => isTest)
  const optional = new Set(tests.map(({ path }) => keyOf(path)))
  const staticPolicies = Object.fromEntries(rules.map(({ key, piece }) => [key, piece.text]))
  const answer = validate({ schema: schemaOf(registry.commands, { fields, optional }), policies: { staticPolicies } })
  if (answer.type === 'failure') throw new Error(`the schema is not valid: ${answer.errors[0]?.message}`)
  const pieces = new Map(rules.map(({ key, piece }) => [key, piece]))
  const actions = [...actionGroupNames, ...registry.commands.map(actionName)]
  const problemsOf = ({ policyId, error }: ValidationError): PolicyProblem[] => {
    const piece = pieces.get(policyId)
    return piece === undefined ? [] : [at(piece, error, actions)]
  }
  // Of several things at one place the gravest: the others go with it.
  const sorted = answer.validationErrors.toSorted((a, b) => gravity(a) - gravity(b)).flatMap(problemsOf)
  const errors = Object.values(Object.groupBy(sorted, ({ setting }) => setting)).flatMap(
    (same) => same?.slice(0, 1) ?? [],
  )
  const never = new Set(answer.validationWarnings.map(({ policyId }) => policyId))
  const warnings = [...rules.filter(({ key }) => never.has(key)).map(neverMatches), ...rules.flatMap(neverCompared)]
  return { errors, warnings }
}

function gravity({ error: { help, message } }: ValidationError): number {
  if (help?.startsWith('try testing') === true) return 0
  return /entity type `(?:Windlass|Place)`/.test(message) ? 2 : 1
}

function neverMatches({ piece, json: { action } }: PolicyRule): PolicyProblem {
  const group = action.op === '==' ? entitiesIn(action).find(({ id }) => actionGroupNames.includes(id)) : undefined
  const help =
    group === undefined
      ? 'What it asks for never comes together, so it neither permits nor forbids anything.'
      : `Write action in Action::"${group.id}": it is a group of commands.`
  return { setting: spotOf(piece, 0), problem: 'can never match', help }
}

function neverCompared({ piece, json }: PolicyRule): PolicyProblem[] {
  return findStrangeValues(json).map(({ value, ...worded }) => {
    const offset = piece.text.indexOf(JSON.stringify(value))
    return { setting: spotOf(piece, Math.max(offset, 0)), ...worded }
  })
}

function sameNames(rules: readonly PolicyRule[]): PolicyProblem[] {
  return rules.flatMap(({ name, piece, json }, index) => {
    const earlier = rules.slice(0, index).find((other) => other.name === name && json.annotations?.['id'] === name)
    if (earlier === undefined && name !== 'no-rule') return []
    const whose = earlier === undefined ? 'means that nothing permits' : `is the name of ${earlier.where} too`
    return [{ setting: spotOf(piece, 0), problem: `has the @id "${name}", which ${whose}`, help: 'Give it another.' }]
  })
}

function wrongNames({ piece, json }: PolicyRule, known: Known): PolicyProblem[] {
  return namedIn(json).flatMap((named) => {
    const wrong = findNameProblem(named, known)
    const offset = piece.text.indexOf(`${named.type}::${JSON.stringify(named.id)}`)
    return wrong === undefined ? [] : [{ setting: spotOf(piece, Math.max(offset, 0)), ...wrong }]
  })
}
