import { z } from 'zod'
import { composeContent } from './app-message.ts'
import type { Message } from './messages.ts'
import { SlackError } from './slack-error.ts'
import type { Workspace } from './workspace.ts'

/** Where a reply goes, and what `replace_original` and `delete_original` mean there. */
export type ReplyPlace = { channel: string; user: string; isClick: boolean; originalTs: string | undefined }

const replyBody = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
})
type Reply = z.infer<typeof replyBody>

/** Does what the body of a response_url or of an acknowledgement says. Returns the message if it is a new one. */
export function writeReply(workspace: Workspace, place: ReplyPlace, body: unknown): Message | undefined {
  const parsed = replyBody.safeParse(body)
  if (!parsed.success) throw new SlackError('invalid_payload')
  const reply = parsed.data
  const original = place.originalTs === undefined ? undefined : workspace.findMessage(place.channel, place.originalTs)
  if (reply.delete_original === true) {
    if (original !== undefined) workspace.remove(original)
    return undefined
  }
  const isReplacing = reply.replace_original === true && original !== undefined && keepsVisibility(original, reply)
  if (!isReplacing) return post(workspace, place, reply)
  const content = composeContent(reply)
  const isEphemeral = original.visibleTo !== undefined
  workspace.change(original, {
    ...content,
    notifies: isEphemeral ? [] : content.notifies,
    isEdited: !isEphemeral,
  })
  return undefined
}

/** What only one person sees cannot become what everyone sees: that makes a new message. */
function keepsVisibility({ visibleTo }: Message, { response_type: type }: Reply): boolean {
  return visibleTo === undefined || type !== 'in_channel'
}

function post(workspace: Workspace, { channel, user }: ReplyPlace, reply: Reply): Message {
  const isForEveryone = reply.response_type === 'in_channel'
  const content = composeContent(reply)
  return workspace.post({
    ...content,
    notifies: isForEveryone ? content.notifies : [],
    channel,
    user: workspace.app.user,
    isFromApp: true,
    threadTs: reply.thread_ts,
    visibleTo: isForEveryone ? undefined : user,
  })
}
