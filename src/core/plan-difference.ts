import { canonicalJson } from './canonical-json.ts'
import type { Plan, Step, Target } from './plan.ts'

/**
 * What is not any more as it was when it was confirmed, a sentence each; none where the steps that are left are the same.
 * `fresh` was planned from the ids of the targets of these steps.
 */
export function planDifferences(planned: Plan, left: readonly number[], fresh: Plan): string[] {
  return left.flatMap((index) => {
    const step = planned.steps[index]
    const target = planned.targets[index]
    if (step === undefined || target === undefined) return []
    const now = fresh.steps.find((other) => other.target === target.id)
    const standing = standings(target, fresh)
    if (now !== undefined && canonicalJson(now) === canonicalJson(step) && standing.length === 0) return []
    return [difference(target, { step, now, fresh, standing })]
  })
}

type Compared = {
  readonly step: Step
  readonly now: Step | undefined
  readonly fresh: Plan
  readonly standing: readonly string[]
}

/** Where it belongs decides who may change it, when, and what has to be typed. */
function standings({ id, environment, isProduction }: Target, { targets }: Plan): string[] {
  const now = targets.find((target) => target.id === id)
  if (now === undefined) return []
  const moved = `environment was ${environment ?? 'not set'} and is ${now.environment ?? 'not set'}`
  return [
    ...(now.environment === environment ? [] : [moved]),
    ...(now.isProduction === isProduction ? [] : [now.isProduction ? 'it is production now' : 'it was production']),
  ]
}

// A revision says only that something changed: to a person it is noise.
function difference(target: Target, { step, now, fresh, standing }: Compared): string {
  const skipped = fresh.skipped.find((other) => other.target.id === target.id)
  if (skipped !== undefined) return `${target.name} is ${skipped.reason}.`
  if (now === undefined) return `${target.name} is not there any more.`
  const changed = Object.keys({ ...step.precondition, ...now.precondition }).filter(
    (key) => canonicalJson(step.precondition[key] ?? null) !== canonicalJson(now.precondition[key] ?? null),
  )
  const shown = changed.filter((key) => key !== 'revision')
  const parts = [...shown.map((key) => `${key} was ${said(step, key)} and is ${said(now, key)}`), ...standing]
  if (parts.length === 0 && changed.length > 0)
    return `${target.name} was changed by somebody else after this card was made. Look again, and ask anew.`
  return `${target.name}: ${parts.length === 0 ? 'another call would be made' : parts.join(', ')}.`
}

function said({ precondition }: Step, key: string): string {
  const value = precondition[key]
  return value === undefined || value === null ? 'not set' : typeof value === 'string' ? value : canonicalJson(value)
}
