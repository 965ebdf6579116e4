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
    if (now !== undefined && canonicalJson(now) === canonicalJson(step)) return []
    return [difference(target, { step, now, fresh })]
  })
}

type Compared = { readonly step: Step; readonly now: Step | undefined; readonly fresh: Plan }

function difference(target: Target, { step, now, fresh }: Compared): string {
  const skipped = fresh.skipped.find((other) => other.target.id === target.id)
  if (skipped !== undefined) return `${target.name} is ${skipped.reason}.`
  if (now === undefined) return `${target.name} is not there any more.`
  const changed = Object.keys({ ...step.precondition, ...now.precondition }).filter(
    (key) => canonicalJson(step.precondition[key] ?? null) !== canonicalJson(now.precondition[key] ?? null),
  )
  const parts = changed.map((key) => `${key} was ${said(step, key)} and is ${said(now, key)}`)
  return `${target.name}: ${parts.length === 0 ? 'another call would be made' : parts.join(', ')}.`
}

function said({ precondition }: Step, key: string): string {
  const value = precondition[key]
  return value === undefined || value === null ? 'not set' : typeof value === 'string' ? value : canonicalJson(value)
}
