import { spelledDuration, spelledMemory } from './quantities.ts'
import type { Workload } from './workload.ts'

// Lambda Developer Guide, "Lambda quotas".
const mostMs = 900_000
const mostMb = 10_240

/** Why Lambda cannot do it, whatever it costs: as far as what is known says so. */
export function limitsOf({ durationMs, memoryMb }: Pick<Workload, 'durationMs' | 'memoryMb'>): string[] {
  return [
    ...(durationMs > mostMs
      ? [`a call may last 15 minutes (900 s), and this lasts ${spelledDuration(durationMs)}`]
      : []),
    ...(memoryMb > mostMb ? [`a function has at most 10,240 MB, and this needs ${spelledMemory(memoryMb)}`] : []),
  ]
}

/** What decides as well and cannot be told from the figures. */
export const unasked =
  'a GPU, a kernel or system of your own, more than 10 GB of disk, connections that stay open, or more than 6 MB in one request or answer'

// Of all functions of an account in a Region, unless AWS was asked for more.
export const usualConcurrency = 1000
