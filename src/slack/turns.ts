import pLimit from 'p-limit'
import type { System } from '../core/system.ts'
import { inTime } from './time-limit.ts'

// A thousand lists at once take as long either way. Begun all together none is there before the last, Regions are given
// up that had answered, and acknowledgements come late. 16 are enough to wait for AWS side by side.
const atOnce = 16
// What takes longer waits for somebody else: a Region that does not answer holds up nobody who asks something else.
const holdsMs = 1_000

/** Begins work at once while little is under way, else in the order of asking. Gives what the work gives. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

export function createTurns(system: System): Turns {
  const limit = pLimit(atOnce)
  return (work) =>
    new Promise((resolve) => {
      void limit(() => {
        const working = Promise.try(work)
        resolve(working)
        const over = working.then(
          () => {},
          () => {},
        )
        return inTime(over, holdsMs, system)
      })
    })
}
