import { useSyncExternalStore } from 'react'
import type { WireEntry } from '../slack/page-contract.ts'

/**
 * What went over the wire, kept apart from the workspace: one command is dozens of entries, and not each of them should
 * draw every message again.
 */
export type WireStore = {
  readonly add: (entry: WireEntry) => void
  readonly reset: (entries: readonly WireEntry[]) => void
  readonly entries: () => readonly WireEntry[]
  readonly subscribe: (listener: () => void) => () => void
}

// The inspector is for looking at what just happened; a thousand entries make the browser slow and help nobody.
const entriesKept = 400

export function createWireStore(): WireStore {
  const listeners = new Set<() => void>()
  let entries: readonly WireEntry[] = []
  const write = (written: readonly WireEntry[]) => {
    entries = written.slice(-entriesKept)
    for (const listener of listeners) listener()
  }
  return {
    add: (entry) => write([...entries.filter(({ id }) => id !== entry.id), entry]),
    reset: write,
    entries: () => entries,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useWire({ subscribe, entries }: WireStore): readonly WireEntry[] {
  return useSyncExternalStore(subscribe, entries)
}
