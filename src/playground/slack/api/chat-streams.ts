import { z } from 'zod'
import { composeContent } from '../app-message.ts'
import type { Message } from '../messages.ts'
import { keepMetadata } from '../metadata.ts'
import { SlackError } from '../slack-error.ts'
import { grown, type MessageStream, readStreamed, streamLivesMs } from '../streams.ts'
import { clearStatus } from './assistant-threads-set-status.ts'
import { checkThread } from './chat.ts'
import { type ApiContext, type ApiMethod, getWritable, json, parseArgs } from './method.ts'

const streamed = { markdown_text: z.string().exactOptional(), chunks: json(z.array(z.unknown()).default([])) }
const startArgs = z.object({
  channel: z.string(),
  thread_ts: z.string().optional(),
  recipient_user_id: z.string().optional(),
  recipient_team_id: z.string().optional(),
  ...streamed,
})
const place = { channel: z.string(), ts: z.string() }
const appendArgs = z.object({ ...place, ...streamed })
const stopArgs = z.object({
  ...place,
  ...streamed,
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
  session_status: z.enum(['active', 'processing', 'suspended', 'closed']).optional(),
})

const fresh = { state: 'streaming', isStoppable: false, tasks: [] } as const

export const chatStartStream: ApiMethod = {
  token: 'bot',
  run(args, { workspace, feed, clock }) {
    const given = parseArgs(startArgs, args)
    const { thread_ts: threadTs, recipient_user_id: user, recipient_team_id: team } = given
    const { id, with: person } = getWritable(workspace, given.channel)
    const isDirect = person !== undefined
    if (user === undefined && !isDirect) throw new SlackError('missing_recipient_user_id')
    if (team === undefined && !isDirect) throw new SlackError('missing_recipient_team_id')
    if (user !== undefined && workspace.findUser(user) === undefined) throw new SlackError('user_not_found')
    // "Omit it to stream a top-level message: this is only supported in channels", docs.slack.dev.
    if (isDirect && threadTs === undefined) throw new SlackError('invalid_arguments')
    checkThread(workspace, id, threadTs)
    const begun = workspace.post({
      channel: id,
      user: workspace.app.user,
      isFromApp: true,
      threadTs,
      text: '',
      blocks: [],
      stream: { ...fresh, startedAt: clock.now() },
    })
    if (threadTs !== undefined) clearStatus(feed, id, threadTs)
    grow(begun, given, { workspace })
    return { channel: id, ts: begun.ts }
  },
}

export const chatAppendStream: ApiMethod = {
  token: 'bot',
  run(args, context) {
    const given = parseArgs(appendArgs, args)
    const message = getStreaming(given, context)
    if (given.markdown_text === undefined && given.chunks.length === 0) throw new SlackError('no_text')
    grow(message, given, context)
    return { channel: message.channel, ts: message.ts }
  },
}

export const chatStopStream: ApiMethod = {
  token: 'bot',
  run(args, context) {
    const given = parseArgs(stopArgs, args)
    const message = getStreaming(given, context)
    const last = given.blocks === undefined ? [] : composeContent({ text: 'blocks', blocks: given.blocks }).blocks
    const full = grow(message, given, context)
    context.workspace.change(full, {
      blocks: [...full.blocks, ...last],
      metadata: keepMetadata(given.metadata, message.metadata),
      stream: { ...streamOf(full), state: 'done', isStoppable: false },
    })
    return { channel: message.channel, ts: message.ts }
  },
}

type Given = { markdown_text?: string; chunks: unknown[] }

function grow(message: Message, given: Given, { workspace }: Pick<ApiContext, 'workspace'>): Message {
  const { tasks, ...content } = grown(message, readStreamed(given))
  return workspace.change(message, { ...content, stream: { ...streamOf(message), tasks } })
}

function streamOf({ stream }: Message): MessageStream {
  if (stream === undefined) throw new SlackError('message_not_in_streaming_state')
  return stream
}

function getStreaming(
  { channel, ts }: { channel: string; ts: string },
  { workspace, clock }: Pick<ApiContext, 'workspace' | 'clock'>,
): Message {
  const message = workspace.findMessage(getWritable(workspace, channel).id, ts)
  if (message === undefined) throw new SlackError('message_not_found')
  if (!message.isFromApp) throw new SlackError('message_not_owned_by_app')
  const { state, startedAt } = streamOf(message)
  if (state === 'stopped-by-user') throw new SlackError('stopped_by_user')
  if (state === 'done' || clock.now() - startedAt > streamLivesMs)
    throw new SlackError('message_not_in_streaming_state')
  return message
}
