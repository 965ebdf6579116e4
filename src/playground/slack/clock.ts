import type { System } from '../../core/system.ts'

/** Time as the emulator sees it: tests move it, the playground hands in the real one. */
export type Clock = Pick<System, 'now' | 'sleep'>

/** Slack waits so long for an acknowledgement ("Responding to commands", "Handling user interaction"). */
export const ackDeadlineMs = 3_000

/** Resolves after `ms`, or at once when the signal aborts: for waits that closing the emulator just ends. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || ms <= 0) return
  await clock.sleep(ms, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
