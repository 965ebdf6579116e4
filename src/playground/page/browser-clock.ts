/** Time as the page needs it, handed in like the program's own `System`, which is not for browsers. */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Calls `then` once after `ms`; the answer calls it off. */
  readonly after: (ms: number, then: () => void) => () => void
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}
