/** Time and chance, handed in so that tests can move the clock. `src/system.ts` makes the real one. */
export type System = {
  /** Milliseconds since 1970. */
  now(): number
  /** A random id, safe to show: letters and digits only. */
  newId(): string
  /** Resolves once everything else that waits has had its turn. */
  breathe(): Promise<void>
  /** Resolves after `ms`, or rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
