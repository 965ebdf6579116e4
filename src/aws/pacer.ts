import { performance } from 'node:perf_hooks'

/**
 * Long work in small steps. However many do it at once, together they take no more than the budget before the event
 * loop turns, so that an acknowledgement to Slack never waits for an answer of AWS to be read.
 */
export type Pacer = {
  /** Calls `step` until it returns false. A step should take well under a millisecond. */
  readonly run: (step: () => boolean) => Promise<void>
}

const defaultBudgetMs = 1.5

export function createPacer({ budgetMs = defaultBudgetMs, clock = () => performance.now() } = {}): Pacer {
  let workedMs = 0
  const waiting: (() => void)[] = []

  // One at a time per turn: were all resumed in the same turn, each would add a whole step to it.
  function turn(): void {
    workedMs = 0
    waiting.shift()?.()
    if (waiting.length > 0) setImmediate(turn)
  }

  function standAside(): Promise<void> {
    return new Promise((resume) => {
      if (waiting.push(resume) === 1) setImmediate(turn)
    })
  }

  return {
    async run(step) {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- standing aside between steps is the point
        if (workedMs >= budgetMs) await standAside()
        const startedAt = clock()
        const isMore = step()
        workedMs += clock() - startedAt
        if (!isMore) return
      }
    },
  }
}
