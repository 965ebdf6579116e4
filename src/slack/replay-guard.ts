import type { ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { System } from '../core/system.ts'

// A signature is good for five minutes after its time stamp and one before (signed-request.ts).
const rememberedMs = 6 * 60_000
// "30,000 deliveries an hour", docs.slack.dev/apis/events-api; ten times what fits into six minutes of it.
const signaturesRemembered = 30_000

export type ReplayGuard = {
  /** False for a signature that was here before. One whose request failed counts as not having been here. */
  admit(signature: string, response: ServerResponse): boolean
}

/** T11: whoever recorded a request of Slack's cannot have it done again. */
export function createReplayGuard(system: System): ReplayGuard {
  const seen = new LRUCache<string, true>({
    max: signaturesRemembered,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: () => system.now() },
  })
  return {
    admit(signature, response) {
      if (seen.has(signature)) return false
      seen.set(signature, true)
      response.once('close', () => {
        if (!response.writableFinished || response.statusCode >= 500) seen.delete(signature)
      })
      return true
    },
  }
}
