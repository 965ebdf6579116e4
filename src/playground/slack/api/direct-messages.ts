import { z } from 'zod'
import { messageObject } from '../message-object.ts'
import type { Message } from '../messages.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation, Workspace } from '../workspace.ts'
import { flag } from './method.ts'

// "conversations.history" and "conversations.replies", docs.slack.dev: 999 at most, 100 where nothing is said.
const maxMessages = 999
const defaultMessages = 100

const ts = z.string().optional()

/** What both methods that read a conversation are asked with. */
export const rangeArgs = {
  channel: z.string(),
  oldest: ts,
  latest: ts,
  inclusive: flag,
  include_all_metadata: flag,
  limit: z.coerce.number().int().min(1).max(maxMessages).default(defaultMessages),
}

export function getDirect({ findConversation }: Workspace, channel: string): Conversation {
  const conversation = findConversation(channel)
  if (conversation === undefined) throw new SlackError('channel_not_found')
  // Of a channel it would take channels:history, which the app does not ask for.
  if (conversation.with === undefined) throw new SlackError('missing_scope')
  return conversation
}

type Range = { oldest?: string | undefined; latest?: string | undefined; inclusive: boolean }

export function rangeOf({ oldest, latest, inclusive }: Range): (message: Message) => boolean {
  const from = oldest === undefined ? -Infinity : parseTs(oldest, 'invalid_ts_oldest')
  const to = latest === undefined ? Infinity : parseTs(latest, 'invalid_ts_latest')
  return (message) => {
    const at = Number(message.ts)
    return (at > from && at < to) || (inclusive && (at === from || at === to))
  }
}

function parseTs(given: string, error: string): number {
  if (!/^\d+(\.\d{1,6})?$/.test(given)) throw new SlackError(error)
  return Number(given)
}

/** A message as these methods show it. */
export function readMessage(workspace: Workspace, message: Message, isWithMetadata: boolean): Record<string, unknown> {
  return {
    ...messageObject(workspace, message),
    ...(isWithMetadata && message.metadata !== undefined && { metadata: message.metadata }),
  }
}
