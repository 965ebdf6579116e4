import type { Change } from '../core/change.ts'
import { UserError } from '../core/errors.ts'
import { type Plan, planHash, type Target } from '../core/plan.ts'
import { planDifferences } from '../core/plan-difference.ts'
import { plain, type Text } from '../core/text.ts'
import { findOverShare, notCounted } from './limits.ts'
import { planAgain, readersFor } from './plan.ts'
import type { SpinePorts } from './ports.ts'

/** The targets that are left, as they were seen at that time. */
export type Fresh = { readonly at: number; readonly targets: readonly Target[] }

// Tried again after 1, 4, 15 and 60 s: what does not answer for that long is not waited for.
const mostReads = 5

/**
 * Whether the things themselves are still as they were when it was confirmed, and whether there is still room for it
 * within the caps: what others have taken meanwhile counts. Gives why not in words.
 */
export async function lookAnew(change: Change, attempts: number, ports: SpinePorts): Promise<Fresh | string> {
  const { plan, progress, team, user } = change
  const at = ports.system.now()
  const left = [...progress.keys()].filter((index) => progress[index]?.kind === 'waiting')
  const targets = left.flatMap((index) => plan.targets[index] ?? [])
  try {
    const readers = readersFor({ team, user }, ports)
    const fresh = await planAgain({ change, targets, readers }, ports)
    const differences = differencesOf(change, left, fresh)
    if (differences.length > 0) return `This is not what was confirmed any more: ${differences.join(' ')}`
    refuseUncounted(notCounted(fresh))
    const over = findOverShare(fresh, ports.product)
    return over === undefined ? { at, targets: fresh.targets } : plain(over)
  } catch (error) {
    // What AWS or the network says may pass; a fault of ours is for the job to give up on.
    if (!(error instanceof UserError) || attempts < mostReads) throw error
    return `It could not be looked at once more before it was done. ${error.message}`
  }
}

function differencesOf({ plan, hash }: Change, left: readonly number[], fresh: Plan): string[] {
  const differences = planDifferences(plan, left, fresh)
  const isWhole = left.length === plan.steps.length
  return differences.length === 0 && isWhole && planHash(fresh) !== hash ? ['It is another plan.'] : differences
}

function refuseUncounted(sentence: Text | undefined): void {
  if (sentence !== undefined) throw new UserError('Uncounted', plain(sentence))
}
