import type { Message } from './messages.ts'
import type { FaultState, PagePrompt, WireEntry } from './page-contract.ts'
import type { OpenView } from './views.ts'

/** Whatever the page, the Events API or a waiting test may want to hear of. */
export type Happening =
  | { type: 'posted' | 'changed' | 'deleted'; message: Message; before?: Message }
  | { type: 'wire'; entry: WireEntry }
  | { type: 'faults'; faults: FaultState }
  | { type: 'connection'; isBotConnected: boolean }
  | { type: 'modal'; open: OpenView }
  | { type: 'modal-closed'; user: string; viewId: string }
  | { type: 'home-opened'; user: string; channel: string }
  | { type: 'session-stopped'; user: string; channel: string; threadTs: string; ts: string }
  | { type: 'prompts'; channel: string; prompts: PagePrompt[] }
  | { type: 'status'; channel: string; threadTs: string; text: string }

export type Feed = {
  publish(happening: Happening): void
  /** Returns what ends the subscription. */
  subscribe(listener: (happening: Happening) => void): () => void
}

export function createFeed(): Feed {
  const listeners = new Set<(happening: Happening) => void>()
  return {
    publish(happening) {
      for (const listener of listeners) listener(happening)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
