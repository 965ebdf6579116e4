import { z } from 'zod'
import { SlackError } from '../slack-error.ts'
import { getDirect, rangeArgs, rangeOf, readMessage } from './direct-messages.ts'
import { type ApiMethod, parseArgs } from './method.ts'

const args = z.object({ ...rangeArgs, ts: z.string() })

/** One thread of the bot's direct messages: what it is about, whatever the range, and then its replies, the oldest first. */
export const conversationsReplies: ApiMethod = {
  token: 'bot',
  run(given, { workspace }) {
    const { channel, ts, limit, include_all_metadata: isWithMetadata, ...range } = parseArgs(args, given)
    const { id } = getDirect(workspace, channel)
    const parent = workspace.findMessage(id, ts)
    if (parent === undefined || parent.visibleTo !== undefined) throw new SlackError('thread_not_found')
    const isWithin = rangeOf(range)
    const replies = workspace
      .listMessages(id)
      .filter((message) => message.visibleTo === undefined && message.threadTs === ts && isWithin(message))
    const found = [parent, ...replies]
    return {
      messages: found.slice(0, limit).map((message) => readMessage(workspace, message, isWithMetadata)),
      has_more: found.length > limit,
    }
  },
}
