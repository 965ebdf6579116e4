import { type Change, isFinal, type Progress } from './change.ts'
import type { Target } from './plan.ts'

/** A target that a confirmed change takes away, or took away lately. `isAhead`: it may still be up, and will not be for long. */
export type Taken = { readonly target: Target; readonly isAhead: boolean }

type Asking = Pick<Change, 'id' | 'decidedAt'>

/**
 * What counts beside the change that asks, by what it and the others have done so far. Of two that wait, the one that
 * was confirmed first has the right of way: each counts those before it, so that no two count on the same room.
 */
export function takenBy(changes: readonly Change[], asking: Asking | undefined): Taken[] {
  return changes.flatMap((change) =>
    change.plan.targets.flatMap((target, index) => {
      const isAhead = findAhead(change, change.progress[index], asking)
      return isAhead === undefined ? [] : [{ target, isAhead }]
    }),
  )
}

/** Nothing where it takes nothing away. */
function findAhead(change: Change, progress: Progress | undefined, asking: Asking | undefined): boolean | undefined {
  switch (progress?.kind) {
    case undefined:
    case 'refused':
    case 'not-tried':
      return undefined
    case 'waiting':
      return !isFinal(change) && isBefore(change, asking) ? true : undefined
    case 'begun':
    case 'accepted':
      return !isFinal(change)
    case 'there':
    case 'unknown':
    case 'astray':
    case 'late':
      return false
  }
}

/** What only asks, and is not confirmed, comes after all that is. */
function isBefore(change: Change, asking: Asking | undefined): boolean {
  if (asking?.decidedAt === undefined || change.decidedAt === undefined) return true
  if (change.id === asking.id) return false
  return change.decidedAt === asking.decidedAt ? change.id < asking.id : change.decidedAt < asking.decidedAt
}
