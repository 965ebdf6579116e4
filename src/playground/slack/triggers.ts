import type { Clock } from './clock.ts'
import { newSecret } from './ids.ts'
import { SlackError } from './slack-error.ts'

export type Triggers = {
  newTrigger(user: string): string
  /** For whom it opens a view, once and soon. Throws SlackError. */
  exchange(id: string): string
}

// "Handling user interaction", docs.slack.dev: a trigger expires after three seconds.
const lifeMs = 3_000

/** What each command, click and submission brings along, so that a view can open as its answer. */
export function createTriggers(clock: Clock): Triggers {
  const triggers = new Map<string, { user: string; expiresAt: number; isExchanged: boolean }>()
  return {
    newTrigger(user) {
      const now = clock.now()
      const id = `${now}.${newSecret()}`
      triggers.set(id, { user, expiresAt: now + lifeMs, isExchanged: false })
      return id
    },
    exchange(id) {
      const trigger = triggers.get(id)
      if (trigger === undefined) throw new SlackError('invalid_trigger_id')
      if (trigger.isExchanged) throw new SlackError('exchanged_trigger_id')
      if (clock.now() >= trigger.expiresAt) throw new SlackError('expired_trigger_id')
      trigger.isExchanged = true
      return trigger.user
    },
  }
}
