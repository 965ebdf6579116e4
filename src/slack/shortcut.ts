import { z } from 'zod'
import type { Delivery } from '../core/delivery.ts'
import { findPayload } from './message-payload.ts'

/** By which Slack says which of an app's shortcuts was used. */
export const shortcutCallback = 'invoke_with_message'

const id = z.string().min(1).max(255)

const shortcut = z.object({
  callback_id: z.literal(shortcutCallback),
  team: z.object({ id }),
  user: z.object({ id }),
  channel: z.object({ id }),
  trigger_id: id,
  response_url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  message: z.looseObject({ thread_ts: id.optional().catch(undefined) }),
})

/** The shortcut in a message's menu; nothing where it is none of Windlass's. Of the message only the payload is kept. */
export function readShortcut(body: unknown, now: number): Delivery | undefined {
  const { data } = shortcut.safeParse(body)
  if (data === undefined) return undefined
  const payload = findPayload(data.message)
  return {
    id: `${data.team.id}:${data.trigger_id}`,
    surface: 'shortcut',
    team: data.team.id,
    user: data.user.id,
    channel: data.channel.id,
    // A D… here may as well be a conversation of two people, where an open answer would be read by the other.
    isDirect: false,
    thread: data.message.thread_ts,
    responseUrl: data.response_url,
    asks: { kind: 'message', ...(payload === undefined ? {} : { payload }) },
    trigger: data.trigger_id,
    // Somebody's message, which no answer may replace.
    isOnCard: true,
    receivedAt: now,
  }
}
