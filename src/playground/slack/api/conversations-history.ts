import { z } from 'zod'
import { getDirect, rangeArgs, rangeOf, readMessage } from './direct-messages.ts'
import { type ApiMethod, parseArgs } from './method.ts'

const args = z.object(rangeArgs)

/** Of the bot's direct messages, the newest first; replies in threads are no part of it. */
export const conversationsHistory: ApiMethod = {
  token: 'bot',
  run(given, { workspace }) {
    const { channel, limit, include_all_metadata: isWithMetadata, ...range } = parseArgs(args, given)
    const { id } = getDirect(workspace, channel)
    const isWithin = rangeOf(range)
    const found = workspace
      .listMessages(id)
      .filter((message) => message.visibleTo === undefined && message.threadTs === undefined && isWithin(message))
      .toReversed()
    return {
      messages: found.slice(0, limit).map((message) => readMessage(workspace, message, isWithMetadata)),
      has_more: found.length > limit,
      pin_count: 0,
      ...(range.latest !== undefined && { latest: range.latest }),
    }
  },
}
