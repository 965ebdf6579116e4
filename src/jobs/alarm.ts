import type { System } from '../core/system.ts'

export type Alarm = {
  /** From here on, a ring ends the next wait. */
  set(): void
  ring(): void
  /** Returns at once where it has rung since it was set. */
  wait(ms: number): Promise<void>
}

export function createAlarm(system: System): Alarm {
  let rung = new AbortController()
  return {
    set() {
      rung = new AbortController()
    },
    ring: () => rung.abort(),
    async wait(ms) {
      if (!rung.signal.aborted) await system.sleep(ms, rung.signal).catch(() => undefined)
    },
  }
}
