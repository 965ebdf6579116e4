type Timer = { readonly id: number; at: number; readonly everyMs: number | undefined; readonly act: () => void }

const realImmediate = setImmediate
const turn = (): Promise<void> => new Promise((resolve) => void realImmediate(resolve))

/** So many turns without any timer, and nothing can wake the function any more. */
const idleTurns = 50

/**
 * The timers of a function, on a time of its own: as soon as there is nothing left to do but wait, it is asked outside
 * for the wait to the next of them, and then that is the time.
 */
export function createFunctionTimers(askToWait: (ms: number) => void) {
  const timers = createTimers()
  let go: (() => void) | undefined

  async function waitForNext(next: Timer): Promise<void> {
    const waited = new Promise<void>((resolve) => {
      go = resolve
    })
    askToWait(next.at - timers.now())
    await waited
    timers.fire(next)
  }

  return {
    globals: timers.globals,
    now: timers.now,
    waited: () => go?.(),
    /** What the function gives; `undefined` where it waits for what never comes, as Lambda answers null then. */
    async runToEnd(act: () => Promise<unknown>): Promise<unknown> {
      timers.clear()
      const end: { result?: PromiseSettledResult<unknown> } = {}
      void Promise.allSettled([act()]).then(([result]) => {
        end.result = result
      })
      for (let idle = 0; end.result === undefined && idle < idleTurns; idle += 1) {
        await turn()
        const next = timers.next()
        if (end.result !== undefined || next === undefined) continue
        await waitForNext(next)
        idle = 0
      }
      if (end.result?.status === 'rejected') throw end.result.reason
      return end.result?.value
    },
  }
}

function createTimers() {
  const timers = new Map<number, Timer>()
  let time = 0
  let count = 0

  function add(act: () => void, ms: number, isRepeated: boolean): number {
    const delay = Math.max(1, Number.isFinite(ms) ? ms : 1)
    count += 1
    timers.set(count, { id: count, at: time + delay, everyMs: isRepeated ? delay : undefined, act })
    return count
  }

  return {
    globals: {
      setTimeout: (act: () => void, ms = 1) => add(act, ms, false),
      setInterval: (act: () => void, ms = 1) => add(act, ms, true),
      clearTimeout: (id: number) => timers.delete(id),
      clearInterval: (id: number) => timers.delete(id),
    },
    now: () => time,
    clear: () => timers.clear(),
    next: (): Timer | undefined => [...timers.values()].toSorted((left, right) => left.at - right.at)[0],
    fire(timer: Timer): void {
      time = Math.max(time, timer.at)
      if (timer.everyMs === undefined) timers.delete(timer.id)
      else timer.at += timer.everyMs
      timer.act()
    },
  }
}
