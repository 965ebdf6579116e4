import type { Conversation } from '../core/asking/conversation.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Store } from '../core/store.ts'

// Direct messages have no end of a conversation: later, somebody speaks of something else.
const directMs = 30 * 60_000

/** Where a conversation is held, and the topic that it was about before this delivery. */
export type Talk = { readonly id: string; readonly before: string | undefined }

/** Nothing where there is none to go on with: a command stands alone. */
export async function findTalk(delivery: Delivery, store: Pick<Store, 'findConversation'>): Promise<Talk | undefined> {
  const id = talkOf(delivery)
  if (id === undefined) return undefined
  const found = await store.findConversation(id)
  return { id, before: found === undefined ? undefined : beforeIn(found, delivery) }
}

function talkOf(delivery: Delivery): string | undefined {
  const { team, channel, thread, isDirect, surface } = delivery
  if (thread !== undefined) return `${team}:${channel}:${thread}`
  if (isDirect) return `${team}:${channel}`
  // Its answers begin the thread of this very message, whose timestamp ends the id (slack/receive.ts).
  return surface === 'mention' ? delivery.id : undefined
}

function beforeIn({ topic, before, at, ...found }: Conversation, delivery: Delivery): string | undefined {
  // Run once more after a crash: what it made of the conversation is not what it goes on from.
  if (found.delivery === delivery.id) return before
  const isOver = delivery.isDirect && delivery.thread === undefined && delivery.receivedAt - at > directMs
  return isOver ? undefined : topic
}

/** What it is about once this was answered. */
export function goesOnWith(
  { topic }: { readonly topic: string | undefined },
  { id, before }: Talk,
  { delivery, at }: { readonly delivery: Delivery; readonly at: number },
): Conversation | undefined {
  return topic === undefined ? undefined : { id, topic, before, delivery: delivery.id, at }
}
