import { type Clock, pause } from './clock.ts'

type Hold = { wait(windowMs: number): Promise<void> }

/** Keeps back whatever comes within a window and lets it go in reverse order. */
export function createHold({ clock, signal }: { clock: Clock; signal: AbortSignal }): Hold {
  let waiting: (() => void)[] = []

  async function releaseAfter(windowMs: number): Promise<void> {
    await pause(clock, windowMs, signal)
    const released = waiting.toReversed()
    waiting = []
    for (const release of released) release()
  }
  return {
    wait(windowMs) {
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push(resolve)
      if (waiting.length === 1) void releaseAfter(windowMs)
      return promise
    },
  }
}
