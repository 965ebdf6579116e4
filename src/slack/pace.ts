import { LRUCache } from 'lru-cache'
import type { System } from '../core/system.ts'

// "chat.postMessage: about one message a second for each channel", docs.slack.dev/apis/web-api/rate-limits.
const postIntervalMs = 1_000
const channelsRemembered = 1_000

export type Pace = {
  /** Resolves when the channel may have its next message, in the order of asking; rejects where the signal aborts first. */
  turn(channel: string, signal?: AbortSignal): Promise<void>
}

export function createPace(system: System, intervalMs = postIntervalMs): Pace {
  const freeAt = new LRUCache<string, number>({ max: channelsRemembered })
  return {
    async turn(channel, signal) {
      const now = system.now()
      const at = Math.max(now, freeAt.get(channel) ?? 0)
      freeAt.set(channel, at + intervalMs)
      if (at > now) await system.sleep(at - now, signal)
    },
  }
}
