import type { System } from '../core/system.ts'

/** Rejects with `late` where the work has not come to an end in time. The work itself goes on. */
export async function within<T>(
  limit: { readonly ms: number; readonly late: () => Error },
  system: System,
  work: Promise<T>,
): Promise<T> {
  const over = new AbortController()
  const late = system.sleep(limit.ms, over.signal).then((): never => {
    throw limit.late()
  })
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort()
  }
}

/** Resolves when the work has come to an end, and after `ms` in any case. */
export async function inTime(work: Promise<unknown>, ms: number, system: System): Promise<void> {
  const over = new AbortController()
  const late = system.sleep(ms, over.signal).catch(() => {})
  await Promise.race([work, late]).finally(() => over.abort())
}
