import { z } from 'zod'
import type { Delivery } from '../core/delivery.ts'
import { scrub } from '../core/scrub.ts'
import { findPayload } from './message-payload.ts'
import { textOf } from './message-text.ts'

/** By which Slack says which of an app's shortcuts was used. */
export const shortcutCallback = 'invoke_with_message'
export const explainCallback = 'explain_message'

const id = z.string().min(1).max(255)

const shortcut = z.object({
  callback_id: z.enum([shortcutCallback, explainCallback]),
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
type Shortcut = z.infer<typeof shortcut>

/** A shortcut in a message's menu; nothing where it is none of Windlass's. Of the message only what is asked about is kept. */
export function readShortcut(body: unknown, now: number): Delivery | undefined {
  const { data } = shortcut.safeParse(body)
  if (data === undefined) return undefined
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
    asks: data.callback_id === explainCallback ? askToExplain(data) : askToInvoke(data),
    trigger: data.trigger_id,
    // Somebody's message, which no answer may replace.
    isOnCard: true,
    receivedAt: now,
  }
}

function askToInvoke({ message }: Shortcut): Delivery['asks'] {
  const payload = findPayload(message)
  return { kind: 'message', ...(payload === undefined ? {} : { payload }) }
}

/** What follows `windlass explain` is one text, whatever words stand in it (spine/question.ts). */
function askToExplain({ message }: Shortcut): Delivery['asks'] {
  return { kind: 'words', words: `windlass explain ${scrub(textOf(message))}`.trim() }
}
