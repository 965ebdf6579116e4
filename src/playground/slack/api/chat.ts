import { z } from 'zod'
import { composeContent } from '../app-message.ts'
import { messageObject } from '../message-object.ts'
import type { Message } from '../messages.ts'
import { keepMetadata } from '../metadata.ts'
import { SlackError } from '../slack-error.ts'
import { streamLivesMs } from '../streams.ts'
import type { Workspace } from '../workspace.ts'
import { clearStatus } from './assistant-threads-set-status.ts'
import { type ApiMethod, getWritable, parseArgs } from './method.ts'

const channel = z.string().optional()
const content = { text: z.string().optional(), blocks: z.unknown().optional() }
const metadata = z.unknown().optional()
const postArgs = z.object({ channel, thread_ts: z.string().optional(), metadata, ...content })
const ephemeralArgs = z.object({ channel, user: z.string(), thread_ts: z.string().optional(), ...content })
const updateArgs = z.object({ channel, ts: z.string(), metadata, ...content })
const placeArgs = z.object({ channel, ts: z.string() })
const permalinkArgs = z.object({ channel: z.string(), message_ts: z.string() })

// chat.update refuses where chat.postMessage cuts: 4,000 bytes of text (docs.slack.dev, errors of chat.update).
const updateBytes = 4_000

export const chatPostMessage: ApiMethod = {
  token: 'bot',
  run(args, { workspace, feed }) {
    const given = parseArgs(postArgs, args)
    const { id } = getWritable(workspace, given.channel)
    checkThread(workspace, id, given.thread_ts)
    const composed = composeContent(given)
    const author = { user: workspace.app.user, isFromApp: true }
    const message = workspace.post({
      ...composed,
      ...author,
      channel: id,
      threadTs: given.thread_ts,
      metadata: keepMetadata(given.metadata),
    })
    if (given.thread_ts !== undefined) clearStatus(feed, id, given.thread_ts)
    return { channel: id, ts: message.ts, message: messageObject(workspace, message) }
  },
}

export const chatPostEphemeral: ApiMethod = {
  token: 'bot',
  run(args, { workspace, feed }) {
    const given = parseArgs(ephemeralArgs, args)
    const { id, members } = getWritable(workspace, given.channel)
    if (workspace.findUser(given.user) === undefined) throw new SlackError('user_not_found')
    if (!members.has(given.user)) throw new SlackError('user_not_in_channel')
    const composed = composeContent(given)
    const { ts } = workspace.post({
      ...composed,
      notifies: [],
      user: workspace.app.user,
      isFromApp: true,
      channel: id,
      threadTs: given.thread_ts,
      visibleTo: given.user,
    })
    if (given.thread_ts !== undefined) clearStatus(feed, id, given.thread_ts)
    return { message_ts: ts }
  },
}

export const chatUpdate: ApiMethod = {
  token: 'bot',
  run(args, { workspace, clock }) {
    const given = parseArgs(updateArgs, args)
    const message = getOwnMessage(workspace, given)
    if (message.stream?.state === 'streaming' && clock.now() - message.stream.startedAt <= streamLivesMs)
      throw new SlackError('streaming_state_conflict')
    if (Buffer.byteLength(given.text ?? '') > updateBytes) throw new SlackError('msg_too_long')
    // A new text without blocks takes the old blocks away; metadata stays unless it is mentioned.
    const changed = workspace.change(message, {
      ...composeContent(given),
      metadata: keepMetadata(given.metadata, message.metadata),
      isEdited: true,
      stream: undefined,
    })
    return {
      channel: message.channel,
      ts: message.ts,
      text: changed.text,
      message: messageObject(workspace, changed),
    }
  },
}

export const chatDelete: ApiMethod = {
  token: 'bot',
  run(args, { workspace }) {
    const message = getOwnMessage(workspace, parseArgs(placeArgs, args))
    workspace.remove(message)
    return { channel: message.channel, ts: message.ts }
  },
}

/** Where this page shows its conversation. */
export const chatGetPermalink: ApiMethod = {
  token: 'bot',
  run(args, { workspace, urlTo }) {
    const { channel: id, message_ts: ts } = parseArgs(permalinkArgs, args)
    const conversation = workspace.findConversation(id)
    if (conversation === undefined) throw new SlackError('channel_not_found')
    if (workspace.findMessage(id, ts) === undefined) throw new SlackError('message_not_found')
    return { channel: id, permalink: urlTo(`/#${conversation.with ?? ''}/${id}`) }
  },
}

/** An ephemeral message was never stored as far as this method goes. */
function getOwnMessage(
  workspace: Workspace,
  { channel: id, ts }: { channel?: string | undefined; ts: string },
): Message {
  // Unlike chat.postMessage, a person's id is no channel here ("ensure that this value is a DM ID", docs.slack.dev).
  if (id === undefined || workspace.findUser(id) !== undefined) throw new SlackError('channel_not_found')
  const message = workspace.findMessage(getWritable(workspace, id).id, ts)
  if (message === undefined || message.visibleTo !== undefined) throw new SlackError('message_not_found')
  if (!message.isFromApp) throw new SlackError('cant_update_message')
  return message
}

export function checkThread(workspace: Workspace, id: string, threadTs: string | undefined): void {
  if (threadTs === undefined) return
  const parent = workspace.findMessage(id, threadTs)
  if (parent === undefined || parent.visibleTo !== undefined) throw new SlackError('cannot_reply_to_message')
}
