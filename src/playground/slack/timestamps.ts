import type { Clock } from './clock.ts'

/** Message timestamps are ids: seconds, a dot, six digits, and never twice the same in a workspace. */
export function createTimestamps(clock: Clock): () => string {
  let lastMicros = 0
  return () => {
    lastMicros = Math.max(clock.now() * 1_000, lastMicros + 1)
    return printTimestamp(lastMicros)
  }
}

export function timestampAt(ms: number): string {
  return printTimestamp(ms * 1_000)
}

function printTimestamp(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`
}
