import type { Change } from '../core/change.ts'
import type { PlannedStep } from '../core/command.ts'

/** The steps at these places of the plan, each with its target and since when AWS has been at it. */
export function stepsAt({ plan, progress }: Change, indexes: readonly number[]): PlannedStep[] {
  return indexes.flatMap((index) => {
    const step = plan.steps[index]
    const target = plan.targets[index]
    const known = progress[index]
    if (step === undefined || target === undefined) return []
    return [{ step, target, acceptedAt: known?.kind === 'accepted' ? known.at : undefined }]
  })
}
