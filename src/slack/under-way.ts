import type { Log } from '../core/log.ts'

/** Work that nobody waits for but a stop of the program. */
export type UnderWay = {
  add(work: Promise<unknown>): void
  /** Resolves when there is none, also of what was added meanwhile. */
  settled(): Promise<void>
}

export function createUnderWay(log: Log): UnderWay {
  const works = new Set<Promise<unknown>>()
  return {
    add(work) {
      const watched = work
        .catch((error: unknown) => log.error({ error }, 'a delivery was left'))
        .finally(() => works.delete(watched))
      works.add(watched)
    },
    async settled() {
      while (works.size > 0) await Promise.all(works)
    },
  }
}
